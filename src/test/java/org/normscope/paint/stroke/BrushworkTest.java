package org.normscope.paint.stroke;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.Watch;

/** Strokes are as long, as straight and as many as the paper says. */
class BrushworkTest {
    private final Planes photo = Planes.of(Lanczos.scaled(PictureSource.open("builtin:photos/dogs"), 160));

    @Test
    void strokesAreNoLongerThanTheyMay() {
        for (Brushwork.Pull pull : layer(photo, 4, hand(40, 1, 4, 16), true)) {
            assertTrue(pull.xs().length <= 16);
            for (int i = 1; i < pull.xs().length; i++) {
                double step = Math.hypot(pull.xs()[i] - pull.xs()[i - 1], pull.ys()[i] - pull.ys()[i - 1]);
                assertEquals(4, step, 1e-6, "a step is as long as the brush is wide");
            }
        }
        assertTrue(layer(photo, 4, hand(40, 1, 0, 0), true).stream().allMatch(pull -> pull.xs().length == 1), "dots");
    }

    /** Whatever the manner's first brush is, nothing of the canvas is seen at an edge. */
    @ParameterizedTest
    @CsvSource({"64,64", "65,63", "37,90", "8,8", "1,40"})
    void theFirstLayerCoversOneColourToTheEdges(int width, int height) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, 0xFFC81E3C);
        Pixels flat = new Pixels(width, height, argb);
        for (String manner : new String[] {"impressionist", "expressionist"}) {
            assertArrayEquals(argb, Hertzmann.NODE.paint(flat, null, Map.of("manner", manner, "opacity", "1",
                "value-jitter", "0"), 1, Watch.NOBODY).argb(), manner);
        }
    }

    /** With little of the new direction taken, strokes turn less. */
    @Test
    void theCurvatureFilterStraightens() {
        assertTrue(turn(layer(photo, 4, hand(40, .25, 4, 16), true)) < .6 * turn(layer(photo, 4, hand(40, 1, 4, 16),
            true)));
    }

    @Test
    void strokesRunAcrossTheGradient() {
        Planes ramp = Planes.empty(64, 48, 3);
        for (int i = 0; i < ramp.size(); i++) for (float[] plane : ramp.values()) plane[i] = i % 64 / 64f;
        for (Brushwork.Pull pull : layer(ramp, 4, hand(0, 1, 4, 16), true)) {
            for (double x : pull.xs()) assertEquals(pull.xs()[0], x, 1e-3, "a ramp to the right is painted in columns");
        }
    }

    @Test
    void aSmallerBrushPaintsOnlyWhereTheCanvasIsOff() {
        Canvas canvas = new Canvas(photo.width(), photo.height(), 1, 1, 1);
        Brushwork.Hand hand = hand(100, 1, 4, 16);
        int last = 0;
        for (int radius = 8; radius >= 2; radius /= 2) {
            int cells = ((photo.width() - 1) / radius + 1) * ((photo.height() - 1) / radius + 1);
            int strokes = paint(canvas, photo, radius, hand, radius == 8).size();
            if (radius == 8) assertEquals(cells, strokes, "the first layer covers");
            else assertTrue(strokes > 0 && strokes < .8 * cells, radius + ": " + strokes + " of " + cells);
            last = strokes;
        }
        assertEquals(0, paint(new Canvas(photo), photo, 2, hand(100, 1, 4, 16), false).size(), "nothing is left to do");
        assertTrue(last > 0);
    }

    private static double turn(List<Brushwork.Pull> pulls) {
        double sum = 0;
        int corners = 0;
        for (Brushwork.Pull pull : pulls) {
            double[] xs = pull.xs(), ys = pull.ys();
            for (int i = 2; i < xs.length; i++, corners++) {
                double a = Math.atan2(ys[i - 1] - ys[i - 2], xs[i - 1] - xs[i - 2]),
                    b = Math.atan2(ys[i] - ys[i - 1], xs[i] - xs[i - 1]);
                sum += Math.abs(Math.IEEEremainder(b - a, 2 * Math.PI));
            }
        }
        return sum / corners;
    }

    private static Brushwork.Hand hand(double threshold, double curvature, int shortest, int longest) {
        return new Brushwork.Hand(threshold, curvature, .5, 1, 1, shortest, longest, new double[6], 0);
    }

    private static List<Brushwork.Pull> layer(Planes picture, int radius, Brushwork.Hand hand, boolean first) {
        return paint(new Canvas(picture.width(), picture.height(), 1, 1, 1), picture, radius, hand, first);
    }

    private static List<Brushwork.Pull> paint(Canvas canvas, Planes picture, int radius, Brushwork.Hand hand,
                                              boolean first) {
        return Brushwork.layer(canvas, picture, radius, hand, first, new SplittableRandom(3), Watch.NOBODY, 0, 1);
    }
}
