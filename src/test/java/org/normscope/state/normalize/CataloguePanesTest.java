package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Explanation;
import org.normscope.state.app.Desk;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

/**
 * The whole catalogue in panes, on a residual addition: there every normalization but those of weights has what it
 * needs.
 */
class CataloguePanesTest {
    private Desk desk;
    private NormalizeModel model;

    @BeforeEach
    void open() {
        desk = new Desk().started();
        model = desk.model;
        model.selectLayer("block2.add");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private PaneModel shown(String id) {
        model.edit().setNormalization(desk.pane("bn").key(), id);
        return desk.pane(id);
    }

    @Test
    void everyNormalizationIsShownExplainedAndRunOn() {
        PaneModel pane = desk.pane("bn");
        Cell cell = new Cell(0, 40, 7, 9);
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (entry.id().equals("cosine") || entry.id().equals("wn") || entry.id().equals("ws")) continue;
            model.edit().setNormalization(pane.key(), entry.id());
            assertNull(pane.fault().get(), entry.id());
            Tensor maps = pane.content().get().maps();
            model.pointAt(pane.key(), cell);
            Explanation explanation = pane.explanation().get();
            assertEquals(maps.at(0, 40, 7, 9), explanation.value(), 1e-4, entry.id());
            assertFalse(pane.cells().get().in(Language.ENGLISH).isBlank(), entry.id());
            assertFalse(pane.reach().get().in(Language.CHINESE).isBlank(), entry.id());
            assertEquals(5, pane.effect().get().after().size(), entry.id());
        }
    }

    @Test
    void theNextPictureOfTheTrayIsTheStyle() {
        PaneModel pane = shown("adain");
        assertEquals("style: next", pane.cells().get().in(Language.ENGLISH));
        float[] first = pane.content().get().maps().data();
        model.movePicture(2, 1);
        assertFalse(Arrays.equals(first, pane.content().get().maps().data()), "another picture stands behind it now");
        model.movePicture(1, 2);
        assertArrayEquals(first, pane.content().get().maps().data());
        while (model.tray().items().size() > 1) model.removePicture(1);
        assertTrue(pane.fault().get().message(Language.ENGLISH).contains("second picture"));
    }

    @Test
    void aClassNeedsNoStyle() {
        PaneModel pane = shown("cin");
        float[] styled = pane.content().get().maps().data();
        model.edit().setParameter(pane.key(), "condition", "0");
        assertFalse(Arrays.equals(styled, pane.content().get().maps().data()));
        assertArrayEquals(desk.pane("in").content().get().maps().data(), pane.content().get().maps().data(), 1e-5f);
    }

    /** The last channels of IBN-a share with every picture of the batch, the first with none. */
    @Test
    void theBatchMattersToAPartOfIbn() {
        PaneModel pane = shown("ibn-a");
        // Else gamma and beta follow the tray.
        model.edit().setCalibration(Calibration.NONE);
        Tensor five = pane.content().get().maps();
        model.removePicture(4);
        Tensor four = pane.content().get().maps();
        int half = five.data().length / 2;
        assertArrayEquals(Arrays.copyOf(five.data(), half), Arrays.copyOf(four.data(), half));
        assertFalse(Arrays.equals(Arrays.copyOfRange(five.data(), half, 2 * half),
            Arrays.copyOfRange(four.data(), half, 2 * half)));
    }

    @Test
    void deepNormNeedsAnAddition() {
        PaneModel pane = shown("deepnorm");
        model.selectLayer("block2.first.conv");
        assertTrue(pane.fault().get().message(Language.ENGLISH).contains("residual"));
    }
}
