package org.normscope.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.task.Job;

/** What brings pictures and engines into the Style workspace: nothing changes until they have been read. */
final class StyleInput {
    private final Chosen chosen;
    private final Sources sources;
    private final StyleFiles files;
    private final Opening opening;
    private final Notices notices;
    /** The engine being opened: another one asked for meanwhile takes its place. */
    private Job<?> engine;

    StyleInput(Chosen chosen, Sources sources, StyleFiles files, Opening opening, Notices notices) {
        this.chosen = chosen;
        this.sources = sources;
        this.files = files;
        this.opening = opening;
        this.notices = notices;
    }

    /** The first that can be read. */
    void content(List<String> origins) {
        opening.pictures(origins, Function.identity(), read -> change(s -> s.withContent(read.get(0))));
    }

    void paste(Pixels picture) {
        opening.pictures(List.of(picture), Sources::pasted, read -> change(s -> s.withContent(read.get(0))));
    }

    /** Into the gallery, and mixed in equal parts: the first four. */
    void styles(List<String> origins) {
        opening.pictures(origins, Function.identity(), this::mix);
    }

    private void mix(List<PictureChoice> read) {
        change(s -> mixed(s, read));
        if (read.size() > StyleSettings.MOST_STYLES) notices.tell(Words.of("style.drop.four", StyleSettings.MOST_STYLES));
    }

    private static StyleSettings mixed(StyleSettings settings, List<PictureChoice> styles) {
        List<PictureChoice> own = new ArrayList<>(settings.own());
        styles.stream().filter(style -> !style.origin().startsWith(PictureSource.BUILT_IN) && !own.contains(style)).forEach(own::add);
        int mixed = Math.min(StyleSettings.MOST_STYLES, styles.size());
        return settings.withOwn(own).withStyles(styles.stream().distinct().limit(mixed).map(style -> new StyleShare(style, 1)).toList()).evened();
    }

    /**
     * Dropped on neither: the first of several is the content, the rest are styles. One alone is the content, unless
     * the user has brought a content already, and no style yet.
     */
    void somewhere(List<String> origins) {
        boolean ownContent = !chosen.present().style().content().origin().startsWith(PictureSource.BUILT_IN);
        boolean style = origins.size() == 1 && ownContent && chosen.present().style().own().isEmpty();
        opening.pictures(origins, Function.identity(), read -> {
            if (style) mix(read);
            else change(s -> read.size() == 1 ? s.withContent(read.get(0)) : mixed(s.withContent(read.get(0)), read.subList(1, read.size())));
            if (origins.size() == 1) notices.tell(Words.of(style ? "style.drop.asStyle" : "style.drop.asContent", read.get(0).name()));
        });
    }

    void engine(String origin, Map<String, String> input) {
        if (engine != null) opening.cancel(engine);
        engine = opening.<NetworkChoice>start(Words.of("activity.network", origin), job -> {
            NetworkChoice choice = new NetworkChoice(origin, InputVerbs.hash(origin), input);
            files.engine(choice);
            return choice;
        }, choice -> {
            engine = null;
            change(s -> s.withEngine(choice));
        });
    }

    /** Files as they were dropped: pictures to someone, an .onnx as engine. */
    void drop(List<Path> dropped, Consumer<List<String>> pictures) {
        List<String> origins = new ArrayList<>();
        for (Path file : dropped) {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) engine(file.toString(), Map.of());
            else origins.add(file.toString());
        }
        if (!origins.isEmpty()) pictures.accept(origins);
    }

    private void change(UnaryOperator<StyleSettings> change) {
        chosen.changeStyle(null, change);
    }
}
