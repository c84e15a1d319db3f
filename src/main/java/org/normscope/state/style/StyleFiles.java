package org.normscope.state.style;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.Sources;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;
import org.normscope.style.ValueRange;

/** The networks and pictures that the settings of the Style workspace refer to, opened once. Thread-safe. */
final class StyleFiles {
    /** Keys of {@link NetworkChoice#input()}: how the pictures of an engine stand for levels. */
    static final String IN = "in", OUT = "out";
    private static final int ENGINES = 3;

    private final StyleLibrary library;
    private final Sources sources;
    private final Map<NetworkChoice, StyleNetwork> engines = new LinkedHashMap<>(16, 0.75f, true);

    StyleFiles(StyleLibrary library, Sources sources) {
        this.library = library;
        this.sources = sources;
    }

    /** @throws org.normscope.text.Fault where it is no network that paints pictures */
    StyleNetwork engine(NetworkChoice choice) {
        synchronized (engines) {
            StyleNetwork known = engines.get(choice);
            if (known != null) return known;
        }
        StyleNetwork opened = open(choice.origin(), choice.input());
        synchronized (engines) {
            engines.put(choice, opened);
            if (engines.size() > ENGINES) engines.remove(engines.keySet().iterator().next());
        }
        return opened;
    }

    private StyleNetwork open(String origin, Map<String, String> input) {
        String in = input.get(IN), out = input.get(OUT);
        return in == null || out == null ? library.open(origin)
            : library.open(Path.of(origin), ValueRange.valueOf(in), ValueRange.valueOf(out));
    }

    /**
     * Opens what is not open yet.
     *
     * @throws org.normscope.text.Fault the first that cannot be opened
     */
    StyleRequest open(StyleSettings settings) {
        return new StyleRequest(engine(settings.engine()), sources.picture(settings.content()),
            settings.styles().stream().map(share -> sources.picture(share.picture())).toList(), settings, 0);
    }

    /** What the settings ask for, if all of it is open already. */
    Optional<StyleRequest> opened(StyleSettings settings) {
        StyleNetwork network;
        synchronized (engines) {
            network = engines.get(settings.engine());
        }
        Optional<Picture> content = sources.known(settings.content());
        List<Picture> styles = new ArrayList<>();
        settings.styles().forEach(share -> sources.known(share.picture()).ifPresent(styles::add));
        if (network == null || styles.size() < settings.styles().size()) return Optional.empty();
        return content.map(picture -> new StyleRequest(network, picture, List.copyOf(styles), settings, 0));
    }
}
