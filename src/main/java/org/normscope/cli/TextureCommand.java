package org.normscope.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.node.Kind;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;
import org.normscope.tree.Tree;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** More of a texture, woven by a node of the tree. */
@Command(name = "texture", mixinStandardHelpOptions = true,
    description = "Weaves more of a sample by a node of the tree; \"normscope nodes\" lists them.")
final class TextureCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--node", required = true, paramLabel = "ID", description = "By which node.")
    private String node;

    @Option(names = "--sample", required = true, paramLabel = "T",
        description = "The picture of which there is to be more.")
    private String sample;

    @Option(names = "--sample-size", paramLabel = "N", description = "The sample's longer side; left out: its own.")
    private @Nullable Integer sampleSize;

    @Option(names = "--size", required = true, paramLabel = "WxH", description = "Of what is woven, in pixels.")
    private String size;

    @Option(names = "--set", paramLabel = "KEY=VALUE", arity = "1..*", description = "A parameter of the node.")
    private Map<String, String> set = Map.of();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of its chance (default 1).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "Or FILE.jpg.")
    private Path out;

    @Override
    public void run() {
        TreeNode chosen = Tree.node(node);
        if (chosen.kind() != Kind.TEXTURE) throw new WrongUseException("cli.texture.paint", node);
        if (!size.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) throw new WrongUseException("cli.texture.size", size);
        PaintCommand.checkSuffix(out);
        String[] sides = size.split("x");
        Pixels from = PaintCommand.sized(PictureArgument.open(spec, sample), sampleSize);
        Pixels woven = PaintCommand.withRunner(chosen, runner -> chosen.weave(from, Integer.parseInt(sides[0]),
            Integer.parseInt(sides[1]), set, seed, Watch.NOBODY, runner));
        PictureFile.write(woven, Map.of(), out);
        spec.commandLine().getOut().println(out);
    }
}
