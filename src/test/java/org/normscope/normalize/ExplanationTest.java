package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.normalize.Cases.made;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cases.Place;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

class ExplanationTest {
    private static final List<Cell> CELLS = List.of(new Cell(0, 0, 0, 0), new Cell(1, 4, 3, 2), new Cell(2, 5, 5, 6));

    @Test
    void valueIsThatOfTheMaps() {
        Site site = Cases.everything(new Random(0), 3, 6);
        for (String[] norm : Cases.all()) {
            Normalization normalization = made(norm[0], norm[1]);
            Tensor maps = normalization.apply(site);
            for (Cell cell : CELLS) {
                float shown = maps.at(cell.n(), cell.c(), cell.y(), cell.x());
                assertEquals(shown, normalization.explain(site, cell).value(),
                    1e-6 * Math.max(1, Math.abs(shown)), norm[0]);
            }
        }
    }

    /** Changes every cell in turn: the one explained moves if, and only if, that cell is in the box (or is itself). */
    @Test
    void cellsAreThoseThatMatter() {
        Random random = new Random(1);
        Tensor maps = Cases.maps(random, 2, 4, 3, 4);
        Cell cell = new Cell(1, 2, 1, 0);
        for (String norm : List.of("bn", "ln", "in", "gn groups=2", "pos", "lrn n=3 alpha=1", "lrn dialect=channel",
                "lrn-intra n=3 alpha=1", "l2", "l2-channel", "l1-channel", "rms", "rms set=hw", "cbn",
                "cin condition=3", "bin", "bin rho=0", "ibn-a ratio=0.8", "ibn-a ratio=0.2", "ibn-b", "frn tau=-9",
                "sn weights-mean=0,0,1 weights-var=1,0,1", "sn weights-mean=1,1,0 weights-var=1,0,0",
                "bw group=2", "iw group=2", "iw group=3", "gw g=2", "sw group=2",
                "sw group=2 weights-mean=0,1 weights-var=0,1", "dln gain=1")) {
            String[] parts = norm.split(" ", 2);
            Normalization normalization = made(parts[0], parts.length > 1 ? parts[1] : "");
            float before = normalization.apply(Place.of(maps)).at(1, 2, 1, 0);
            CellBox box = normalization.explain(Place.of(maps), cell).cells();
            assertEquals(normalization.partition().cellsOf(cell, maps.shape()), box);
            for (int i = 0; i < maps.data().length; i++) {
                float[] moved = maps.data().clone();
                moved[i] += 1.5f;
                float after = normalization.apply(Place.of(Tensor.of(maps.shape(), moved))).at(1, 2, 1, 0);
                Cell other = new Cell(i / 48, i / 12 % 4, i / 4 % 3, i % 4);
                assertEquals(box.contains(other), after != before, norm + " " + other);
            }
        }
    }

    @Test
    void ingredientsMakeTheResult() {
        Site site = Place.of(Cases.maps(new Random(2), 2, 6, 3, 4));
        for (String id : List.of("bn", "ln", "in", "gn", "pos", "rms", "lrn", "lrn-intra", "l2", "l2-channel",
            "l1-channel", "cbn", "bin", "ibn-a", "ibn-b", "sn", "dln")) {
            Normalization normalization = made(id, "");
            Tensor below = normalization.ingredient(Ingredient.DENOMINATOR, site), expected = normalization.apply(site);
            boolean centred = normalization.ingredients().contains(Ingredient.MEAN);
            float[] made = site.maps().data().clone();
            for (int i = 0; i < made.length; i++) {
                float mean = centred ? normalization.ingredient(Ingredient.MEAN, site).data()[i] : 0;
                made[i] = (made[i] - mean) / below.data()[i];
                if (normalization.ingredients().contains(Ingredient.DEVIATION)) {
                    float deviation = normalization.ingredient(Ingredient.DEVIATION, site).data()[i];
                    assertEquals(below.data()[i], Math.sqrt(deviation * deviation + 1e-5), 1e-5, id);
                }
            }
            Cases.assertAgrees(Tensor.of(expected.shape(), made), expected, 1e-5, id);
        }
    }

    @Test
    void numbersAreThoseOfTheCell() {
        Tensor maps = Tensor.of(Shape.of(1, 1, 1, 4), 1, 2, 3, 6);
        Explanation explanation = made("in", "eps=1.2e-5 gamma=-2 shift=-0.5")
            .explain(Place.of(maps), new Cell(0, 0, 0, 3));
        assertEquals(
            "\\begin{array}{l} y = (-2) \\cdot \\frac{6 - 3}{\\sqrt{3.5 + 1.2 \\times 10^{-5}}} - 0.5 \\\\ "
                + "\\phantom{y} = -3.707 \\end{array}",
            explanation.numbers());
        assertEquals(-2 * 3 / Math.sqrt(3.5 + 1.2e-5) - 0.5, explanation.value(), 1e-6);
        assertEquals("y = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta", explanation.symbols());
    }

    @Test
    void numbersHaveFourDigits() {
        assertEquals("1.235 \\times 10^{-5}", Equation.number(1.23456e-5));
        assertEquals("0.1235", Equation.number(0.123456));
        assertEquals("0.0012", Equation.number(0.0012));
        assertEquals("12350", Equation.number(12345.6));
        assertEquals("-1.235 \\times 10^{7}", Equation.number(-12345678));
        assertEquals("10", Equation.number(9.99999));
        assertEquals("0", Equation.number(0));
        assertEquals(" - 3", Equation.minus(3));
        assertEquals(" + 3", Equation.minus(-3));
        assertEquals("\\mathrm{NaN}", Equation.number(Double.NaN));
    }

    /** Set at 15 points a line of numbers has to fit a column of 300 pixels. */
    @Test
    void equationsCanBeSet() {
        Place site = Cases.everything(new Random(3), 3, 6);
        Place bare = site.with(Optional.empty());
        for (String[] norm : Cases.all()) {
            assertTrue(width(Catalogue.entry(norm[0]).symbols()) > 0);
            for (Cell cell : CELLS) {
                Explanation explanation = made(norm[0], norm[1]).explain(site, cell);
                assertTrue(width(explanation.symbols()) > 0);
                assertTrue(width(explanation.numbers()) > 0);
                int width = width(made(norm[0], norm[1]).explain(bare, cell).numbers());
                assertTrue(width <= 300, norm[0] + " " + norm[1] + ": " + width);
            }
        }
        Tensor strange = Tensor.of(Shape.of(1, 2, 1, 2), Float.NaN, Float.POSITIVE_INFINITY, -1e-30f, 1e30f);
        for (int c = 0; c < 2; c++) {
            assertTrue(width(made("bn", "").explain(Place.of(strange), new Cell(0, c, 0, 1)).numbers()) > 0);
        }
    }

    private static int width(String latex) {
        TeXIcon icon = new TeXFormula(latex).createTeXIcon(TeXConstants.STYLE_DISPLAY, 15);
        return icon.getIconWidth();
    }
}
