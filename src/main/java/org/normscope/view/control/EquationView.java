package org.normscope.view.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.normscope.normalize.Explanation;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/**
 * The one painter of equations: LaTeX set as mathematics in the theme's colours, the symbols above, one cell's numbers
 * below with the result in the accent colour. A line too long shrinks, then breaks; nothing is ever clipped.
 */
public final class EquationView extends Drawing {
    private static final float SIZE = 16, SMALLEST = 11.5f;
    private static final double RIM = 2;
    private static final double LEADING = 4;

    /** One line as set: what it says in LaTeX, and whether it ends in the result. */
    private record Line(String latex, boolean numbers) { }

    private List<Line> lines = List.of();
    private List<TeXIcon> set = List.of();
    private double setWidth = -1;
    private Color setAccent = Color.TRANSPARENT;

    public EquationView() {
        super("equation");
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /**
     * Loads the fonts of mathematics, a second's work: call it once off the JavaFX thread, before the first equation.
     */
    public static void warmUp() {
        icon("x", SIZE);
    }

    /** Symbols alone. */
    public void show(String symbols) {
        set(List.of(new Line(symbols, false)));
    }

    /** Symbols above, numbers below. */
    public void show(Explanation explanation) {
        set(List.of(new Line(explanation.symbols(), false), new Line(explanation.numbers(), true)));
    }

    private void set(List<Line> next) {
        if (next.equals(lines)) return;
        lines = next;
        setWidth = -1;
        setAccessibleText(String.join("; ", next.stream().map(line -> PlainFormula.of(line.latex())).toList()));
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? getWidth() : width) - snappedLeftInset() - snappedRightInset();
        double height = setTo(inner).stream().mapToDouble(TeXIcon::getIconHeight).sum();
        return height + LEADING * Math.max(0, lines.size() - 1) + snappedTopInset() + snappedBottomInset();
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        List<TeXIcon> icons = setTo(width);
        EquationGraphics graphics = new EquationGraphics(g);
        double y = 0;
        for (TeXIcon icon : icons) {
            icon.setForeground(awt(ink(Ink.TEXT)));
            icon.paintIcon(null, graphics, (int) Math.max(0, (width - icon.getIconWidth()) / 2), (int) y);
            y += icon.getIconHeight() + LEADING;
        }
    }

    private List<TeXIcon> setTo(double width) {
        if (width != setWidth || !ink(Ink.ACCENT).equals(setAccent)) {
            setWidth = width;
            setAccent = ink(Ink.ACCENT);
            List<TeXIcon> icons = new ArrayList<>();
            for (Line line : lines) icons.add(fit(line.numbers() ? accented(line.latex()) : line.latex(), width));
            set = icons;
        }
        return set;
    }

    /** The result, right of the last equals sign, in the accent colour. */
    private String accented(String latex) {
        int from = latex.lastIndexOf('=') + 1, end = latex.indexOf("\\end", from), to = end < 0 ? latex.length() : end;
        if (from == 0) return latex;
        String hex = String.format("#%02x%02x%02x", Math.round(setAccent.getRed() * 255),
            Math.round(setAccent.getGreen() * 255), Math.round(setAccent.getBlue() * 255));
        return latex.substring(0, from) + " \\fgcolor{" + hex + "}{" + latex.substring(from, to)
            + "}" + latex.substring(to);
    }

    /** Glyphs may lean a little out of their boxes, and sizes are rounded: a rim is kept free for that. */
    private static TeXIcon fit(String latex, double width) {
        TeXIcon icon = icon(latex, SIZE);
        double room = width - 2 * RIM;
        if (icon.getIconWidth() <= room || room <= 0) return icon;
        float fitting = (float) (SIZE * room / icon.getIconWidth());
        if (fitting >= SMALLEST) return icon(latex, fitting);
        TeXIcon broken = new TeXFormula(latex).new TeXIconBuilder()
            .setStyle(TeXConstants.STYLE_DISPLAY).setSize(SMALLEST)
            .setWidth(TeXConstants.UNIT_PIXEL, (float) room, TeXConstants.ALIGN_CENTER).setIsMaxWidth(true)
            .setInterLineSpacing(TeXConstants.UNIT_PIXEL, 6).build();
        return broken.getIconWidth() <= room ? broken : icon(latex, fitting);
    }

    private static TeXIcon icon(String latex, float size) {
        return new TeXFormula(latex).new TeXIconBuilder().setStyle(TeXConstants.STYLE_DISPLAY).setSize(size).build();
    }

    private static java.awt.Color awt(Color color) {
        return new java.awt.Color((float) color.getRed(), (float) color.getGreen(), (float) color.getBlue(),
            (float) color.getOpacity());
    }
}
