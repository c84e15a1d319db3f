package org.normscope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.normscope.cli.TourRenderer;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;
import org.normscope.normalize.Cell;
import org.normscope.shift.Preset;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Theme;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.state.transfer.TransferSettings;
import org.normscope.state.tree.TreeSettings;
import org.normscope.view.control.FileAsker;

/**
 * Renders the workspaces to files on the toolkit's headless platform, whether there is a display or not, so that a tour
 * looks the same everywhere and opens no window.
 */
final class Tour implements TourRenderer {
    /** The pointed cell, as shares of the maps' extents: inside the first picture's subject. */
    private static final double POINTED = 0.45;
    private static final int WARM_UPS = 4;
    /** A window that does not come to rest in this time, and a minute a shot, never will. */
    private static final int LONGEST_MINUTES = 5;

    @Override
    public List<Path> render(Path folder, Set<Stop> stops, List<Shot> shots) {
        int width = shots.stream().mapToInt(Shot::width).max().orElseThrow(),
            height = shots.stream().mapToInt(Shot::height).max().orElseThrow();
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("headless.geometry", width + "x" + height + "-32");
        System.setProperty("prism.order", "sw");
        CompletableFuture<Map<String, Pixels>> pictures = new CompletableFuture<>();
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            try {
                open(stops, shots, pictures);
            } catch (RuntimeException | Error e) {
                pictures.completeExceptionally(e);
            }
        });
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Path> files = new ArrayList<>();
        pictures.orTimeout(LONGEST_MINUTES + shots.size(), TimeUnit.MINUTES).join().forEach((name, picture) -> {
            files.add(folder.resolve(PictureFormat.PNG.file(name)));
            PictureFile.writePng(picture, files.get(files.size() - 1));
        });
        Platform.exit();
        return files;
    }

    private static void open(Set<Stop> stops, List<Shot> shots,
                             CompletableFuture<Map<String, Pixels>> pictures) {
        Shot first = shots.get(0);
        Assembly assembly = new Assembly(DataFolder.ofUser(), texts -> new NobodyAsked());
        AppModel app = assembly.app();
        app.start(Assembly.first(new Look(Theme.valueOf(first.theme().name()), first.language())));
        Scene scene = assembly.window().scene(first.width(), first.height());
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        pictures.whenComplete((done, failure) -> Platform.runLater(() -> {
            stage.hide();
            assembly.close();
        }));
        Map<String, Pixels> taken = new LinkedHashMap<>();
        List<Runnable> steps = new ArrayList<>();
        for (Stop stop : Stop.values()) {
            if (!stops.contains(stop)) continue;
            steps.addAll(way(stop, app));
            steps.addAll(shoot(stop.name().toLowerCase(Locale.ROOT), shots, app, stage, taken));
        }
        steps.add(() -> pictures.complete(taken));
        new Idle(app, scene, steps).begin();
    }

    /** From any other stop. */
    private static List<Runnable> way(Stop stop, AppModel app) {
        return switch (stop) {
            case NORMALIZE -> toNormalize(app.workspace(NormalizeModel.class));
            // Where the index takes longer than a tour may, what there is of it is shown.
            case LAYERS -> List.of(() -> app.setWorkspace(LayersSettings.ID),
                () -> app.workspace(LayersModel.class).index().pause());
            case PLATE -> List.of(() -> app.setWorkspace(LayersSettings.ID),
                () -> app.workspace(LayersModel.class).index().pause(),
                () -> app.workspace(LayersModel.class).plate().open());
            case STYLE -> List.of(() -> app.setWorkspace(StyleSettings.ID),
                () -> mix(app.workspace(StyleModel.class)));
            case SHIFT -> toShift(app);
            case TRANSFER -> List.of(() -> app.setWorkspace(TransferSettings.ID));
            case TREE -> List.of(() -> app.setWorkspace(TreeSettings.ID));
        };
    }

    private static List<Runnable> toNormalize(NormalizeModel model) {
        List<Runnable> steps = new ArrayList<>(List.of(() -> select(model)));
        // The first time that anything runs says how long it takes to start, not how long it takes.
        for (int i = 0; i < WARM_UPS; i++) steps.addAll(List.of(model::nextLayer, model::previousLayer));
        steps.add(() -> point(model));
        return steps;
    }

    private static List<Runnable> toShift(AppModel app) {
        List<Runnable> steps = new ArrayList<>(List.of(() -> app.setWorkspace(ShiftSettings.ID)));
        // The first curves say how long it takes to open three networks, the second how long a slider takes.
        for (int i = 0; i < WARM_UPS; i++) {
            steps.addAll(List.of(() -> app.workspace(ShiftModel.class).setLook(Preset.FOG.look()),
                () -> app.workspace(ShiftModel.class).setLook(Preset.DUSK.look())));
        }
        return steps;
    }

    /** A painting first of all, and a little of two others. */
    private static void mix(StyleModel style) {
        style.mix().toggleStyle(style.styles().get(1).picture());
        style.mix().toggleStyle(style.styles().get(2).picture());
        style.mix().setShares(List.of(0.6, 0.25, 0.15));
    }

    /** BatchNorm, because its statistics are taken over all pictures: most is outlined. */
    private static void select(NormalizeModel model) {
        model.panes().stream().filter(pane -> pane.settings().get().normalization().equals("bn")).findFirst()
            .ifPresent(pane -> model.edit().selectPane(pane.key()));
    }

    /** One after the other, as each comes to rest; the window is then as for the first again. */
    private static List<Runnable> shoot(String workspace, List<Shot> shots, AppModel app, Stage stage,
                                        Map<String, Pixels> taken) {
        List<Runnable> steps = new ArrayList<>();
        for (Shot shot : shots) {
            if (shots.size() > 1) steps.add(() -> dress(shot, app, stage));
            String name = shots.size() == 1 ? workspace : String.join("-", workspace,
                shot.theme().name().toLowerCase(Locale.ROOT), shot.language().code(),
                shot.width() + "x" + shot.height());
            steps.add(() -> taken.put(name, pixels(stage.getScene().snapshot(null))));
        }
        if (shots.size() > 1) steps.add(() -> dress(shots.get(0), app, stage));
        return steps;
    }

    private static void dress(Shot shot, AppModel app, Stage stage) {
        if (stage.getWidth() != shot.width() || stage.getHeight() != shot.height()) {
            // A window that is resized while it is painted gets pixels for its size of before: the toolkit reports an
            // overflow.
            stage.hide();
            stage.setWidth(shot.width());
            stage.setHeight(shot.height());
            stage.show();
        }
        app.setTheme(Theme.valueOf(shot.theme().name()));
        app.setLanguage(shot.language());
    }

    private static void point(NormalizeModel model) {
        PaneModel pane = model.selectedPane().get();
        int seen = model.maps().get().c() / model.pages().get(), rows = model.maps().get().h(),
            columns = model.maps().get().w();
        model.pointAt(pane.key(), new Cell(0, seen / 2, (int) (rows * POINTED), (int) (columns * POINTED)));
    }

    private static Pixels pixels(WritableImage image) {
        int width = (int) image.getWidth(), height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return new Pixels(width, height, argb);
    }

    /** A tour opens and saves nothing by dialog. */
    private static final class NobodyAsked implements FileAsker {
        @Override
        public List<Path> open(Kind kind) {
            return List.of();
        }

        @Override
        public Optional<Path> find(Kind kind, String was) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(Kind kind, String suggestedName) {
            return Optional.empty();
        }

        @Override
        public boolean loses(String running) {
            return true;
        }

        @Override
        public Optional<Path> folder(String key) {
            return Optional.empty();
        }
    }
}
