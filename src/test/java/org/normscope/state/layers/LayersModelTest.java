package org.normscope.state.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.FigureWords;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.Notice;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

class LayersModelTest {
    @TempDir
    Path folder;
    private Path corpus;
    private Desk desk;
    private LayersModel model;

    @BeforeEach
    void open() {
        open(IndexedPhotos.corpus());
    }

    private void open(Path pictures) {
        corpus = pictures;
        desk = new Desk(folder.resolve("data"));
        model = desk.app.workspace(LayersModel.class);
        desk.app.start(Desk.initial().with(LayersSettings.class, s -> s.withCorpus(corpus.toString())));
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    /** Most tests find the index made. */
    private void enter() throws IOException {
        IndexedPhotos.copyTo(folder.resolve("data"));
        enterAnew();
    }

    private void enterAnew() {
        desk.app.setWorkspace(LayersSettings.ID);
        assertEquals(List.of(), desk.app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList());
    }

    private long photos() throws IOException {
        try (Stream<Path> files = Files.list(corpus)) {
            return files.count();
        }
    }

    @Test
    void nothingIsIndexedBeforeTheWorkspaceIsOpened() {
        assertEquals(IndexStatus.Phase.NONE, model.index().status().get().phase());
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void openingTheWorkspaceIndexesAndShowsTheFigure() throws IOException {
        enterAnew();
        IndexStatus status = model.index().status().get();
        assertEquals(IndexStatus.Phase.COMPLETE, status.phase());
        assertEquals(photos(), status.done());
        UnitFigure figure = model.figure().get();
        assertEquals(desk.model.layer().get(), figure.layer());
        assertEquals(IntStream.range(0, 9).boxed().toList(), figure.units());
        assertEquals((figure.layer().shape().c() + 8) / 9, figure.pages());
        assertEquals(49, model.walk().size());
        assertTrue(model.walk().stream().allMatch(item -> item.map() != null && item.block() != null));
        assertFalse(model.computing().get());
    }

    /** The strongest place of the strongest picture, found by running each picture alone. */
    @Test
    void theBestPatchIsTheStrongestPlaceOfAllPictures() throws IOException {
        enter();
        Layer layer = model.layer().get();
        model.openUnit(5);
        float strongest = Float.NEGATIVE_INFINITY;
        String name = "";
        try (Stream<Path> photos = Files.list(corpus)) {
            for (Path photo : photos.toList()) {
                Tensor input = desk.model.network().get().spec().preprocessing()
                    .apply(List.of(PictureFile.read(photo)));
                Tensor maps = desk.model.network().get().run(desk.runner, input, List.of(layer.output()))
                    .values().get(layer.output());
                for (int i = 5 * maps.shape().plane(); i < 6 * maps.shape().plane(); i++) {
                    if (maps.data()[i] <= strongest) continue;
                    strongest = maps.data()[i];
                    name = photo.getFileName().toString();
                }
            }
        }
        OpenedUnit.Firing best = model.opened().get().patches().get(0);
        assertEquals(name, best.picture());
        assertEquals(strongest, best.value(), 1e-5 * Math.abs(strongest));
    }

    @Test
    void aSecondWindowFindsTheIndexThatTheFirstOneMade() {
        enterAnew();
        int[] shown = model.figure().get().pixels().argb();
        model.index().release();
        try (Desk second = new Desk(folder.resolve("data"))) {
            second.app.start(Desk.initial().with(LayersSettings.class, s -> s.withCorpus(corpus.toString()))
                .withWorkspace(LayersSettings.ID));
            assertArrayEquals(shown, second.app.workspace(LayersModel.class).figure().get().pixels().argb());
            second.app.workspace(LayersModel.class).close();
        }
    }

    @Test
    void unitsAreOpenedStepByStepAcrossPages() throws IOException {
        enter();
        model.stepUnit(1);
        assertEquals(1, model.opened().get().unit());
        for (int i = 0; i < 3; i++) model.stepUnit(3);
        assertEquals(10, model.opened().get().unit());
        assertEquals(1, model.figure().get().page());
        assertEquals(9, model.figure().get().units().get(0));
        model.stepUnit(-100);
        assertEquals(10, model.opened().get().unit());
        model.showPage(1000);
        assertEquals(model.figure().get().pages() - 1, model.figure().get().page());
        desk.app.undo();
        assertEquals(10, model.opened().get().unit());
        desk.app.undo();
        assertEquals(0, model.opened().get().unit());
    }

    @Test
    void strengthIsThatOfTheCurrentPicture() throws IOException {
        enter();
        model.setOrder(UnitOrder.STRENGTH);
        List<Integer> order = model.figure().get().order();
        Tensor raw = desk.pane("raw").content().get().maps();
        assertEquals(desk.model.layer().get(), model.layer().get());
        int plane = raw.shape().plane();
        double before = Double.POSITIVE_INFINITY;
        for (int unit : order) {
            double strongest = IntStream.range(unit * plane, (unit + 1) * plane)
                .mapToDouble(i -> raw.data()[i]).max().orElseThrow();
            assertTrue(strongest <= before + 1e-4, unit + ": " + strongest + " after " + before);
            before = strongest;
        }
        desk.model.activatePicture(1);
        assertNotEquals(order, model.figure().get().order());
    }

    @Test
    void everyLayerHasItsFigure() throws IOException {
        enter();
        for (Layer layer : desk.model.network().get().layers()) {
            model.selectLayer(layer.name());
            assertEquals(layer, model.figure().get().layer());
            assertNotNull(model.opened().get(), layer.name());
            assertEquals(layer, model.opened().get().layer());
            assertEquals(9, model.opened().get().patches().size());
            assertNotNull(model.maps().get());
        }
        assertEquals(List.of(), desk.app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList());
    }

    @Test
    void aNormalizationStandsBetweenWhatItNormalizesAndWhatFollows() throws IOException {
        enter();
        Layer norm = desk.model.replaced().get();
        model.selectLayer(norm.name());
        List<OpenedUnit.Kin> kin = model.opened().get().kin();
        assertEquals(List.of(false, true), kin.stream().map(OpenedUnit.Kin::after).toList());
        assertEquals(List.of("Conv", "Relu"), kin.stream().map(k -> k.layer().operator()).toList());
    }

    @Test
    void severalFromOnePictureIsAnotherFigureAndUndone() throws IOException {
        enter();
        Pixels different = model.figure().get().pixels();
        model.setSeveral(true);
        assertFalse(java.util.Arrays.equals(different.argb(), model.figure().get().pixels().argb()));
        desk.app.undo();
        assertArrayEquals(different.argb(), model.figure().get().pixels().argb());
    }

    @Test
    void aTwinStandsBesideWithTheSameUnits() throws IOException {
        enter();
        model.openUnit(20);
        model.compareWith("builtin:twin-in");
        assertEquals("twin-in", model.compared().get().name());
        assertEquals(model.figure().get().units(), model.comparedFigure().get().units());
        assertFalse(java.util.Arrays.equals(model.figure().get().pixels().argb(),
            model.comparedFigure().get().pixels().argb()));
        model.compareWithNone();
        assertNull(model.comparedFigure().get());
        desk.app.undo();
        assertNotNull(model.comparedFigure().get());
    }

    @Test
    void badPicturesAreCountedAndNamed() throws IOException {
        close();
        open(IndexedPhotos.photos(folder.resolve("corpus")));
        Files.writeString(corpus.resolve("text.jpg"), "no picture");
        enterAnew();
        IndexStatus status = model.index().status().get();
        assertEquals(1, status.skippedCount());
        assertTrue(status.skipped().get(0).contains("text.jpg"), status.skipped().toString());
    }

    @Test
    void aFolderThatIsGoneIsToldAndTheNextOneWorks() throws IOException {
        enter();
        model.setCorpus(folder.resolve("nowhere").toString());
        assertTrue(desk.app.notices().get(0).text(Language.ENGLISH).contains("nowhere"));
        assertEquals(IndexStatus.Phase.FAILED, model.index().status().get().phase());
        desk.app.undo();
        assertNotNull(model.figure().get());
    }

    @Test
    void anotherCorpusIsIndexedOnce() throws IOException {
        enter();
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.copy(corpus.resolve("cat.jpg"), other.resolve("cat.jpg"));
        List<IndexStatus.Phase> phases = new ArrayList<>();
        model.index().status().addListener((property, old, now) -> {
            if (phases.isEmpty() || phases.get(phases.size() - 1) != now.phase()) phases.add(now.phase());
        });
        model.setCorpus(other.toString());
        assertEquals(List.of(IndexStatus.Phase.NONE, IndexStatus.Phase.OPENING, IndexStatus.Phase.WAITING,
            IndexStatus.Phase.INDEXING, IndexStatus.Phase.COMPLETE), phases);
    }

    @Test
    void anotherNetworkHasAnotherIndex() throws IOException {
        enter();
        Pixels before = model.figure().get().pixels();
        desk.model.openNetwork("builtin:twin-in");
        assertEquals(IndexStatus.Phase.COMPLETE, model.index().status().get().phase());
        assertFalse(java.util.Arrays.equals(before.argb(), model.figure().get().pixels().argb()));
        desk.app.undo();
        assertArrayEquals(before.argb(), model.figure().get().pixels().argb());
    }

    @Test
    void figuresAndTablesAreWritten() throws IOException {
        enter();
        model.exportFigure(folder.resolve("figure.png"));
        assertTrue(PictureFile.read(folder.resolve("figure.png")).width() > 1800);
        desk.app.setLanguage(Language.CHINESE);
        model.exportFigure(folder.resolve("figure.svg"));
        assertEquals(List.of(), FigureWords.english(folder.resolve("figure.svg"),
            List.of(desk.app.subject().network().get().name(), model.layer().get().name(),
                model.layer().get().operator())));
        model.exportCsv(folder.resolve("top.csv"));
        int units = model.layer().get().shape().c();
        assertEquals(1 + 9 * units, Files.readAllLines(folder.resolve("top.csv")).size());
        model.exportJson(folder.resolve("top.json"));
        JsonNode rows = new ObjectMapper().readTree(folder.resolve("top.json").toFile());
        assertEquals(9 * units, rows.size());
        OpenedUnit.Firing best = model.opened().get().patches().get(0);
        assertEquals(best.value(), rows.get(0).get("value").floatValue());
        assertTrue(rows.get(0).get("picture").asText().endsWith(best.picture()));
        assertTrue(desk.app.notices().stream().noneMatch(Notice::isFault));
    }

    @Test
    void aSessionBringsTheUnitBack() throws IOException {
        enter();
        model.setOrder(UnitOrder.SPREAD);
        model.openUnit(33);
        model.showPlace(4);
        LayersSettings before = model.settings().get();
        desk.app.saveSession(folder.resolve("a.normscope"));
        model.selectLayer(desk.model.network().get().layers().get(0).name());
        desk.app.openSession(folder.resolve("a.normscope"));
        assertEquals(before, model.settings().get());
        assertEquals(33, model.opened().get().unit());
        assertEquals(4, model.opened().get().place());
    }
}
