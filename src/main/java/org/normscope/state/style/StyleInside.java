package org.normscope.state.style;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normscope.image.AtomicFile;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Words;
import org.normscope.style.FastStyle;
import org.normscope.style.StyleNetwork;
import org.normscope.style.StyleSite;
import org.normscope.style.ValueRange;
import org.normscope.text.Fault;

/**
 * The style network as one that other workspaces and programs can open: a picture in, a picture out, the style and the
 * mixing of the settings inside, every site a normalization of its own. With its manifest, which says how pictures
 * become its input and which operators make up a site.
 */
final class StyleInside {
    /** Longer side of the pictures that it is opened with, pixels. */
    private static final int SIDE = 256;
    private static final Duration SPARED = Duration.ofDays(1);
    private static final String KEPT = ".kept";

    private final Subject subject;
    private final Sources sources;
    private final Opening opening;
    private final Notices notices;
    private final StylePainter.Known known;
    private final Path folder;

    StyleInside(Services services, StylePainter.Known known, Subject subject) {
        this.known = known;
        this.subject = subject;
        sources = services.sources();
        opening = services.opening();
        notices = services.notices();
        folder = services.data().resolve("style");
    }

    /** What the Normalize workspace is to show. */
    private record Opened(NetworkChoice network, String layer, PictureChoice picture) { }

    /**
     * Takes networks away that were opened in other workspaces, but not those that settings name, that a saved session
     * names, or that are so young that another window may have them open. What cannot be taken away stays.
     *
     * @param named origins of networks
     */
    void tidy(Set<String> named) {
        Instant youngest = Instant.now().minus(SPARED);
        if (!Files.isDirectory(folder)) return;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.onnx")) {
            for (Path file : files) {
                boolean needed = named.contains(file.toString()) || Files.exists(sibling(file, KEPT));
                if (needed || Files.getLastModifiedTime(file).toInstant().isAfter(youngest)) continue;
                Files.deleteIfExists(file);
                Files.deleteIfExists(sibling(file, ".json"));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another window takes them away too, or nobody may: they do no harm.
        }
    }

    /** Marks what a session names that is saved. */
    void keep(List<String> named) {
        for (String origin : named) {
            Path file = origin.startsWith(PictureSource.BUILT_IN) ? null : Path.of(origin);
            if (file == null || !folder.equals(file.getParent())) continue;
            try {
                AtomicFile.write(sibling(file, KEPT), new byte[0]);
            } catch (IOException e) {
                throw new Fault(e, "export.unwritable", file.toString());
            }
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new Fault(e, "export.unwritable", file.toString());
        }
    }

    private static Path sibling(Path network, String ending) {
        return network.resolveSibling(network.getFileName().toString().replaceFirst("\\.onnx$", "") + ending);
    }

    /** Opens it in the Normalize workspace with the content, the maps before a site chosen, or those behind it. */
    void open(StyleRequest request, int site, boolean after) {
        opening.<Opened>start(Words.of("activity.network", request.network().name()), job -> {
            Graph graph = frozen(request);
            Path file = folder.resolve(name(request) + "-" + ContentHash.of(graph.toBytes()).substring(0, 8) + ".onnx");
            if (Files.exists(file)) touch(file);
            else write(request, graph, file);
            NetworkChoice choice = NetworkChoice.hashed(file.toString(), Map.of());
            PictureChoice content = request.settings().content().withoutStrokes();
            sources.picture(content);
            return new Opened(choice,
                layer(sources.network(choice), request.network().sites().get(site), after), content);
        }, opened -> subject.show(opened.network(), opened.layer(), opened.picture()));
    }

    private static String layer(Network network, StyleSite site, boolean after) {
        Layer normalization = network.layer(site.name()).orElseThrow();
        return after ? normalization.name() : network.writing(normalization.input()).orElse(normalization).name();
    }

    void save(StyleRequest request, Path file) {
        opening.<Path>start(Words.of("activity.write", file.getFileName().toString()), job -> {
            write(request, frozen(request), file);
            return file;
        }, written -> notices.tell(Words.of("export.written", file.toString())));
    }

    private Graph frozen(StyleRequest request) {
        return request.network().frozen(known.code(request, request.content(), () -> { }), request.mixing());
    }

    private static String name(StyleRequest request) {
        return request.network().takesStyles()
            ? request.settings().styles().get(0).picture().name().replaceFirst("\\.[^.]*$", "")
            : request.network().name();
    }

    private static void write(StyleRequest request, Graph graph, Path file) {
        Path manifest = sibling(file, ".json");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(manifest,
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest(request, graph)));
            AtomicFile.write(file, graph.toBytes());
        } catch (IOException e) {
            throw new Fault(e, "export.unwritable", file.toString());
        }
    }

    private static ObjectNode manifest(StyleRequest request, Graph graph) {
        StyleNetwork network = request.network();
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        FastStyle fast = network instanceof FastStyle one ? one : null;
        if (fast == null || fast.fixedSize().isEmpty()) {
            Pixels content = request.content().pixels();
            double scale = (double) SIDE / Math.max(content.width(), content.height());
            manifest.putArray("size").add(stepped(content.width() * scale, network.step()))
                .add(stepped(content.height() * scale, network.step()));
        }
        ValueRange range = fast == null ? ValueRange.UNIT : fast.in();
        manifest.putArray("range").add(0).add(range == ValueRange.BYTES ? 255 : 1);
        // As the range says: what black and white become by channel gives mean and deviation back.
        for (String key : List.of("mean", "std")) manifest.putArray(key);
        float white = range == ValueRange.BYTES ? 255 : 1;
        for (int c = 0; c < 3; c++) {
            float deviation = white / (range.value(255, c) - range.value(0, c));
            manifest.withArray("std").add(deviation);
            manifest.withArray("mean").add(-range.value(0, c) * deviation);
        }
        manifest.put("order", "RGB").put("fit", "crop");
        ObjectNode layers = manifest.putObject("layers");
        network.sites().forEach(site -> part(graph, site, layers));
        manifest.putObject("training").put("made", StyleWords.command(request, 0).text());
        return manifest;
    }

    private static int stepped(double extent, int step) {
        return Math.max(SIDE / 8, (int) Math.round(extent / step) * step);
    }

    /** A site that is blended takes three operators. */
    private static void part(Graph graph, StyleSite site, ObjectNode layers) {
        Node last = graph.nodes().stream().filter(node -> node.label().equals(site.name())).findFirst().orElseThrow();
        if (!last.operator().equals("Add")) return;
        ObjectNode layer = layers.putObject(site.name());
        layer.put("kind", "bin").putArray("outputs").add(last.output());
        layer.putArray("nodes").add(last.name());
        for (int i = 0; i < 2; i++) {
            Node half = graph.writer(last.input(i)).orElseThrow();
            layer.withArray("nodes").add(half.name());
            if (i == 0) layer.putArray("inputs").add(half.input(0));
        }
    }
}
