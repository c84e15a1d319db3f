package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.state.shift.Compared;
import org.normscope.state.shift.DepthCurves;
import org.normscope.view.control.Drawing;
import org.normscope.view.control.Figures;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.Texts;

/**
 * How far the layers of several networks moved, as curves over depth. Each has its colour, its mark and its name at its
 * end. The pointer, or the arrow keys, name a layer with its value: left and right along a curve, up and down to the
 * next.
 */
final class DepthChart extends Drawing {
    private static final double LEFT = 4.6, RIGHT = 2.2, MOST_RIGHT = 11, TOP = 0.9, FOOT = 2.4, MARK = 0.62, NEAR = 40;

    private final Texts texts;
    private DepthCurves curves = DepthCurves.NONE;
    private DepthAxis axis = DepthAxis.of(curves);
    private int line, point = -1;
    /** What the curves leave free for their names. */
    private double right;
    /** Their fonts are those of the theme and the language. */
    private final Label letter = letter(), strong = letter("strong");

    DepthChart(Texts texts) {
        super("depth-chart");
        this.texts = texts;
        setMouseTransparent(false);
        setFocusTraversable(true);
        getStyleClass().add("focusable");
        addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> choose(line, -1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        texts.languageProperty().addListener((property, old, now) -> show(curves));
        show(curves);
    }

    /** @param next null while there is nothing to be seen */
    void show(@Nullable DepthCurves next) {
        curves = next == null ? DepthCurves.NONE : next;
        axis = DepthAxis.of(curves);
        choose(line, point);
        redraw();
    }

    // What is pointed at

    private void choose(int nextLine, int nextPoint) {
        int lines = curves.lines().size();
        line = lines == 0 ? 0 : Math.floorMod(nextLine, lines);
        int points = lines == 0 ? 0 : curves.lines().get(line).points().size();
        point = Math.min(nextPoint, points - 1);
        setAccessibleText(point < 0 ? summary() : String.join("; ", told()));
        redraw();
    }

    /** In lines: what it is and its value; where it rests on the least variance, that. */
    private List<String> told() {
        DepthCurves.Line chosen = curves.lines().get(line);
        DepthCurves.Point at = chosen.points().get(point);
        String channels = Integer.toString(at.layer().shape().c());
        String key = at.byConstruction() ? "shift.point.zero" : at.partlyByConstruction() ? "shift.point.part"
            : at.input() ? "shift.point.input" : "shift.point";
        String value = texts.now(key, ComparedNames.of(chosen.compared(), texts), LayerNames.name(at.layer()),
            LayerNames.operator(at.layer()), Figures.plain(at.value()),
            Integer.toString(at.constructed()), channels);
        return at.floored() == 0 ? List.of(value)
            : List.of(value, texts.now("shift.point.floored", Integer.toString(at.floored()), channels));
    }

    private String summary() {
        if (curves.lines().isEmpty()) return texts.now("shift.chart");
        StringBuilder all = new StringBuilder(texts.now("shift.chart"));
        for (DepthCurves.Line each : curves.lines()) {
            all.append(". ").append(ComparedNames.of(each.compared(), texts)).append(':');
            for (DepthCurves.Part part : curves.parts()) {
                each.points().stream().min(Comparator.comparingDouble(p -> Math.abs(p.x() - part.middle())))
                    .ifPresent(p -> all.append(' ').append(part.name()).append(' ')
                        .append(Figures.plain(p.value())).append(','));
            }
            all.setLength(all.length() - 1);
        }
        return all.toString();
    }

    private void moved(MouseEvent event) {
        if (curves.lines().isEmpty()) return;
        double nearest = NEAR;
        int foundLine = line, foundPoint = -1;
        for (int i = 0; i < curves.lines().size(); i++) {
            for (int j = 0; j < curves.lines().get(i).points().size(); j++) {
                DepthCurves.Point p = curves.lines().get(i).points().get(j);
                double away = Math.hypot(x(p.x(), getWidth()) - event.getX(), y(p.value(), getHeight()) - event.getY());
                if (away >= nearest) continue;
                nearest = away;
                foundLine = i;
                foundPoint = j;
            }
        }
        if (foundLine != line || foundPoint != point) choose(foundLine, foundPoint);
    }

    private void pressed(KeyEvent event) {
        if (curves.lines().isEmpty()) return;
        switch (event.getCode()) {
            case LEFT -> choose(line, Math.max(0, point - 1));
            case RIGHT -> choose(line, point + 1);
            case UP -> choose(line - 1, Math.max(0, point));
            case DOWN -> choose(line + 1, Math.max(0, point));
            case HOME -> choose(line, 0);
            case END -> choose(line, Integer.MAX_VALUE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    // Drawing; lengths in letters

    private double em() {
        return Font.getDefault().getSize() * scale();
    }

    /** The projector theme has larger letters. */
    private double scale() {
        return letter.getFont().getSize() / Font.getDefault().getSize();
    }

    private Label letter(String... styles) {
        Label label = new Label();
        label.getStyleClass().addAll(styles);
        label.setVisible(false);
        label.setManaged(false);
        label.fontProperty().addListener(change -> redraw());
        getChildren().add(label);
        return label;
    }

    private double x(double share, double width) {
        return LEFT * em() + share * (width - LEFT * em() - right);
    }

    private double y(double value, double height) {
        return height - FOOT * em() - axis.share(value) * (height - (FOOT + TOP) * em());
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (curves.lines().isEmpty()) return;
        right = Math.min(MOST_RIGHT,
            RIGHT
                + curves.lines().stream().mapToDouble(each -> width(name(each), strong.getFont())).max()
                    .orElse(0) / em()) * em();
        grid(g, width, height);
        parts(g, width, height);
        for (DepthCurves.Line each : curves.lines()) line(g, each, width, height);
        names(g, width, height);
        if (point >= 0) pointed(g, width, height);
    }

    private void grid(GraphicsContext g, double width, double height) {
        g.setFont(Font.font(Figures.FONT, 0.85 * em()));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        g.setLineWidth(1);
        for (double tick : axis.ticks()) {
            double y = Math.round(y(tick, height)) + 0.5;
            g.setStroke(ink(Ink.LINE, 0.6));
            g.strokeLine(LEFT * em(), y, width - right, y);
            g.setFill(ink(Ink.MUTED));
            g.fillText(axis.words(tick), (LEFT - 0.9) * em(), y);
        }
    }

    private void parts(GraphicsContext g, double width, double height) {
        g.setFont(Font.font(letter.getFont().getFamily(), 0.95 * em()));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BASELINE);
        double free = Double.NEGATIVE_INFINITY;
        for (DepthCurves.Part part : curves.parts()) {
            double middle = x(part.middle(), width), half = width(part.name(), g.getFont()) / 2;
            if (part.from() > 0 && part.to() > part.from()) {
                double edge = Math.round(x(part.from(), width)) + 0.5;
                g.setStroke(ink(Ink.LINE, 0.35));
                g.strokeLine(edge, TOP * em(), edge, height - FOOT * em());
            }
            if (middle - half < free) continue; // names that would touch are left out
            g.setFill(ink(Ink.MUTED));
            g.fillText(part.name(), middle, height - 0.5 * em());
            free = middle + half + 0.6 * em();
        }
    }

    private static double width(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }

    private void line(GraphicsContext g, DepthCurves.Line each, double width, double height) {
        g.setStroke(ink(Ink.ofNetwork(each.compared().ink())));
        g.setFill(ink(Ink.ofNetwork(each.compared().ink())));
        g.setLineWidth(2.4);
        g.setLineDashes(dashes(each.compared().origin()));
        g.beginPath();
        for (DepthCurves.Point p : each.points()) g.lineTo(x(p.x(), width), y(p.value(), height));
        g.stroke();
        g.setLineDashes();
        double size = MARK * em() * (each.points().size() > 12 ? 0.75 : 1);
        for (DepthCurves.Point p : each.points()) {
            boolean below = axis.logarithmic() && p.value() < axis.low();
            mark(g, each.compared().ink(), x(p.x(), width), y(p.value(), height), size, below || p.byConstruction());
        }
    }

    private static double[] dashes(Compared.Origin origin) {
        return switch (origin) {
            case OPENED -> new double[0];
            case REWRITTEN -> new double[] {9, 6};
            case RECALIBRATED -> new double[] {2, 6};
        };
    }

    /**
     * A mark of its own for each colour. @param hollow where the value lies below the axis, or is zero by construction
     */
    private void mark(GraphicsContext g, int ink, double x, double y, double size, boolean hollow) {
        double r = size / 2;
        g.setLineWidth(1.6);
        if (hollow) g.setFill(ink(Ink.SURFACE));
        double[][] corners = switch (ink) {
            case 1 -> new double[][] {{x - r, x + r, x + r, x - r}, {y - r, y - r, y + r, y + r}};
            case 2 -> new double[][] {{x, x + 1.3 * r, x, x - 1.3 * r}, {y - 1.3 * r, y, y + 1.3 * r, y}};
            case 3 -> new double[][] {{x, x + 1.2 * r, x - 1.2 * r}, {y - 1.2 * r, y + r, y + r}};
            case 4 -> new double[][] {{x, x + 1.2 * r, x - 1.2 * r}, {y + 1.2 * r, y - r, y - r}};
            case 5 -> new double[][] {{x - 0.6 * r, x + 0.6 * r, x + 0.6 * r, x - 0.6 * r},
                {y - 1.4 * r, y - 1.4 * r, y + 1.4 * r, y + 1.4 * r}};
            default -> null;
        };
        if (corners == null) {
            g.fillOval(x - r, y - r, size, size);
            if (hollow) g.strokeOval(x - r, y - r, size, size);
        } else {
            g.fillPolygon(corners[0], corners[1], corners[0].length);
            if (hollow) g.strokePolygon(corners[0], corners[1], corners[0].length);
        }
        if (hollow) g.setFill(ink(Ink.ofNetwork(ink)));
    }

    /** At the ends of the curves, moved apart where they would touch. */
    private void names(GraphicsContext g, double width, double height) {
        List<DepthCurves.Line> ends =
            new ArrayList<>(curves.lines().stream().filter(each -> !each.points().isEmpty()).toList());
        ends.sort(Comparator.comparingDouble(each -> y(last(each).value(), height)));
        double apart = 1.35 * em(), lowest = height - FOOT * em();
        double[] at = new double[ends.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(y(last(ends.get(i)).value(), height), i == 0 ? 0.8 * em() : at[i - 1] + apart);
        }
        for (int i = at.length - 1; i >= 0; i--) {
            at[i] = Math.min(at[i], i == at.length - 1 ? lowest : at[i + 1] - apart);
        }
        g.setFont(strong.getFont());
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < at.length; i++) {
            g.setFill(ink(Ink.ofNetwork(ends.get(i).compared().ink())));
            double from = x(last(ends.get(i)).x(), width) + 0.8 * em();
            g.fillText(fitted(name(ends.get(i)), strong.getFont(), width - from), from, at[i]);
        }
    }

    private String name(DepthCurves.Line each) {
        return ComparedNames.of(each.compared(), texts);
    }

    /** Shortened in its middle where it is too long: ends of file names tell them apart. */
    private static String fitted(String words, Font font, double room) {
        String fitted = words;
        for (int kept = words.length() - 1; kept > 4 && width(fitted, font) > room; kept--) {
            fitted = words.substring(0, (kept + 1) / 2) + "…" + words.substring(words.length() - kept / 2);
        }
        return fitted;
    }

    private static DepthCurves.Point last(DepthCurves.Line each) {
        return each.points().get(each.points().size() - 1);
    }

    private void pointed(GraphicsContext g, double width, double height) {
        DepthCurves.Line chosen = curves.lines().get(line);
        DepthCurves.Point p = chosen.points().get(point);
        double x = x(p.x(), width), y = y(p.value(), height), ring = MARK * em() + 3;
        g.setStroke(ink(Ink.TEXT));
        g.setLineWidth(1.5);
        g.strokeOval(x - ring / 2 - 2, y - ring / 2 - 2, ring + 4, ring + 4);
        Font font = Font.font(letter.getFont().getFamily(), 0.92 * em());
        List<String> lines = told();
        double wide = lines.stream().mapToDouble(words -> width(words, font)).max().orElseThrow() + 1.4 * em(),
            step = 1.45 * em(), tall = 0.45 * em() + step * lines.size();
        double left = Math.max(0, Math.min(width - wide, x - wide / 2)),
            top = y - tall - em() < 0 ? y + em() : y - tall - em();
        g.setFill(ink(Ink.TEXT));
        g.fillRoundRect(left, top, wide, tall, 0.8 * em(), 0.8 * em());
        g.setFill(ink(Ink.SURFACE));
        g.setFont(font);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < lines.size(); i++) {
            g.fillText(lines.get(i), left + 0.7 * em(), top + tall / 2 + (i - (lines.size() - 1) / 2.0) * step);
        }
    }
}
