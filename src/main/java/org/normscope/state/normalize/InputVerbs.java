package org.normscope.state.normalize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.normscope.flow.FolderPictures;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.stroke.Stroke;
import org.normscope.network.Network;
import org.normscope.patches.FolderCorpus;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.DefaultLayer;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.text.Fault;
import org.normscope.text.PathName;

/** What brings networks and pictures in, and what is done to the pictures. */
final class InputVerbs {
    /** BN sees all of the tray at once, and all of it is held. */
    private static final int MOST_OF_FOLDER = 16;

    private final Chosen chosen;
    private final Sources sources;
    private final Opening opening;
    private final Notices notices;
    /** The network being opened: another one asked for meanwhile takes its place. */
    private @Nullable Job<?> network;

    InputVerbs(Chosen chosen, Sources sources, Opening opening, Notices notices) {
        this.chosen = chosen;
        this.sources = sources;
        this.opening = opening;
        this.notices = notices;
    }

    void openNetwork(String origin) {
        open(origin, NormalizeSlice.input(origin));
    }

    void setInput(String key, @Nullable String value) {
        Map<String, String> input = new TreeMap<>(chosen.of(NormalizeSettings.class).network().input());
        if (value == null) input.remove(key);
        else input.put(key, value);
        open(chosen.of(NormalizeSettings.class).network().origin(), input);
    }

    private void open(String origin, Map<String, String> input) {
        if (network != null) opening.cancel(network);
        network = opening.network(origin, input, choice -> {
            network = null;
            Network opened = sources.network(choice);
            chosen.change(NormalizeSettings.class, null, s -> s.withNetwork(choice, layer(opened, s)));
        });
    }

    /** The layer of the same name, so that networks can be compared; else a good one. */
    static String layer(Network network, NormalizeSettings settings) {
        return network.layer(settings.layer()).orElseGet(() -> DefaultLayer.of(network)).name();
    }

    /** The layer shown for settings from elsewhere; a notice tells where their network has none of that name. */
    String placed(NormalizeSettings settings) {
        Network opened = sources.network(settings.network());
        String found = layer(opened, settings);
        if (!settings.layer().isEmpty() && !found.equals(settings.layer())) {
            notices.tell(Words.of("session.layer", settings.layer(), opened.name(), found));
        }
        return found;
    }

    void addPictures(List<String> origins) {
        add(origins, Function.identity());
    }

    /** Its first pictures, by name: a tray is no corpus. Of those left out a notice tells. */
    void addFolder(String folder) {
        opening.<List<String>>start(Words.of("activity.open"), job -> {
            FolderCorpus corpus = new FolderCorpus(Path.of(folder));
            List<String> all = corpus.entries().stream().map(entry -> corpus.origin(entry.name())).toList();
            if (all.isEmpty()) throw new Fault("patches.corpus.empty", folder);
            return all;
        }, all -> {
            if (all.size() > MOST_OF_FOLDER) {
                notices.tell(Words.of("drop.folder.some", MOST_OF_FOLDER, all.size(), PathName.of(folder)));
            }
            addPictures(all.subList(0, Math.min(MOST_OF_FOLDER, all.size())));
        });
    }

    void paste(Pixels picture) {
        add(List.of(picture), Sources::pasted);
    }

    private <T> void add(List<T> pictures, Function<T, String> origin) {
        opening.pictures(pictures, origin, read -> look(s -> {
            List<PictureChoice> all = new ArrayList<>(s.pictures());
            all.addAll(read);
            return s.withPictures(all, s.pictures().size());
        }));
    }

    /** @param origin empty for none */
    void borrowedStyle(String origin, Consumer<PictureChoice> done) {
        if (origin.isEmpty()) done.accept(PictureChoice.NONE);
        else opening.pictures(List.of(origin), Function.identity(), read -> done.accept(read.get(0)));
    }

    /** @param folder empty for none */
    void borrowedPool(String folder, Consumer<String> done) {
        if (folder.isEmpty()) done.accept("");
        else opening.<String>start(Words.of("activity.pool", PathName.of(folder)), job -> {
            // None is read here: whoever reads them tells what is left out.
            if (new FolderPictures(Path.of(folder), skipped -> { }).count() == 0) {
                throw new Fault("patches.corpus.empty", folder);
            }
            return folder;
        }, there -> {
            opening.remember(Recent.Kind.CORPUS, folder);
            done.accept(there);
        });
    }

    /** Another frame of an animated picture in its place, under the same strokes. */
    void setFrame(int index, int frame) {
        PictureChoice old = chosen.of(NormalizeSettings.class).pictures().get(index);
        String origin = PictureSource.ofFrame(old.origin(), frame);
        opening.pictures(List.of(origin), Function.identity(), read -> look(s -> {
            List<PictureChoice> all = new ArrayList<>(s.pictures());
            if (index >= all.size() || !all.get(index).equals(old)) return s;
            all.set(index, new PictureChoice(origin, read.get(0).sha256(), old.strokes()));
            return s.withPictures(all, s.active());
        }));
    }

    void removePicture(int index) {
        look(s -> {
            List<PictureChoice> rest = new ArrayList<>(s.pictures());
            rest.remove(index);
            int active = index < s.active() ? s.active() - 1 : s.active();
            return s.withPictures(rest, Math.max(0, Math.min(active, rest.size() - 1)));
        });
    }

    void activatePicture(int index) {
        look(s -> s.withPictures(s.pictures(), index));
    }

    /** The picture that is looked at then is in all workspaces. */
    private void look(UnaryOperator<NormalizeSettings> change) {
        chosen.change(all -> {
            Settings next = all.with(NormalizeSettings.class, change);
            NormalizeSettings own = next.of(NormalizeSettings.class);
            return own.pictures().isEmpty() ? next : next.withPicture(own.pictures().get(own.active()));
        });
    }

    void movePicture(int from, int to) {
        chosen.change(NormalizeSettings.class, null, s -> {
            List<PictureChoice> all = new ArrayList<>(s.pictures());
            PictureChoice active = all.get(s.active());
            all.add(to, all.remove(from));
            int index = 0;
            // By identity: the same picture may lie in the tray twice.
            while (all.get(index) != active) index++;
            return s.withPictures(all, index);
        });
    }

    void beginStroke(double x, double y) {
        if (chosen.of(NormalizeSettings.class).pictures().isEmpty()) return;
        chosen.history().begin();
        Brush brush = chosen.of(NormalizeSettings.class).brush();
        Pixels whole = active().pixels();
        double radius = brush.radius() * Math.min(whole.width(), whole.height());
        paint(choice -> choice.with(new Stroke(List.of(point(x, y)), radius, brush.color())));
    }

    void extendStroke(double x, double y) {
        if (!chosen.history().inGesture()) return;
        Stroke.Point point = point(x, y);
        paint(choice -> choice.extended(point.x(), point.y()));
    }

    void endStroke() {
        chosen.history().end();
        chosen.publish();
    }

    private void paint(UnaryOperator<PictureChoice> change) {
        chosen.change(NormalizeSettings.class, null, s -> s.withActivePicture(change));
    }

    private Picture active() {
        return sources.picture(chosen.of(NormalizeSettings.class).pictures()
            .get(chosen.of(NormalizeSettings.class).active()));
    }

    /** From shares of what the network sees to pixels of the picture: strokes outlive another input size. */
    private Stroke.Point point(double x, double y) {
        Pixels whole = active().pixels();
        Placement place = sources.network(chosen.of(NormalizeSettings.class).network()).spec().preprocessing()
            .placement(whole.width(), whole.height());
        return new Stroke.Point(place.sourceX(x), place.sourceY(y));
    }
}
