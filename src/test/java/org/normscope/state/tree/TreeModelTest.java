package org.normscope.state.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.PictureChoice;
import org.normscope.tree.Tree;

/** One desk for all: it takes seconds to run every node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TreeModelTest {
    @TempDir
    static Path folder;
    private Desk desk;
    private TreeModel model;

    @BeforeAll
    void enter() {
        int[] argb = new int[40 * 30];
        for (int i = 0; i < argb.length; i++) argb[i] = 0xFF000000 | i * 2654435 & 0xFFFFFF;
        Path picture = folder.resolve("a.png");
        PictureFile.writePng(new Pixels(40, 30, argb), picture);
        desk = new Desk();
        model = desk.app.workspace(TreeModel.class);
        // Quick ones only: all thumbnails are painted on this thread.
        Map<String, String> quick = Map.of("steps", "1", "work", "32");
        desk.app.start(Desk.initial().with(TreeSettings.class, s -> {
            PictureChoice choice = PictureChoice.of(picture.toString(), "");
            TreeSettings small = s.withContent(choice).withStyle(choice);
            for (String node : List.of("gram-texture", "moments-texture", "inversion", "gatys", "markov")) {
                small = small.withNode(node).withKnobs(quick);
            }
            return small.withNode("haeberli");
        }).withWorkspace(TreeSettings.ID));
    }

    @AfterAll
    void close() {
        desk.close();
    }

    @Test
    void aDescentShowsItsStepsAndKeepsItsLosses() {
        model.show("gatys");
        List<TreeFrame> seen = new ArrayList<>();
        model.sought().addListener((property, old, now) -> {
            if (now != null) seen.add(now);
        });
        model.set("steps", "4");
        List<List<Double>> losses = model.frame().get().losses();
        assertTrue(seen.size() >= 4, "steps seen: " + seen.size());
        assertEquals(seen.size(), losses.stream().mapToInt(List::size).sum(), "a loss a step");
        assertEquals(losses, seen.get(seen.size() - 1).losses());
        for (List<Double> size : losses) assertTrue(size.get(size.size() - 1) < size.get(0), size.toString());
        assertNull(model.sought().get(), "nothing descends any more");
        model.show("haeberli");
        assertEquals(List.of(), model.frame().get().losses());
    }

    @Test
    void aFilmGoesFromEndToEndAndBack() throws IOException {
        model.show("halftone");
        model.set("inks", "black");
        String knob = model.filmed().get(0).key();
        List<String> values = FilmedKnob.values(Tree.node("halftone"), knob);
        Path file = folder.resolve("a.gif");
        model.film(knob, file);
        byte[] gif = Files.readAllBytes(file);
        assertEquals(2 * values.size() - 2, PictureFile.frames(gif));
        model.set(knob, values.get(3));
        Pixels shown = model.frame().get().after();
        int last = PictureFile.frames(gif) - 1;
        // Black and white fit a GIF's palette: what is filmed is what is shown, both ways.
        for (int frame : new int[] {3, last - 2}) {
            assertArrayEquals(shown.argb(), PictureFile.read(gif, frame, "a", wrong -> { }).argb(), "frame " + frame);
        }
        assertEquals(1, desk.notices().size(), desk.notices().toString());
    }

    @Test
    void aFilmedWholeNumberShowsEachValueOnce() {
        List<String> values = FilmedKnob.values(Tree.node("hertzmann"), "largest");
        assertEquals(values.stream().distinct().toList(), values);
        assertEquals(List.of(values.get(0), values.get(values.size() - 1)), List.of("1", "32"));
    }
}
