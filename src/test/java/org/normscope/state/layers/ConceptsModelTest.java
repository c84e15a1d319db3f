package org.normscope.state.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.FigureWords;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.state.app.Desk;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

/** The concepts of a layer over a folder of three photos, everything on the test's own thread. */
class ConceptsModelTest {
    @TempDir
    Path folder;
    private Desk desk;
    private LayersModel layers;
    private ConceptsModel model;

    @BeforeEach
    void open() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String photo : List.of("dogs", "cat", "dahlia")) {
            Files.copy(Path.of("assets/images/photos", photo + ".jpg"), corpus.resolve(photo + ".jpg"));
        }
        desk = new Desk(folder.resolve("data"));
        layers = desk.app.workspace(LayersModel.class);
        model = layers.concepts();
        desk.app.start(Desk.initial().with(LayersSettings.class, s -> s.withCorpus(corpus.toString())
            .withConcepts(new ConceptsSettings(false, 3, ConceptsSettings.NONE, false))));
        desk.app.setWorkspace(LayersSettings.ID);
    }

    @AfterEach
    void close() {
        layers.close();
        desk.close();
    }

    @Test
    void theyAreLookedForOnlyWhileTheyAreShownAndKept() {
        assertNull(model.plate().get());
        model.open();
        assertEquals(List.of(), desk.notices());
        ConceptPlate plate = model.plate().get();
        assertEquals(3, plate.concepts().size());
        assertEquals(3, plate.pictures());
        assertTrue(plate.error() > 0 && plate.error() < 1);
        List<Integer> parts = plate.concepts().stream().map(one -> percent(one.part())).toList();
        assertEquals(100, parts.stream().mapToInt(Integer::intValue).sum());
        for (int k = 1; k < 3; k++) assertTrue(parts.get(k) <= parts.get(k - 1));
        model.shut();
        assertNull(model.plate().get());
        model.open();
        assertSame(plate, model.plate().get());
    }

    @Test
    void theyShareWhatTheClassGetsAndAllIsUndone() {
        model.open();
        double error = model.plate().get().error();
        model.setClass(2);
        ConceptPlate shared = model.plate().get();
        assertEquals(error, shared.error());
        assertEquals(100, shared.concepts().stream().mapToInt(one -> percent(one.share())).sum());
        model.setCount(2);
        assertEquals(2, model.plate().get().concepts().size());
        Desk.SESSIONS.write(desk.app.settings().get(), folder.resolve("a.normscope"));
        assertEquals(new ConceptsSettings(true, 2, 2, false), Desk.SESSIONS.read(folder.resolve("a.normscope"),
            Desk.initial()).of(LayersSettings.class).concepts());
        desk.app.undo();
        assertEquals(3, model.plate().get().concepts().size());
        desk.app.undo();
        assertEquals(ConceptsSettings.NONE, model.plate().get().of());
        desk.app.undo();
        assertNull(model.plate().get());
    }

    private static int percent(String shown) {
        return Integer.parseInt(shown.replaceAll("[+−%]", ""));
    }

    /** As of the patches of a unit: the same choice holds for both. */
    @Test
    void theirPatchesLieWhollyInsideWhereThatIsChosen() throws IOException {
        layers.selectLayer("block1.first.conv");
        model.open();
        Box inside = ReceptiveFields.of(desk.app.subject().network().get(), desk.runner)
            .get(layers.layer().get().name()).inside();
        List<Place> anywhere = places();
        double error = model.plate().get().error();
        assertNotEquals(List.of(), outside(anywhere, inside));
        layers.setInside(true);
        assertEquals(List.of(), outside(places(), inside));
        assertEquals(error, model.plate().get().error(), "they themselves do not depend on it");
        desk.app.undo();
        assertEquals(anywhere, places());
    }

    private static List<Place> outside(List<Place> places, Box inside) {
        return places.stream().filter(place -> !inside.contains(place.x(), place.y())).toList();
    }

    private record Place(int x, int y) { }

    private List<Place> places() throws IOException {
        Path table = folder.resolve("places.csv");
        model.exportCsv(table);
        return Files.readAllLines(table).stream().skip(1).map(line -> line.split(","))
            .map(cells -> new Place(Integer.parseInt(cells[7]), Integer.parseInt(cells[8]))).toList();
    }

    /** What the picture has is told against the best patches, which are found by a way of their own. */
    @Test
    void theyAreShownOnTheCurrentPictureAndFollowIt() {
        desk.app.subject().addPictures(List.of(folder.resolve("corpus/cat.jpg").toString()));
        model.open();
        assertEquals(List.of(), model.here().get());
        model.setHere(true);
        assertEquals(List.of(), desk.notices());
        List<ConceptHere> here = model.here().get();
        assertEquals(3, here.size());
        Pixels seen = desk.app.subject().seen().get();
        for (ConceptHere one : here) {
            assertEquals(List.of(seen.width(), seen.height()), List.of(one.picture().width(), one.picture().height()));
            // No patch of the corpus, which has this picture, has less than the picture.
            assertTrue(one.most() > 0 && one.most() < 1.02, "most " + one.most());
        }
        assertNotEquals(here.get(0).picture(), here.get(1).picture());
        desk.app.subject().activatePicture(0);
        assertNotEquals(here, model.here().get());
        assertEquals(3, model.here().get().size());
        model.setCount(2);
        assertEquals(2, model.here().get().size());
        Desk.SESSIONS.write(desk.app.settings().get(), folder.resolve("here.normscope"));
        assertTrue(Desk.SESSIONS.read(folder.resolve("here.normscope"), Desk.initial()).of(LayersSettings.class)
            .concepts().here());
        model.setHere(false);
        assertEquals(List.of(), model.here().get());
        desk.app.undo();
        assertEquals(2, model.here().get().size());
        model.shut();
        assertEquals(List.of(), model.here().get());
    }

    @Test
    void theyAreWrittenAsPictureTableAndArray() throws IOException {
        model.open();
        model.setClass(1);
        model.export(folder.resolve("concepts.png"));
        model.export(folder.resolve("concepts.svg"));
        model.exportCsv(folder.resolve("concepts.csv"));
        model.exportArray(folder.resolve("concepts.npy"));
        assertTrue(PictureFile.read(folder.resolve("concepts.png")).width() > 1800);
        assertTrue(Files.readString(folder.resolve("concepts.svg")).contains("Concept 3"));
        desk.app.setLanguage(Language.CHINESE);
        model.export(folder.resolve("concepts-zh.svg"));
        assertEquals(List.of(), FigureWords.english(folder.resolve("concepts-zh.svg"),
            List.of(desk.app.subject().network().get().name(), layers.layer().get().name(),
                model.classes().get().get(1))));
        assertEquals(1 + 3 * 3, Files.readAllLines(folder.resolve("concepts.csv")).size());
        Tensor rows = Npy.read(folder.resolve("concepts.npy"));
        assertEquals(List.of(3, layers.layer().get().shape().c()), List.of(rows.shape().n(), rows.shape().c()));
        for (int k = 0; k < 3; k++) {
            int first = k * rows.shape().c();
            assertEquals(1, DoubleStream.iterate(first, i -> i + 1).limit(rows.shape().c())
                .map(i -> rows.data()[(int) i] * rows.data()[(int) i]).sum(), 1e-5);
        }
    }

    /** While the picture is shown it is what is written; the array is brightest where the picture's light is. */
    @Test
    void whatThePictureHasIsWritten() throws IOException {
        desk.app.subject().addPictures(List.of(folder.resolve("corpus/cat.jpg").toString()));
        model.open();
        model.exportHere(folder.resolve("none.npy"));
        assertFalse(Files.exists(folder.resolve("none.npy")));
        model.setHere(true);
        model.export(folder.resolve("here.png"));
        model.export(folder.resolve("here.svg"));
        model.exportHere(folder.resolve("here.npy"));
        assertTrue(PictureFile.read(folder.resolve("here.png")).width() > 1800);
        assertTrue(Files.readString(folder.resolve("here.svg")).contains("of its best patch"));
        Tensor maps = Npy.read(folder.resolve("here.npy"));
        assertEquals(List.of(1, 3, layers.layer().get().shape().h(), layers.layer().get().shape().w()),
            List.of(maps.shape().n(), maps.shape().c(), maps.shape().h(), maps.shape().w()));
        double most = DoubleStream.iterate(0, i -> i + 1).limit(maps.shape().plane())
            .map(i -> maps.data()[(int) i]).max().orElseThrow();
        model.exportCsv(folder.resolve("patches.csv"));
        String[] best = Files.readAllLines(folder.resolve("patches.csv")).get(1).split(",");
        assertEquals(model.here().get().get(0).most(), most / Double.parseDouble(best[6]), 1e-3);
        model.setHere(false);
        model.export(folder.resolve("patches.svg"));
        assertFalse(Files.readString(folder.resolve("patches.svg")).contains("of its best patch"));
    }

    @Test
    void aCorpusWithoutPicturesIsToldAndLookedAtAgain() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        layers.setCorpus(empty.toString());
        model.open();
        assertNull(model.plate().get());
        assertFalse(model.status().get().running());
        assertTrue(desk.notices().stream().anyMatch(notice -> notice.contains("no picture that can be read")),
            desk.notices().toString());
        Files.copy(Path.of("assets/images/photos/cat.jpg"), empty.resolve("cat.jpg"));
        model.again();
        assertNotNull(model.plate().get());
    }
}
