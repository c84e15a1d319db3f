package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.color.ColorMaps;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.normalize.Site;
import org.normscope.tensor.Tensor;

/** The sample of docs/DESIGN.md compiles, and does what it says. */
class DesignSampleTest {
    private static final String IMPORTS = Stream.of("java.util.List", "java.util.Optional", "org.normscope.color.*",
        "org.normscope.flow.*", "org.normscope.image.Pixels", "org.normscope.network.*", "org.normscope.normalize.*",
        "org.normscope.tensor.Tensor")
        .map(name -> "import " + name + ";\n").collect(Collectors.joining());

    @TempDir
    Path folder;

    private static String sample(String document) {
        Matcher block = Pattern.compile("(?s)## One way through the house.*?```java\n(.*?)```").matcher(document);
        assertTrue(block.find(), "there is a sample");
        return block.group(1);
    }

    /** What the compiler has to say. */
    private String compiled(String sample) throws Exception {
        String source = IMPORTS + "public class Sample {\n" + sample.replaceFirst("static", "public static") + "}\n";
        Path file = Files.writeString(folder.resolve("Sample.java"), source);
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = System.getProperty("java.class.path");
        try (var files = compiler.getStandardFileManager(said, null, null)) {
            compiler.getTask(null, files, said, List.of("-d", folder.toString(), "-cp", path, "-proc:none"), null,
                files.getJavaFileObjects(file)).call();
        }
        return said.getDiagnostics().stream().map(one -> one.getLineNumber() + ": " + one.getMessage(null))
            .collect(Collectors.joining("\n"));
    }

    @Test
    void itPaintsGroupNormalizedMaps() throws Exception {
        assertEquals("", compiled(sample(Files.readString(Path.of("docs/DESIGN.md")))));
        try (GraphRunner runner = new DjlRunner(1);
            URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
            Layer layer = network.layer("block1.first.conv").orElseThrow();
            List<Pixels> pictures = List.of(PictureSource.open("builtin:photos/dogs"));
            Pixels painted = (Pixels) loader.loadClass("Sample")
                .getMethod("normalized", GraphRunner.class, Network.class, Layer.class, List.class)
                .invoke(null, runner, network, layer, pictures);

            Site site = new FeatureMapFlow(runner).site(network, layer, pictures);
            Tensor maps = Catalogue.entry("gn").create(Parameters.NONE).apply(site);
            Mosaic mosaic = Mosaic.of(0, maps.shape().c(), maps.shape().w(), maps.shape().h(), 1.5);
            Scale scale = Scale.of(ColorMaps.DIVERGING_LIGHT, maps);
            assertArrayEquals(Colorizer.paint(maps, 0, mosaic, scale).argb(), painted.argb());
        }
    }

    /** The guard fails where the sample is out of date. */
    @Test
    void anOldSampleIsFound() throws Exception {
        String old = sample(Files.readString(Path.of("docs/DESIGN.md"))).replace("flow.site(", "flow.place(");
        assertTrue(compiled(old).contains("cannot find symbol"), "a method that is gone");
    }
}
