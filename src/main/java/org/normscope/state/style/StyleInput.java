package org.normscope.state.style;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.patches.FolderCorpus;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.SessionFile;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.text.Fault;

/** What brings pictures and engines into the Style workspace: nothing changes until they have been read. */
final class StyleInput {
    /** The gallery is looked through by eye. */
    private static final int MOST_OF_FOLDER = 60;

    private final Chosen chosen;
    private final StyleFiles files;
    private final Opening opening;
    private final Notices notices;
    private final Consumer<Path> session;
    private final Consumer<Path> batch;
    /** The engine being opened: another one asked for meanwhile takes its place. */
    private @Nullable Job<?> engine;

    /**
     * @param session opens a session
     * @param batch   paints the pictures of a folder
     */
    StyleInput(Services services, StyleFiles files, Consumer<Path> session, Consumer<Path> batch) {
        this.session = session;
        this.batch = batch;
        this.files = files;
        chosen = services.chosen();
        opening = services.opening();
        notices = services.notices();
    }

    /** The first that can be read. */
    void content(List<String> origins) {
        opening.pictures(origins, Function.identity(), read -> {
            look(read.get(0));
            if (read.size() > 1) notices.tell(Words.of("style.drop.one", read.get(0).name(), read.size() - 1));
        });
    }

    /** The content is what all workspaces look at. */
    private void look(PictureChoice picture) {
        chosen.change(all -> all.withPicture(picture));
    }

    void paste(Pixels picture) {
        opening.pictures(List.of(picture), Sources::pasted, read -> look(read.get(0)));
    }

    /** Into the gallery, and mixed in equal parts: the first four. */
    void styles(List<String> origins) {
        opening.<List<String>>start(Words.of("activity.pictures", origins.size()),
            job -> origins.stream().flatMap(origin -> each(origin).stream()).toList(),
            all -> opening.pictures(all, Function.identity(), this::mix));
    }

    private void mix(List<PictureChoice> read) {
        change(s -> mixed(s, read));
        if (read.size() > StyleSettings.MOST_STYLES) {
            notices.tell(Words.of("style.drop.four", StyleSettings.MOST_STYLES));
        }
    }

    private static StyleSettings mixed(StyleSettings settings, List<PictureChoice> styles) {
        List<PictureChoice> own = new ArrayList<>(settings.own());
        for (PictureChoice style : styles) {
            if (style.origin().startsWith(PictureSource.BUILT_IN) || own.contains(style)) continue;
            own.removeIf(old -> old.origin().equals(style.origin())); // its file was written anew
            own.add(style);
        }
        int mixed = Math.min(StyleSettings.MOST_STYLES, styles.size());
        return settings.withGallery(styles.stream().distinct().limit(mixed).map(style -> new StyleShare(style, 1))
            .toList(), own).evened();
    }

    /**
     * Dropped on neither: the first of several is the content, the rest are styles. One alone is the content, unless
     * the user has brought a content already, and no style yet.
     */
    void somewhere(List<String> origins) {
        boolean style = origins.size() == 1 && asStyle();
        opening.pictures(origins, Function.identity(), read -> {
            if (style) {
                mix(read);
            } else {
                chosen.change(all -> all.with(StyleSettings.class,
                    s -> read.size() == 1 ? s : mixed(s, read.subList(1, read.size()))).withPicture(read.get(0)));
            }
            if (origins.size() == 1) {
                notices.tell(Words.of(style ? "style.drop.asStyle" : "style.drop.asContent", read.get(0).name()));
            }
        });
    }

    /** What becomes of files that are dropped on neither content nor styles. */
    Offer offer(List<Path> files) {
        boolean asStyle = files.size() == 1 && asStyle();
        return Offer.of(files, "drop.network.paints", "drop.folder.paint", files.size() > 1 ? "drop.picture.mixed"
            : asStyle ? "drop.picture.style" : "drop.picture.content");
    }

    /** Whether one picture alone would be a style: the content is the user's own already, and no style yet. */
    private boolean asStyle() {
        return !chosen.of(StyleSettings.class).content().origin().startsWith(PictureSource.BUILT_IN)
            && chosen.of(StyleSettings.class).own().isEmpty();
    }

    /** A folder stands for the pictures in it; one without any for itself, and reading it says what is wrong. */
    private static List<String> each(String origin) {
        if (origin.startsWith(PictureSource.BUILT_IN) || !Files.isDirectory(Path.of(origin))) return List.of(origin);
        FolderCorpus folder = new FolderCorpus(Path.of(origin));
        List<String> pictures = folder.entries().stream().limit(MOST_OF_FOLDER)
            .map(entry -> folder.origin(entry.name())).toList();
        return pictures.isEmpty() ? List.of(origin) : pictures;
    }

    void engine(String origin, Map<String, String> input) {
        if (engine != null) opening.cancel(engine);
        engine = opening.<NetworkChoice>start(Words.of("activity.network", origin), job -> {
            NetworkChoice choice = NetworkChoice.hashed(origin, input);
            files.engine(choice);
            return choice;
        }, choice -> {
            engine = null;
            opening.remember(Recent.Kind.ENGINE, origin);
            change(s -> s.withEngine(choice));
        });
    }

    /** Goes on with a folder that holds pictures; of one that holds none there is a notice. */
    void folder(Path from, Runnable go) {
        opening.<Path>start(Words.of("activity.open"), job -> {
            if (new FolderCorpus(from).entries().isEmpty()) throw new Fault("style.folder.empty", from.toString());
            return from;
        }, full -> {
            opening.remember(Recent.Kind.CORPUS, full.toString());
            go.run();
        });
    }

    /**
     * Files as they were dropped: pictures to someone, the first .onnx as engine, a session is opened, a folder painted
     * as a batch.
     *
     * @param folders whether those are pictures for someone too
     */
    void drop(List<Path> dropped, Consumer<List<String>> pictures, boolean folders) {
        List<String> origins = new ArrayList<>();
        List<Path> engines = new ArrayList<>();
        for (Path file : dropped) {
            if (SessionFile.isNamed(file)) session.accept(file);
            else if (!folders && Files.isDirectory(file)) batch.accept(file);
            else if (file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) engines.add(file);
            else origins.add(file.toString());
        }
        if (!origins.isEmpty()) pictures.accept(origins);
        if (engines.isEmpty()) return;
        engine(engines.get(0).toString(), Map.of());
        if (engines.size() > 1) {
            List<String> names = engines.stream().map(engine -> engine.getFileName().toString()).toList();
            notices.tell(Words.of("style.drop.oneEngine", names.get(0), names.size() - 1,
                String.join(", ", names.subList(1, names.size()))));
        }
    }

    private void change(UnaryOperator<StyleSettings> change) {
        chosen.change(StyleSettings.class, null, change);
    }
}
