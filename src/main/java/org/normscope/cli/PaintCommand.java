package org.normscope.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.node.Kind;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;
import org.normscope.tree.Tree;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A picture painted by a node of the tree. */
@Command(name = "paint", mixinStandardHelpOptions = true,
    description = "Paints a picture by a node of the tree; \"normscope nodes\" lists them.")
final class PaintCommand implements Runnable {
    private static final int THREADS = 4;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--node", required = true, paramLabel = "ID", description = "By which node.")
    private String node;

    @Option(names = "--content", required = true, paramLabel = "A", description = "The picture.")
    private String content;

    @Option(names = "--style", paramLabel = "B", description = "The style picture, of a node that needs one.")
    private @Nullable String style;

    @Option(names = "--set", paramLabel = "KEY=VALUE", arity = "1..*", description = "A parameter of the node.")
    private Map<String, String> set = Map.of();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of its chance (default 1).")
    private long seed;

    @Option(names = "--size", paramLabel = "N", description = "The longer side in pixels; left out: the picture's own.")
    private @Nullable Integer size;

    @Option(names = "--steps", paramLabel = "FOLDER", description = "Writes each step of a node that has steps there.")
    private @Nullable Path steps;

    @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "Or FILE.jpg.")
    private Path out;

    @Override
    public void run() {
        TreeNode chosen = Tree.node(node);
        if (chosen.kind() == Kind.TEXTURE) throw new WrongUseException("cli.paint.texture", node);
        checkSuffix(out);
        Pixels from = sized(PictureArgument.open(spec, content), size);
        Pixels like = style == null ? null : sized(PictureArgument.open(spec, style), size);
        if (steps != null && chosen.steps().isEmpty()) throw new WrongUseException("cli.paint.steps", node);
        Watch watch = steps == null ? Watch.NOBODY : written(steps, chosen);
        Pixels painted = withRunner(chosen, runner -> chosen.paint(from, like, set, seed, watch, runner));
        PictureFile.write(painted, Map.of(), out);
        spec.commandLine().getOut().println(out);
    }

    /** What a node makes, with what runs networks where it needs that. */
    static Pixels withRunner(TreeNode node, Function<@Nullable GraphRunner, Pixels> work) {
        if (!node.needsRunner()) return work.apply(null);
        try (GraphRunner runner = new DjlRunner(Math.min(THREADS, Runtime.getRuntime().availableProcessors()))) {
            return work.apply(runner);
        }
    }

    static Pixels sized(Pixels picture, @Nullable Integer size) {
        if (size == null) return picture;
        if (size < 1 || size > TreeNode.LARGEST) {
            throw new WrongUseException("cli.style.size", size, String.valueOf(TreeNode.LARGEST));
        }
        return Lanczos.scaled(picture, size);
    }

    static void checkSuffix(Path file) {
        if (PictureFormat.named(file.toString()).filter(PictureFormat::isWritten).isEmpty()) {
            throw new WrongUseException("cli.style.suffix", file.toString());
        }
    }

    private Watch written(Path folder, TreeNode of) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Watch() {
            @Override public void at(double done) { }

            @Override public boolean wantsSteps() { return true; }

            @Override public void step(String key, Pixels picture) {
                Path file = folder.resolve(PictureFormat.PNG.file((of.steps().indexOf(key) + 1) + "-" + key));
                PictureFile.writePng(picture, file);
                spec.commandLine().getOut().println(file);
            }
        };
    }
}
