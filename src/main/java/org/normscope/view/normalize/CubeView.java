package org.normscope.view.normalize;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.normalize.CellBox;
import org.normscope.tensor.Shape;
import org.normscope.view.control.Drawing;

/**
 * The N x C x (H,W) block of feature maps with a box of cells lit, as in figure 2 of Wu and He, "Group Normalization"
 * (2018). Lengths along each axis are true shares; only what would vanish is drawn a little thicker. Rows and columns
 * share the upright axis in reading order, so that a window of a map is a few thin sheets.
 */
public final class CubeView extends Drawing {
    private static final double HEIGHT = 66, THINNEST = 3, PICTURE = 22;
    private static final int MOST_LINES = 16;
    private static final Font LABELS = Font.font(11);

    private Shape maps = Shape.of();
    private int slices = 1;
    private @Nullable CellBox box;

    public CubeView() {
        super("cube");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /**
     * @param nextSlices of three-dimensional maps, which stand one below the other; 1 where they are flat
     * @param nextBox    the cells to light, or null for none
     */
    public void show(Shape nextMaps, int nextSlices, @Nullable CellBox nextBox) {
        if (nextMaps.equals(maps) && nextSlices == slices && java.util.Objects.equals(nextBox, box)) return;
        maps = nextMaps;
        slices = nextSlices;
        box = nextBox;
        redraw();
    }

    /** From shares of the three axes to pixels: units to the right, pictures into the depth, positions downwards. */
    private record Frame(Point2D origin, Point2D c, Point2D n, Point2D p) {
        Point2D at(double sc, double sn, double sp) {
            return origin.add(c.multiply(sc)).add(n.multiply(sn)).add(p.multiply(sp));
        }
    }

    /** Shares of the axes, from 0 to 1, half open. */
    private record Block(double c0, double c1, double n0, double n1, double p0, double p1) {
        static final Block ALL = new Block(0, 1, 0, 1, 0, 1);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (maps.rank() == 0) return;
        Frame frame = frame(width, height);
        faces(g, frame, Block.ALL, ink(Ink.SURFACE), 0.06);
        List<Block> lit = box == null ? List.of() : blocks(box, frame);
        for (Block block : lit) faces(g, frame, block, ink(Ink.ACCENT), 0.16);
        faces(g, frame, Block.ALL, ink(Ink.SURFACE, 0.35), 0.06);
        for (Block block : lit) surface(g, frame, block);
        grid(g, frame);
        labels(g, frame);
    }

    private Frame frame(double width, double height) {
        double beside = 8 + wide(positions()), after = 8 + wide(pictures());
        double depth = Math.min(0.36 * (width - beside), PICTURE * Math.max(1, maps.n()));
        Point2D n = new Point2D(depth * 0.86, -depth * 0.42);
        double across = Math.min(width - beside - Math.max(2, after - n.getX() * 0.4) - n.getX(), 190);
        Point2D c = new Point2D(across, across * 0.1);
        double up = height - 22 + n.getY() - c.getY();
        double left = beside + Math.max(0, (width - beside - across - n.getX()) / 2);
        return new Frame(new Point2D(left, 3 - n.getY()), c, n, new Point2D(0, up));
    }

    private List<Block> blocks(CellBox box, Frame frame) {
        double[] c = thick(box.c0(), box.c1(), maps.c(), frame.c.magnitude());
        double[] n = thick(box.n0(), box.n1(), maps.n(), frame.n.magnitude());
        int width = maps.w(), cells = maps.plane();
        boolean wholeRows = box.x0() == 0 && box.x1() == width;
        List<Block> blocks = new ArrayList<>();
        if (wholeRows) {
            double[] p = thick(box.y0() * width, box.y1() * width, cells, frame.p.magnitude());
            blocks.add(new Block(c[0], c[1], n[0], n[1], p[0], p[1]));
        } else {
            for (int y = box.y1() - 1; y >= box.y0(); y--) {
                double[] p = thick(y * width + box.x0(), y * width + box.x1(), cells, frame.p.magnitude());
                blocks.add(new Block(c[0], c[1], n[0], n[1], p[0], p[1]));
            }
        }
        return blocks;
    }

    /** The share of an axis, grown about its middle to what can be seen, without leaving the axis. */
    private static double[] thick(int from, int to, int extent, double pixels) {
        double a = (double) from / extent, b = (double) to / extent, least = Math.min(1, THINNEST / pixels);
        if (b - a >= least) return new double[] {a, b};
        double start = Math.max(0, Math.min(1 - least, (a + b - least) / 2));
        return new double[] {start, start + least};
    }

    /** The three faces that are seen, front lightest. */
    private static void faces(GraphicsContext g, Frame f, Block b, Color color, double shadow) {
        face(g, shade(color, 1 - shadow / 2), f.at(b.c0, b.n0, b.p0), f.at(b.c1, b.n0, b.p0), f.at(b.c1, b.n1, b.p0),
            f.at(b.c0, b.n1, b.p0));
        face(g, shade(color, 1 - shadow), f.at(b.c1, b.n0, b.p0), f.at(b.c1, b.n1, b.p0), f.at(b.c1, b.n1, b.p1),
            f.at(b.c1, b.n0, b.p1));
        face(g, color, f.at(b.c0, b.n0, b.p0), f.at(b.c1, b.n0, b.p0), f.at(b.c1, b.n0, b.p1), f.at(b.c0, b.n0, b.p1));
    }

    /** The faces of a lit block that lie on the outside of the whole: nothing stands before them. */
    private void surface(GraphicsContext g, Frame f, Block b) {
        Color color = ink(Ink.ACCENT);
        if (b.p0 <= 0) {
            face(g, shade(color, 0.92), f.at(b.c0, b.n0, 0), f.at(b.c1, b.n0, 0),
                f.at(b.c1, b.n1, 0), f.at(b.c0, b.n1, 0));
        }
        if (b.c1 >= 1) {
            face(g, shade(color, 0.84), f.at(1, b.n0, b.p0), f.at(1, b.n1, b.p0),
                f.at(1, b.n1, b.p1), f.at(1, b.n0, b.p1));
        }
        if (b.n0 <= 0) {
            face(g, color, f.at(b.c0, 0, b.p0), f.at(b.c1, 0, b.p0), f.at(b.c1, 0, b.p1), f.at(b.c0, 0, b.p1));
        }
    }

    private static Color shade(Color color, double brightness) {
        return color.deriveColor(0, 1, brightness, 1);
    }

    private static void face(GraphicsContext g, Color color, Point2D... corners) {
        g.setFill(color);
        g.beginPath();
        g.moveTo(corners[0].getX(), corners[0].getY());
        for (Point2D corner : corners) g.lineTo(corner.getX(), corner.getY());
        g.closePath();
        g.fill();
    }

    private void grid(GraphicsContext g, Frame f) {
        g.setLineWidth(1);
        g.setStroke(ink(Ink.LINE));
        for (double c : lines(maps.c())) {
            line(g, f.at(c, 0, 0), f.at(c, 0, 1));
            line(g, f.at(c, 0, 0), f.at(c, 1, 0));
        }
        for (double n : lines(maps.n())) {
            line(g, f.at(0, n, 0), f.at(1, n, 0));
            line(g, f.at(1, n, 0), f.at(1, n, 1));
        }
        for (double p : lines(Math.min(8, maps.plane()))) {
            line(g, f.at(0, 0, p), f.at(1, 0, p));
            line(g, f.at(1, 0, p), f.at(1, 1, p));
        }
    }

    /** Shares at which an axis is ruled: every cell, or evenly where there are too many to draw. */
    private static double[] lines(int extent) {
        int step = Math.max(1, (extent + MOST_LINES - 1) / MOST_LINES), count = extent / step;
        double[] at = new double[count + 2];
        for (int i = 0; i <= count; i++) at[i] = (double) i * step / extent;
        at[count + 1] = 1;
        return at;
    }

    private static void line(GraphicsContext g, Point2D a, Point2D b) {
        g.strokeLine(a.getX(), a.getY(), b.getX(), b.getY());
    }

    private void labels(GraphicsContext g, Frame f) {
        g.setFill(ink(Ink.MUTED));
        g.setFont(LABELS);
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.CENTER);
        Point2D c = f.at(0.4, 0, 1), n = f.at(1, 0.6, 1), p = f.at(0, 0, 0.5);
        g.fillText("C " + maps.c(), c.getX(), c.getY() + 4);
        g.fillText(pictures(), n.getX() + 6, n.getY() + 5);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.BOTTOM);
        g.fillText(slices == 1 ? "H,W" : "D,H,W", p.getX() - 7, p.getY());
        g.setTextBaseline(VPos.TOP);
        g.fillText(positions(), p.getX() - 7, p.getY() + 1);
    }

    private String positions() {
        return (slices == 1 ? "" : slices + "×") + maps.h() / slices + "×" + maps.w();
    }

    private String pictures() {
        return "N " + maps.n();
    }

    private static double wide(String label) {
        Text text = new Text(label);
        text.setFont(LABELS);
        return text.getLayoutBounds().getWidth();
    }
}
