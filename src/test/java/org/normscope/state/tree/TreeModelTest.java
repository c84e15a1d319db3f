package org.normscope.state.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.node.Knob;
import org.normscope.node.Watch;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.FileReference;
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
    void picturesAreOfferedAndNothingElse() {
        assertEquals("drop.picture.content", model.offer(List.of(Path.of("a.png"))).words().key());
        assertEquals("drop.picture.two", model.offer(List.of(Path.of("a.png"), Path.of("b.png"))).words().key());
        for (String other : List.of("net.onnx", "notes.doc")) assertFalse(model.offer(List.of(Path.of(other))).taken());
        assertEquals("drop.labels", desk.app.offer(List.of(Path.of("names.txt"))).words().key());
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
    void layersAreChosenOfTheChosenNetwork() {
        model.show("gatys");
        Knob.Origin network = (Knob.Origin) knob("network");
        Knob.Layers layers = (Knob.Layers) knob("layers");
        model.chooseNetwork(network, "builtin:twin-bn");
        OfferedLayers offered = model.layers().get().get("layers");
        assertEquals("twin-bn", offered.network().name());
        List<String> usual = offered.chosen("");
        assertTrue(usual.size() > 1 && offered.offer().names().containsAll(usual), usual.toString());
        model.toggleLayer(layers, usual.get(0));
        String text = model.settings().get().set("gatys").get("layers");
        assertEquals(usual.subList(1, usual.size()), offered.chosen(text));
        assertArrayEquals(Tree.node("gatys").paint(model.content(), model.style(), model.settings().get().set("gatys"),
            1, Watch.NOBODY, new DjlRunner(1)).argb(), model.frame().get().after().argb());
        model.toggleLayer(layers, usual.get(0));
        assertFalse(model.settings().get().set("gatys").containsKey("layers"), "as usual: nothing is said");
        desk.app.undo();
        assertEquals(text, model.settings().get().set("gatys").get("layers"));
        model.chooseNetwork(network, "builtin:twin-in");
        assertFalse(model.settings().get().set("gatys").containsKey("layers"), "they were the other network's");
        int told = desk.notices().size();
        model.chooseNetwork(network, folder.resolve("none.onnx").toString());
        assertEquals("builtin:twin-in", model.settings().get().set("gatys").get("network"));
        assertEquals(told + 1, desk.notices().size(), desk.notices().toString());
        model.show("haeberli");
        assertEquals(Map.of(), model.layers().get());
    }

    private Knob knob(String key) {
        return model.node().knobs().stream().filter(knob -> knob.key().equals(key)).findFirst().orElseThrow();
    }

    /** A session finds the network's file again where it lies beside it. */
    @Test
    void aNetworkOfTheUsersIsAFileOfTheSession() {
        TreeSettings own = TreeSettings.initial().withNode("gatys").withKnobs(Map.of("network", "/a/b.onnx", "steps",
            "3"));
        TreeSlice slice = new TreeSlice();
        assertTrue(slice.files(own).contains(new FileReference("/a/b.onnx", "", FileReference.Kind.NETWORK)));
        assertEquals(Map.of("network", "/c/b.onnx", "steps", "3"), slice.relocated(own, (origin, hash) ->
            origin.replace("/a/", "/c/")).set("gatys"));
    }

    @Test
    void aFilmGoesFromEndToEndAndBack() throws IOException {
        model.show("halftone");
        model.set("inks", "black");
        String knob = model.filmed().get(0).key();
        List<String> values = FilmedKnob.values(Tree.node("halftone"), knob);
        Path file = folder.resolve("a.gif");
        int told = desk.notices().size();
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
        assertEquals(told + 1, desk.notices().size(), desk.notices().toString());
    }

    /** Of what somebody has set nothing is taken away. */
    @Test
    void aThumbnailTakesFewerStepsWhereNobodyAskedForAny() {
        assertEquals(Map.of("steps", "15", "looks", "1", "work", "128"), Tree.node("gatys").sketch(Map.of()));
        assertEquals(Map.of("steps", "99", "smooth", "3", "looks", "1", "work", "128"),
            Tree.node("gatys").sketch(Map.of("steps", "99", "smooth", "3")));
        assertEquals(Map.of(), Tree.node("hertzmann").sketch(Map.of()));
    }

    @Test
    void aFilmedWholeNumberShowsEachValueOnce() {
        List<String> values = FilmedKnob.values(Tree.node("hertzmann"), "largest");
        assertEquals(values.stream().distinct().toList(), values);
        assertEquals(List.of(values.get(0), values.get(values.size() - 1)), List.of("1", "32"));
    }
}
