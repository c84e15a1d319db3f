package org.normscope.state.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.normscope.Workspaces;
import org.normscope.engine.SharedEngine;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.shift.Appearance;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.NamedFiles;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.SessionFile;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Theme;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.layers.PlateSettings;
import org.normscope.state.layers.UnitOrder;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.task.Workers;
import org.normscope.text.Language;

/** What the window knows, without one: everything runs on the test's own thread. */
public final class Desk implements AutoCloseable {
    public static final SessionFile SESSIONS = new SessionFile(AppModel.slices(Workspaces.plans()));
    public static final NamedFiles FILES = new NamedFiles(AppModel.slices(Workspaces.plans()));

    /** Where indexes are kept: a folder for each JVM that runs tests. */
    public static final Path DATA = Path.of(System.getProperty("normscope.test.data", "target/data"));

    public final GraphRunner runner = SharedEngine.ENGINE;
    public final AppModel app;
    public final NormalizeModel model;

    public Desk() {
        this(Runnable::run, Runnable::run);
    }

    /** @param data where indexes are kept */
    public Desk(Path data) {
        this(Runnable::run, Runnable::run, data);
    }

    /** @param worker runs all work, {@code ui} takes what it delivers */
    public Desk(Executor worker, Executor ui) {
        this(worker, ui, DATA);
    }

    private Desk(Executor worker, Executor ui, Path data) {
        app = app(runner, Workers.all(worker), data, ui);
        model = app.workspace(NormalizeModel.class);
    }

    /** As the program puts it together. */
    public static AppModel app(GraphRunner runner, Workers workers, Path data, Executor ui) {
        return AppModel.of(new Services(new Chosen(initial()), new ModelLibrary(runner), runner, workers, data, ui),
            Workspaces.plans());
    }

    /** What the window opens with. */
    public static Settings first() {
        return Workspaces.initial(new Look(Theme.DARK, Language.ENGLISH));
    }

    /**
     * The same on a smaller picture and corpus, in the middle of the network, as it is, with nothing left out; a wish
     * is of four steps.
     */
    public static Settings initial() {
        return first()
            .with(NormalizeSettings.class, s -> s
                .withNetwork(new NetworkChoice(s.network().origin(), "", Map.of()), "")
                .withPictures(List.of(s.pictures().get(1), s.pictures().get(0), s.pictures().get(2),
                    s.pictures().get(3), s.pictures().get(4)), 0).withPanes(s.panes(), 3)
                .withView(view -> view.withPerPage(24)))
            .with(LayersSettings.class, s -> s.withLayer("").withOrder(UnitOrder.INDEX).withRanking(false, false)
                .withCorpus(SmallCorpus.in(DATA).toString()).withPlate(soon(s.plate())))
            .with(ShiftSettings.class, s -> s.withLook(Appearance.AS_IT_IS));
    }

    private static PlateSettings soon(PlateSettings plate) {
        return new PlateSettings(plate.open(), plate.method(), plate.seed(), 4, plate.wish(), plate.over());
    }

    public Desk started() {
        app.start(Desk.initial());
        return this;
    }

    public PaneModel pane(int key) {
        return model.panes().stream().filter(pane -> pane.key() == key).findFirst().orElseThrow();
    }

    public PaneModel pane(String normalization) {
        return model.panes().stream().filter(pane -> pane.settings().get().normalization().equals(normalization))
            .findFirst().orElseThrow();
    }

    public NormalizeSettings settings() {
        return model.settings().get();
    }

    /** What the notices say, in English. */
    public List<String> notices() {
        return app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList();
    }

    @Override
    public void close() {
        runner.close();
    }
}
