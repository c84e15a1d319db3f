package org.normscope.cli.paint;

import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.WrongUseException;
import org.normscope.image.Pixels;
import org.normscope.node.Kind;
import org.normscope.node.TreeNode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** More of a texture, woven by a node of the tree. */
@Command(name = "texture", mixinStandardHelpOptions = true,
    description = "Weaves more of a sample by a node of the tree; \"normscope nodes\" lists them.")
public final class TextureCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private PaintingOptions.Node node;

    @Mixin
    private PaintingOptions.Chance chance;

    @Mixin
    private PaintingOptions.Written out;

    @Option(names = "--sample", required = true, paramLabel = "T",
        description = "The picture of which there is to be more.")
    private String sample;

    @Option(names = "--sample-size", paramLabel = "N", description = "The sample's longer side; left out: its own.")
    private @Nullable Integer sampleSize;

    @Option(names = "--size", required = true, paramLabel = "WxH", description = "Of what is woven, in pixels.")
    private String size;

    @Override
    public void run() {
        TreeNode chosen = node.chosen();
        if (chosen.kind() != Kind.TEXTURE) throw new WrongUseException("cli.texture.paint", node.id());
        if (!size.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) throw new WrongUseException("cli.texture.size", size);
        String[] sides = size.split("x");
        Pixels from = PaintingOptions.sized(PictureArgument.open(spec, sample), sampleSize);
        out.write(node.made(runner -> chosen.weave(from, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]),
            node.set(), chance.seed(), node.watch(spec), runner)), spec);
    }
}
