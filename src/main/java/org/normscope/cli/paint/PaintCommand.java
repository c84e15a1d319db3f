package org.normscope.cli.paint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrittenFiles;
import org.normscope.cli.option.WrongUseException;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;
import org.normscope.node.Kind;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A picture painted by a node of the tree. */
@Command(name = "paint", mixinStandardHelpOptions = true,
    description = "Paints a picture by a node of the tree; \"normscope nodes\" lists them.")
public final class PaintCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private PaintingOptions.Node node;

    @Mixin
    private PaintingOptions.Content content;

    @Mixin
    private PaintingOptions.Chance chance;

    @Mixin
    private PaintingOptions.Written out;

    @Option(names = "--style", paramLabel = "B", description = "The style picture, of a node that needs one.")
    private @Nullable String style;

    @Option(names = "--size", paramLabel = "N", description = "The longer side in pixels; left out: the picture's own.")
    private @Nullable Integer size;

    @Writes(Writes.Kind.FOLDER)
    @Option(names = "--steps", paramLabel = "FOLDER", description = "Writes each step of a node that has steps there.")
    private @Nullable Path steps;

    @Override
    public void run() {
        TreeNode chosen = node.chosen();
        if (chosen.kind() == Kind.TEXTURE) throw new WrongUseException("cli.paint.texture", node.id());
        if (style != null && !chosen.kind().styled()) throw new WrongUseException("cli.paint.style", node.id());
        Pixels from = PaintingOptions.sized(content.open(spec), size);
        Pixels like = style == null ? null : PaintingOptions.sized(PictureArgument.open(spec, style), size);
        if (steps != null && chosen.steps().isEmpty()) throw new WrongUseException("cli.paint.steps", node.id());
        Watch watch = steps == null ? node.watch(spec) : written(steps, chosen);
        out.write(node.made(runner -> chosen.paint(from, like, node.set(), chance.seed(), watch, runner)), spec);
    }

    private static Path step(Path folder, TreeNode of, String key) {
        return folder.resolve(PictureFormat.PNG.file((of.steps().indexOf(key) + 1) + "-" + key));
    }

    private Watch written(Path folder, TreeNode of) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        of.steps().forEach(key -> WrittenFiles.requireUnread(step(folder, of, key), spec));
        return new PaintingOptions.Onlooker(of.id(), spec) {
            @Override public boolean wantsSteps() { return true; }

            @Override public void step(String key, Pixels picture) {
                Path file = PaintCommand.step(folder, of, key);
                PictureFile.writePng(picture, file);
                spec.commandLine().getOut().println(file);
            }
        };
    }
}
