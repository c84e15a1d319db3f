package org.normscope.cli.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.cli.Shell;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.node.TreeNode;
import org.normscope.tree.Tree;

/** 'normscope nodes', 'paint' and 'texture' as a shell sees them. */
class NodeCommandsTest {
    private static final String DOGS = "builtin:photos/dogs", CAFE = "builtin:paintings/cafe-terrace";

    @TempDir
    Path folder;

    @Test
    void nodesAreListedWithPaperAndParameters() throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonNode row : Shell.run("nodes", "--json").json()) {
            ids.add(row.get("id").asText());
            assertTrue(row.get("paper").asText().length() > 10 && row.get("year").asInt() > 1900, row.toString());
        }
        for (TreeNode node : Tree.nodes()) {
            assertTrue(ids.contains(node.id()));
            assertTrue(Shell.run("nodes").out().contains(node.authors()));
        }
    }

    @Test
    void aPictureIsPainted() {
        Path out = folder.resolve("out.png");
        Shell.Answer answer = Shell.run("paint", "--node", "reinhard", "--content", DOGS, "--style", CAFE, "--size", 64,
            "--set", "amount=0.5", "--out", out);
        assertEquals("", answer.err());
        assertEquals(out + "\n", answer.out());
        Pixels painted = PictureFile.read(out);
        assertEquals(64, Math.max(painted.width(), painted.height()));
    }

    @Test
    void theTreeIsSetOnASheet() throws IOException {
        Path pdf = folder.resolve("tree.pdf");
        Shell.Answer answer = Shell.run("poster", "--content", DOGS, "--style", CAFE, "--size", 40, "--out", pdf);
        assertEquals("", answer.err());
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            String said = new PDFTextStripper().getText(document);
            for (TreeNode node : Tree.nodes()) assertTrue(said.contains(Integer.toString(node.year())), node.id());
            assertEquals(1, document.getNumberOfPages());
        }
    }

    @Test
    void wrongUseIsSaid() {
        Path out = folder.resolve("out.png");
        Shell.run("paint", "--node", "rembrandt", "--content", DOGS, "--out", out).refused(2, "reinhard");
        Shell.run("paint", "--node", "reinhard", "--content", DOGS, "--out", out).refused(1, "--style");
        Shell.run("paint", "--node", "reinhard", "--content", DOGS, "--style", CAFE, "--set", "amount=2", "--out", out)
            .refused(2, "from 0 to 1");
        Shell.run("paint", "--node", "reinhard", "--content", DOGS, "--style", CAFE, "--set", "hue=2", "--out", out)
            .refused(2, "amount");
        Shell.run("texture", "--node", "reinhard", "--sample", DOGS, "--size", "9x9", "--out", out)
            .refused(2, "normscope paint");
    }
}
