package org.normscope.state.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.attribution.Projection;
import org.normscope.image.FigureWords;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.Settings;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

/** The plate of a unit, everything on the test's own thread. */
class PlateModelTest {
    @TempDir
    Path folder;
    private Desk desk;
    private LayersModel model;

    @BeforeEach
    void open() throws IOException {
        IndexedPhotos.copyTo(folder.resolve("data"));
        desk = new Desk(folder.resolve("data"));
        model = desk.app.workspace(LayersModel.class);
        desk.app.start(Desk.initial().with(LayersSettings.class, s -> s.withCorpus(IndexedPhotos.corpus().toString())));
        desk.app.setWorkspace(LayersSettings.ID);
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    @Test
    void nothingIsComputedBeforeItIsOpened() {
        assertNull(model.plate().backwards().get());
        assertNull(model.plate().wish().get());
        assertEquals(List.of(), model.plate().kin().get());
    }

    @Test
    void allFourQuestionsAreAnsweredAndWhatWasSeenIsKept() {
        model.openUnit(5);
        model.plate().open();
        assertEquals(List.of(), desk.notices());
        PlateBackwards seen = model.plate().backwards().get();
        assertEquals(9, seen.pictures().size());
        assertTrue(seen.milliseconds() > 0);
        assertEquals(4, model.plate().wish().get().steps());
        assertFalse(model.plate().wish().get().dead());
        assertEquals(9, model.plate().field().get().places());
        assertTrue(model.plate().field().get().share() < 1);
        assertEquals(4, model.plate().kin().get().size());
        assertTrue(model.plate().kin().get().stream().noneMatch(kin -> kin.unit() == 5));
        assertFalse(model.plate().computing().get());
        model.plate().shut();
        assertNull(model.plate().backwards().get());
        model.plate().open();
        PlateBackwards kept = model.plate().backwards().get();
        assertEquals(0, kept.milliseconds());
        Tensor first = seen.cells().get(0), again = kept.cells().get(0);
        float most = 0;
        for (float cell : first.data()) most = Math.max(most, Math.abs(cell));
        for (int i = 0; i < first.data().length; i++) assertEquals(first.data()[i], again.data()[i], most / 200);
    }

    @Test
    void methodSeedAndUnitAreUndone() {
        model.openUnit(5);
        model.plate().open();
        model.plate().setMethod(Projection.INPUT);
        assertEquals(1, model.plate().backwards().get().cells().get(0).shape().c());
        int[] wish = model.plate().wish().get().picture().argb();
        model.plate().wishAgain();
        assertNotEquals(wish[0], model.plate().wish().get().picture().argb()[0]);
        Settings settings = desk.app.settings().get();
        Desk.SESSIONS.write(settings, folder.resolve("a.normscope"));
        assertEquals(settings.of(LayersSettings.class).plate(),
            Desk.SESSIONS.read(folder.resolve("a.normscope"), Desk.initial()).of(LayersSettings.class).plate());
        desk.app.undo();
        assertEquals(wish[0], model.plate().wish().get().picture().argb()[0]);
        desk.app.undo();
        assertEquals(Projection.GUIDED, model.plate().backwards().get().method());
        desk.app.undo();
        assertNull(model.plate().backwards().get());
    }

    /** What it begins with, a second unit, four at once: each is another picture, and each is taken back. */
    @Test
    void wishesAreMadeInSeveralWays() {
        model.openUnit(5);
        model.plate().open();
        int plain = wished(), width = model.plate().wish().get().picture().width();
        model.plate().wishFrom(WishSettings.Begin.CORPUS);
        int held = wished();
        model.plate().wishFrom(WishSettings.Begin.PICTURE);
        assertEquals(3, Set.of(plain, held, wished()).size());
        model.plate().wishFrom(WishSettings.Begin.NOISE);
        assertEquals(plain, wished());
        model.plate().wishWith(0, 7);
        int both = wished();
        model.plate().share(0, -1);
        assertEquals(3, Set.of(plain, both, wished()).size());
        model.plate().wishFour(true);
        assertEquals(2 * width, model.plate().wish().get().picture().width());
        assertEquals(List.of(), desk.notices());
        Settings settings = desk.app.settings().get();
        Desk.SESSIONS.write(settings, folder.resolve("a.normscope"));
        assertEquals(settings.of(LayersSettings.class).plate(),
            Desk.SESSIONS.read(folder.resolve("a.normscope"), Desk.initial()).of(LayersSettings.class).plate());
        for (int i = 0; i < 2; i++) desk.app.undo();
        assertEquals(both, wished());
    }

    /** Each of four units counts by its slider; without the others it is the unit's own wish. */
    @Test
    void aWishIsOfUpToFourUnits() throws IOException {
        model.openUnit(5);
        model.plate().open();
        int plain = wished();
        model.plate().wishWith(0, 7);
        model.plate().wishWith(1, 2);
        int three = wished();
        model.plate().wishWith(2, 9);
        model.plate().share(2, .5);
        int four = wished();
        model.plate().ownShare(-1);
        assertEquals(4, Set.of(plain, three, four, wished()).size());
        model.plate().ownShare(1);
        assertEquals(four, wished());
        model.plate().wishWithout(2);
        assertEquals(three, wished());
        model.plate().wishWithout(1);
        model.plate().wishWithout(0);
        assertEquals(plain, wished());
        assertEquals(List.of(), desk.notices());
    }

    /** A session of when two were the most. */
    @Test
    void aWishOfTwoUnitsIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("a.normscope");
        Desk.SESSIONS.write(desk.app.settings().get(), file);
        String now = Files.readString(file);
        String then = now.replaceFirst("\"own\"\\s*:\\s*1.0\\s*,\\s*\"others\"\\s*:\\s*\\[\\s*\\]",
            "\"with\": 7, \"share\": -0.5").replaceFirst(",\\s*\"over\"\\s*:\\s*\"NINE\"", "");
        assertTrue(then.contains("\"with\": 7") && !then.contains("\"over\""), now);
        Files.writeString(file, then);
        PlateSettings plate = Desk.SESSIONS.read(file, Desk.initial()).of(LayersSettings.class).plate();
        assertEquals(new WishSettings(WishSettings.Begin.NOISE, 1, List.of(new WishSettings.Share(7, -.5)), false),
            plate.wish());
        assertEquals(FieldOver.NINE, plate.over());
    }

    @Test
    void whereItLooksIsMeasuredOverTheCorpusAndOnThePicture() {
        model.openUnit(5);
        model.plate().open();
        PlateField nine = model.plate().field().get();
        model.plate().setOver(FieldOver.CORPUS);
        PlateField corpus = model.plate().field().get();
        assertEquals(FieldOver.CORPUS, corpus.over());
        assertTrue(corpus.places() > 1, "over " + corpus.places());
        assertEquals(nine.width(), corpus.width());
        assertTrue(corpus.diameter() > 0 && corpus.diameter() <= 1.5 * corpus.width());
        model.plate().setOver(FieldOver.PICTURE);
        assertEquals(FieldOver.PICTURE, model.plate().field().get().over());
        assertEquals(1, model.plate().field().get().places());
        assertEquals(List.of(), desk.notices());
        desk.app.undo();
        assertEquals(corpus.diameter(), model.plate().field().get().diameter(), 1e-9);
        desk.app.undo();
        assertEquals(nine.diameter(), model.plate().field().get().diameter(), 1e-9);
    }

    /** Of the wish's pixels. */
    private int wished() {
        return Arrays.hashCode(model.plate().wish().get().picture().argb());
    }

    @Test
    void aStoppedWishStaysAndGoesOn() {
        model.plate().open();
        model.plate().halt(true);
        assertTrue(model.plate().halted().get());
        model.stepUnit(1);
        assertEquals(4, model.plate().wish().get().steps());
        model.plate().halt(false);
        assertEquals(4, model.plate().wish().get().steps());
    }

    @Test
    void thePlateIsExported() throws IOException {
        model.openUnit(5);
        model.plate().open();
        model.plate().export(folder.resolve("plate.png"));
        model.plate().export(folder.resolve("plate.svg"));
        model.plate().exportArray(folder.resolve("nine.npy"));
        assertTrue(PictureFile.read(folder.resolve("plate.png")).width() > 2400);
        String svg = Files.readString(folder.resolve("plate.svg"));
        assertTrue(svg.contains("unit 5") && svg.contains("strongest patch") && svg.contains("90% within"), "numbers");
        desk.app.setLanguage(Language.CHINESE);
        model.plate().export(folder.resolve("plate-zh.svg"));
        OpenedUnit unit = model.opened().get();
        assertEquals(List.of(), FigureWords.english(folder.resolve("plate-zh.svg"),
            List.of(desk.app.subject().network().get().name(), unit.layer().name(), unit.layer().operator())));
        Shape field = model.plate().backwards().get().cells().get(0).shape();
        assertEquals(Shape.of(9, 3, field.h(), field.w()), Npy.read(folder.resolve("nine.npy")).shape());
    }

    @Test
    void aPageIsSeenAtOnceAndKept() {
        model.openUnit(5);
        model.plate().open();
        List<Integer> units = model.figure().get().units();
        model.plate().seePage(units);
        assertTrue(desk.notices().get(0).contains("patches"), desk.notices().toString());
        int other = units.stream().filter(unit -> unit != 5).findFirst().orElseThrow();
        model.openUnit(other);
        assertEquals(0, model.plate().backwards().get().milliseconds());
        assertEquals(9, model.plate().backwards().get().pictures().size());
    }
}
