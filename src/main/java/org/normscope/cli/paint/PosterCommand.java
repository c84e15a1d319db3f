package org.normscope.cli.paint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;
import org.normscope.image.Sheet;
import org.normscope.image.pdf.PdfSheet;
import org.normscope.network.GraphRunner;
import org.normscope.node.Branch;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.tree.Poster;
import org.normscope.tree.Tree;
import org.normscope.tree.TreeLayout;
import org.normscope.tree.TreePicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole tree on one sheet. */
@Command(name = "poster", mixinStandardHelpOptions = true,
    description = "Runs every node of the tree on two pictures and sets them on one sheet for print.")
public final class PosterCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private PaintingOptions.Content content;

    @Mixin
    private PaintingOptions.Chance chance;

    @Option(names = "--style", required = true, paramLabel = "B", description = "The style, and the textures' sample.")
    private String style;

    @Option(names = "--size", paramLabel = "N", defaultValue = "300",
        description = "The longer side at which nodes run, in pixels (default 300).")
    private int size;

    @Writes(Writes.Kind.POSTER)
    @Option(names = "--out", required = true, paramLabel = "FILE.pdf", description = "Or FILE.png, FILE.jpg.")
    private Path out;

    @Override
    public void run() {
        boolean pdf = PictureFormat.isEnding(out.toString(), "pdf");
        Pixels from = PaintingOptions.sized(content.open(spec), size),
            like = PaintingOptions.sized(PictureArgument.open(spec, style), size);
        Map<String, Pixels> pictures = new LinkedHashMap<>();
        try (GraphRunner runner = new DjlRunner(1)) {
            for (TreeNode node : Tree.nodes()) {
                pictures.put(node.id(),
                    TreePicture.of(node, from, like, Map.of(), chance.seed(), Watch.NOBODY, runner));
            }
        }
        Poster poster = new Poster(TreeLayout.of(Tree.nodes()), from);
        if (pdf) {
            try (PdfSheet sheet = new PdfSheet(poster.width(), poster.height(), Poster.PAPER)) {
                poster.draw(sheet, pictures, new English());
                sheet.write(out);
            }
        } else {
            Sheet sheet = new Sheet(poster.width(), poster.height(), Poster.PAPER);
            poster.draw(sheet, pictures, new English());
            PictureFile.write(sheet.pixels(), Map.of(), out);
        }
        spec.commandLine().getOut().println(out);
    }

    private static final class English implements Poster.Words {
        @Override public String title() {
            return Messages.get(Language.ENGLISH, "node.poster");
        }

        @Override public String name(TreeNode node) {
            return Messages.get(Language.ENGLISH, node.shortKey());
        }

        @Override public String name(Branch branch) {
            return Messages.get(Language.ENGLISH, branch.nameKey());
        }
    }
}
