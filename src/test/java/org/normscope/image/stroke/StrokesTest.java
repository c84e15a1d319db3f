package org.normscope.image.stroke;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.stroke.Stroke.Point;

class StrokesTest {
    private static final Stroke ZIGZAG = new Stroke(List.of(new Point(20, 30), new Point(90, 40), new Point(40, 80)), 7,
        0xFFFF0000);

    /** Against Java2D's antialiased round pen, on the source and on a crop of half its size. */
    @Test
    void paintsWhatJava2dPaints() {
        assertNear(java2d(120, 100, 0, 0, 1, 1), Strokes.paint(white(120, 100), List.of(ZIGZAG)), 80, 0.5);
        Pixels crop = Strokes.paint(white(50, 50), new Placement(10, 0, 100, 100), List.of(ZIGZAG));
        assertNear(java2d(50, 50, 10, 0, 0.5, 0.5), crop, 80, 0.5);
    }

    /** A stretched input shows a stretched brush. */
    @Test
    void followsAStretchedInput() {
        Pixels stretched = Strokes.paint(white(120, 50), new Placement(0, 0, 120, 100), List.of(ZIGZAG));
        assertNear(java2d(120, 50, 0, 0, 1, 0.5), stretched, 90, 2);
    }

    @Test
    void aPointIsADiscOfItsArea() {
        Pixels painted = Strokes.paint(white(40, 40),
            List.of(new Stroke(List.of(new Point(20.3, 19.6)), 9, 0xFF000000)));
        double ink = Arrays.stream(painted.argb()).mapToDouble(pixel -> (255 - (pixel & 255)) / 255.0).sum();
        assertEquals(Math.PI * 81, ink, 1);
    }

    @Test
    void translucentStrokesLieOverWhatIsBelowAndNotTwiceOverThemselves() {
        Stroke back = new Stroke(List.of(new Point(0, 0), new Point(9, 0), new Point(0, 0)), 50, 0x80000000);
        assertEquals(0xFF7F7F7F, Strokes.paint(white(3, 3), List.of(back)).at(1, 1));
        Pixels clear = new Pixels(1, 1, new int[] {0});
        assertEquals(0x80000000, Strokes.paint(clear, List.of(back)).at(0, 0));
    }

    @Test
    void nothingElseChanges() {
        Pixels before = white(30, 30);
        assertSame(before, Strokes.paint(before, List.of()));
        Pixels after = Strokes.paint(before, List.of(new Stroke(List.of(new Point(-100, 5)), 3, 0xFF000000)));
        assertArrayEquals(white(30, 30).argb(), after.argb());
        Strokes.paint(before, List.of(ZIGZAG));
        assertArrayEquals(white(30, 30).argb(), before.argb());
    }

    @Test
    void aStrokeHasAPointAndARadius() {
        assertThrows(IllegalArgumentException.class, () -> new Stroke(List.of(), 3, -1));
        assertThrows(IllegalArgumentException.class, () -> new Stroke(List.of(new Point(0, 0)), 0, -1));
        assertEquals(List.of(new Point(0, 0), new Point(1, 2)),
            new Stroke(List.of(new Point(0, 0)), 1, -1).to(1, 2).points());
    }

    private static Pixels white(int width, int height) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, -1);
        return new Pixels(width, height, argb);
    }

    private static BufferedImage java2d(int width, int height, double left, double top, double scaleX, double scaleY) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.scale(scaleX, scaleY);
        graphics.translate(-left, -top);
        graphics.setColor(Color.RED);
        graphics.setStroke(new BasicStroke(14, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D line = new Path2D.Double();
        line.moveTo(20, 30);
        line.lineTo(90, 40);
        line.lineTo(40, 80);
        graphics.draw(line);
        graphics.dispose();
        return image;
    }

    /** A pixel between two edges may differ, where theirs add up and ours do not; on the whole nothing may. */
    private static void assertNear(BufferedImage wanted, Pixels painted, int worstAllowed, double meanAllowed) {
        int worst = 0;
        double sum = 0;
        for (int y = 0; y < painted.height(); y++) {
            for (int x = 0; x < painted.width(); x++) {
                int difference = Math.abs((wanted.getRGB(x, y) & 255) - (painted.at(x, y) & 255));
                worst = Math.max(worst, difference);
                sum += difference;
            }
        }
        double mean = sum / painted.argb().length;
        assertTrue(worst <= worstAllowed && mean <= meanAllowed, "worst " + worst + ", mean " + mean);
    }
}
