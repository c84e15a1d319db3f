package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.normscope.color.Scale;
import org.normscope.image.Pixels;
import org.normscope.normalize.Cell;
import org.normscope.normalize.CellBox;
import org.normscope.state.app.Desk;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

class NormalizeModelTest {
    private Desk desk;
    private NormalizeModel model;

    @BeforeEach
    void open() {
        desk = new Desk().started();
        model = desk.model;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void opensWithMapsOnScreen() {
        assertEquals(List.of(), desk.app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList());
        assertEquals("explorer", model.network().get().name());
        assertEquals("block2.first.conv", model.layer().get().name());
        assertEquals("BatchNormalization", model.replaced().get().operator());
        assertEquals(5, model.tray().items().size());
        assertEquals(5, model.maps().get().n());
        assertEquals(List.of("raw", "bn", "ln", "in", "gn", "lrn"),
            model.panes().stream().map(pane -> pane.settings().get().normalization()).toList());
        for (PaneModel pane : model.panes()) {
            assertNull(pane.fault().get());
            assertNotNull(pane.content().get());
            assertEquals(5, pane.effect().get().after().size());
            assertEquals(pane.settings().get().raw(),
                pane.effect().get().after().stream().allMatch(r -> r.before() == r.after()));
        }
        assertTrue(model.strip().items().stream().allMatch(item -> item.map() != null));
        assertFalse(model.computing().get());
    }

    @Test
    void aPaneShowsWhatAHandWouldCompute() {
        Tensor raw = desk.pane("raw").content().get().maps(), shown = desk.pane("in").content().get().maps();
        model.edit().setOwnAffine(desk.pane("in").key(), false);
        shown = desk.pane("in").content().get().maps();
        int plane = raw.shape().plane();
        for (int c = 0; c < raw.shape().c(); c++) {
            double mean = 0, variance = 0;
            for (int i = 0; i < plane; i++) mean += raw.data()[c * plane + i] / (double) plane;
            for (int i = 0; i < plane; i++) variance += Math.pow(raw.data()[c * plane + i] - mean, 2) / plane;
            for (int i = 0; i < plane; i++) {
                assertEquals((raw.data()[c * plane + i] - mean) / Math.sqrt(variance + 1e-5),
                    shown.data()[c * plane + i], 1e-4);
            }
        }
    }

    @Test
    void whoElseIsInTheBatchMattersToBatchNormalizationAlone() {
        float[] bn = desk.pane("bn").content().get().maps().data(), gn = desk.pane("gn").content().get().maps().data();
        model.removePicture(4);
        assertFalse(Arrays.equals(bn, desk.pane("bn").content().get().maps().data()));
        assertArrayEquals(gn, desk.pane("gn").content().get().maps().data());
    }

    @Test
    void mapsFollowAStrokeWhileItIsDrawn() {
        Pixels before = model.seen().get(), thumbnail = model.tray().items().get(0).thumbnail();
        model.setBrush(desk.settings().brush().withOn(true));
        model.beginStroke(0.2, 0.2);
        float[] first = desk.pane("raw").content().get().maps().data();
        model.extendStroke(0.8, 0.8);
        assertFalse(Arrays.equals(first, desk.pane("raw").content().get().maps().data()));
        model.endStroke();
        assertNotEquals(before, model.seen().get());
        assertNotEquals(thumbnail, model.tray().items().get(0).thumbnail());
        assertEquals(0xFF000000 | desk.settings().brush().color(), model.seen().get().at(64, 64));
        desk.app.undo();
        assertArrayEquals(before.argb(), model.seen().get().argb());
    }

    @Test
    void panesThatNobodySeesFollowWhenTheyAreSeen() {
        PaneModel pane = desk.pane("in");
        model.computeDrift();
        PaneContent content = pane.content().get();
        Effect effect = pane.effect().get();
        BatchDrift drift = model.drift().get();
        desk.app.setWorkspace("layers");
        model.nextLayer();
        assertNull(pane.content().get());
        assertNull(pane.effect().get());
        assertNotEquals(content.maps().shape(), model.maps().get());
        assertTrue(model.strip().items().stream().allMatch(item -> item.map() != null));
        desk.app.setWorkspace(NormalizeSettings.ID);
        assertEquals(model.maps().get().c(), pane.content().get().maps().shape().c());
        assertNotSame(content, pane.content().get());
        assertNotSame(effect, pane.effect().get());
        assertNotSame(drift, model.drift().get());
        assertNotNull(model.drift().get());
        PaneContent back = pane.content().get();
        desk.app.setWorkspace("layers");
        desk.app.setWorkspace(NormalizeSettings.ID);
        assertSame(back, pane.content().get(), "nothing had changed");
    }

    @Test
    void pointingOutlinesEveryPanesOwnSet() {
        Shape maps = model.maps().get();
        model.pointAt(desk.pane("raw").key(), new Cell(0, 20, 5, 7));
        assertEquals(new CellBox(0, 5, 20, 21, 0, maps.h(), 0, maps.w()), desk.pane("bn").outline().get());
        assertEquals(new CellBox(0, 1, 0, maps.c(), 0, maps.h(), 0, maps.w()), desk.pane("ln").outline().get());
        assertEquals(new CellBox(0, 1, 20, 21, 0, maps.h(), 0, maps.w()), desk.pane("in").outline().get());
        assertEquals(new CellBox(0, 1, 20, 24, 0, maps.h(), 0, maps.w()), desk.pane("gn").outline().get());
        assertEquals(new CellBox(0, 1, 18, 23, 5, 6, 7, 8), desk.pane("lrn").outline().get());
        assertNull(desk.pane("raw").outline().get());
        for (String id : List.of("bn", "ln", "in", "gn", "lrn")) {
            float shown = desk.pane(id).content().get().maps().at(0, 20, 5, 7);
            assertEquals(shown, desk.pane(id).explanation().get().value(), 1e-4 * Math.max(1, Math.abs(shown)), id);
            assertNotNull(desk.pane(id).reach().get().in(Language.CHINESE));
        }
        assertTrue(model.tray().items().stream().allMatch(item -> item.channelMap() != null));
        model.pointAway();
        assertTrue(
            model.panes().stream().allMatch(pane -> pane.outline().get() == null && pane.explanation().get() == null));
        assertTrue(model.tray().items().stream().allMatch(item -> item.channelMap() == null));
    }

    @Test
    void saysWhichAxesAreShared() {
        List<String> said = model.panes().stream().map(pane -> pane.cells().get().in(Language.ENGLISH)).toList();
        assertEquals(List.of("activation a", "μ, σ over (N,H,W)", "μ, σ over (C,H,W)", "μ, σ over (H,W)",
            "μ, σ over (C/" + model.maps().get().c() / 4 + ",H,W)", "Σx² over (C±2)"), said);
    }

    @Test
    void aSharedScaleIsTheSameInAllNormalizationsAndRawIsOnlyInItWhereAsked() {
        List<String> all = List.of("bn", "ln", "in", "gn", "lrn");
        Scale own = desk.pane("raw").content().get().frame().scale(),
            shared = desk.pane("in").content().get().frame().scale();
        assertTrue(all.stream().allMatch(id -> desk.pane(id).content().get().frame().scale().equals(shared)));
        assertTrue(all.stream().allMatch(id -> desk.pane(id).content().get().shared()));
        assertFalse(desk.pane("raw").content().get().shared());
        assertEquals(Scale.of(shared.map(), desk.pane("raw").content().get().maps()), own);
        model.setScale(ScaleSharing.ALL);
        assertEquals(1, model.panes().stream().map(pane -> pane.content().get().frame().scale()).distinct().count());
        assertTrue(desk.pane("raw").content().get().shared());
        model.setScale(ScaleSharing.OWN);
        assertNotEquals(desk.pane("raw").content().get().frame().scale(),
            desk.pane("in").content().get().frame().scale());
    }

    @Test
    void oneUnitLargeIsCountedAlone() {
        model.showUnit(3);
        PaneContent content = desk.pane("in").content().get();
        assertEquals(1, content.frame().mosaic().units());
        assertEquals(3, content.frame().mosaic().first());
        assertEquals(content.maps().shape().plane(), content.summary().count());
        model.showAllUnits();
        assertEquals(content.maps().shape().size(), desk.pane("in").content().get().summary().count());
    }

    @Test
    void ingredientsAndDifferencesAreMaps() {
        int in = desk.pane("in").key(), ln = desk.pane("ln").key();
        Tensor result = desk.pane("in").content().get().maps(), other = desk.pane("ln").content().get().maps();
        model.edit().setShow(in, Show.DIFFERENCE, ln);
        assertEquals(result.data()[77] - other.data()[77], desk.pane(in).content().get().maps().data()[77]);
        model.edit().setShow(in, Show.MEAN, in);
        float[] means = desk.pane(in).content().get().maps().data();
        assertEquals(means[0], means[1]);
        model.edit().setShow(desk.pane("lrn").key(), Show.MEAN, in);
        assertNotNull(desk.pane("lrn").fault().get());
        assertNull(desk.pane("lrn").content().get());
    }

    @Test
    void aPaneKeepsItsModelWhenItMoves() {
        PaneModel gn = desk.pane("gn");
        model.edit().movePane(gn.key(), 0);
        assertSame(gn, model.panes().get(0));
        model.edit().setNormalization(gn.key(), "rms");
        assertSame(gn, model.panes().get(0));
        assertEquals("rms", gn.entry().id());
    }

    @Test
    void thereAreOneToTwelvePanes() {
        for (int i = 0; i < 20; i++) model.edit().addPane("l2");
        assertEquals(12, model.panes().size());
        for (int i = 0; i < 20; i++) model.edit().removePane(model.panes().get(0).key());
        assertEquals(1, model.panes().size());
        assertSame(model.panes().get(0), model.selectedPane().get());
    }

    @Test
    void groupsAreTheDivisorsOfTheChannels() {
        PaneModel gn = desk.pane("gn");
        int channels = model.maps().get().c();
        assertEquals(IntStream.rangeClosed(1, channels).filter(i -> channels % i == 0).boxed().toList(),
            gn.divisors().get());
        assertEquals(String.valueOf(channels / 4), gn.value("groups"));
        model.edit().setParameter(gn.key(), "groups", "7");
        assertNotNull(gn.fault().get());
        model.edit().resetParameter(gn.key(), "groups");
        assertNull(gn.fault().get());
        assertThrows(IllegalArgumentException.class, () -> model.edit().setParameter(gn.key(), "eps", "many"));
    }

    @Test
    void everyLayerCanBeShown() {
        for (int i = 0; i < model.network().get().layers().size(); i++) {
            model.selectLayer(model.network().get().layers().get(i).name());
            for (PaneModel pane : model.panes()) assertNull(pane.fault().get(), model.layer().get().name());
            assertNotNull(desk.pane("ln").effect().get());
        }
        model.previousLayer();
        assertEquals(model.network().get().layers().size() - 2,
            model.network().get().layers().indexOf(model.layer().get()));
    }

    @Test
    void anotherTwinKeepsTheLayer() {
        String layer = model.layer().get().name();
        model.openNetwork("builtin:twin-in");
        assertEquals("twin-in", model.network().get().name());
        assertEquals(layer, model.layer().get().name());
        desk.app.undo();
        assertEquals("explorer", model.network().get().name());
    }

    @Test
    void localResponseIsComparedWithOtherOperators() {
        assertNull(model.comparison().get());
        model.edit().selectPane(desk.pane("lrn").key());
        assertTrue(model.comparison().get().interChannel());
        assertTrue(model.comparison().get().largestDifference() < 1e-5);
        model.edit().setNormalization(desk.pane("lrn").key(), "lrn-intra");
        assertFalse(model.comparison().get().interChannel());
        assertTrue(model.comparison().get().largestDifference() < 1e-5);
    }

    @Test
    void driftIsBatchNormalizationsAlone() {
        model.computeDrift();
        List<BatchDrift.Curve> curves = model.drift().get().curves();
        assertEquals(8, curves.get(0).values().size());
        assertTrue(curves.get(0).values().get(7) > 0.01);
        assertTrue(curves.get(1).values().stream().allMatch(value -> value < 1e-6));
    }

    @Test
    void driftTellsWhatItFillsTheBatchUpWithAndTakesNothingTwice() {
        model.computeDrift();
        List<String> more = model.drift().get().more();
        assertEquals(3, more.size());
        model.addPictures(more.subList(0, 1));
        assertEquals(more.subList(1, 3), model.drift().get().more());
        assertEquals(8, model.drift().get().curves().get(0).values().size());
    }

    @Test
    void anEmptyTrayIsSaid() {
        for (int i = 0; i < 5; i++) model.removePicture(0);
        assertTrue(model.panes().stream().allMatch(pane -> pane.fault().get() != null));
        model.addPictures(List.of("builtin:photos/cat"));
        assertTrue(model.panes().stream().allMatch(pane -> pane.fault().get() == null));
    }

    @Test
    void aPastedPictureJoinsTheBatch() {
        int[] argb = new int[40 * 30];
        Arrays.fill(argb, 0xFF3366CC);
        model.paste(new Pixels(40, 30, argb));
        assertEquals(6, model.maps().get().n());
        assertEquals(5, desk.settings().active());
        assertEquals(0xFF3366CC, model.seen().get().at(10, 10));
    }
}
