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
import org.normscope.state.shift.Compared;
import org.normscope.view.control.Drawing;
import org.normscope.view.control.Texts;

/**
 * Curves of several networks. Each has its colour, its mark and its name at its end. The pointer, or the arrow keys,
 * name a point with its value: left and right along a curve, up and down to the next.
 */
abstract class NetworkChart extends Drawing {
    /** Lengths in letters. */
    static final double LEFT = 4.6;
    private static final double RIGHT = 2.2, MOST_RIGHT = 11, MARK = 0.62, NEAR = 40;

    /**
     * @param x      0 at the left, 1 at the right
     * @param y      0 at the foot, 1 at the top
     * @param hollow where the value is not what it seems
     */
    record Spot(double x, double y, boolean hollow) { }

    /** A network's spots, from left to right. */
    record Curve(Compared compared, List<Spot> spots) { }

    private final Texts texts;
    private final double top, foot;
    private List<Curve> curves = List.of();
    private int line, point = -1;
    /** What the curves leave free for their names. */
    private double right;
    /** Their fonts are those of the theme and the language. */
    private final Label letter = letter(), strong = letter("strong");

    /**
     * @param top  what is left free above, in letters
     * @param foot and below
     */
    NetworkChart(Texts texts, String styleClass, double top, double foot) {
        super(styleClass);
        this.texts = texts;
        this.top = top;
        this.foot = foot;
        setMouseTransparent(false);
        setFocusTraversable(true);
        getStyleClass().addAll("network-chart", "focusable");
        addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> choose(line, -1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    final void draw(List<Curve> next) {
        curves = next;
        choose(line, point);
        redraw();
    }

    /** What a screen reader says of all of it. */
    abstract String summary();

    /** In lines: what a point is and its value. */
    abstract List<String> told(int curve, int spot);

    /** What lies below the curves. */
    abstract void axes(GraphicsContext g, double width, double height);

    // What is pointed at

    private void choose(int nextLine, int nextPoint) {
        line = curves.isEmpty() ? 0 : Math.floorMod(nextLine, curves.size());
        point = Math.min(nextPoint, curves.isEmpty() ? -1 : curves.get(line).spots().size() - 1);
        setAccessibleText(point < 0 ? summary() : String.join("; ", told(line, point)));
        redraw();
    }

    private void moved(MouseEvent event) {
        double nearest = NEAR;
        int foundLine = line, foundPoint = -1;
        for (int i = 0; i < curves.size(); i++) {
            for (int j = 0; j < curves.get(i).spots().size(); j++) {
                Spot spot = curves.get(i).spots().get(j);
                double away = Math.hypot(x(spot.x(), getWidth()) - event.getX(),
                    y(spot.y(), getHeight()) - event.getY());
                if (away >= nearest) continue;
                nearest = away;
                foundLine = i;
                foundPoint = j;
            }
        }
        if (foundLine != line || foundPoint != point) choose(foundLine, foundPoint);
    }

    private void pressed(KeyEvent event) {
        if (curves.isEmpty()) return;
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

    final double em() {
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

    final Font letters(double size) {
        return Font.font(letter.getFont().getFamily(), size * em());
    }

    final double x(double share, double width) {
        return LEFT * em() + share * (end(width) - LEFT * em());
    }

    final double y(double share, double height) {
        return height - foot * em() - share * (height - (foot + top) * em());
    }

    /** Where the curves end and their names begin. */
    final double end(double width) {
        return width - right;
    }

    static double width(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }

    @Override
    protected final void draw(GraphicsContext g, double width, double height) {
        if (curves.isEmpty()) return;
        double longest = curves.stream().mapToDouble(each -> width(name(each), strong.getFont())).max().orElse(0);
        right = Math.min(MOST_RIGHT, RIGHT + longest / em()) * em();
        axes(g, width, height);
        for (Curve each : curves) line(g, each, width, height);
        names(g, width, height);
        if (point >= 0) pointed(g, width, height);
    }

    private void line(GraphicsContext g, Curve each, double width, double height) {
        g.setStroke(ink(Ink.ofNetwork(each.compared().ink())));
        g.setFill(ink(Ink.ofNetwork(each.compared().ink())));
        g.setLineWidth(2.4);
        g.setLineDashes(dashes(each.compared().origin()));
        g.beginPath();
        for (Spot spot : each.spots()) g.lineTo(x(spot.x(), width), y(spot.y(), height));
        g.stroke();
        g.setLineDashes();
        double size = MARK * em() * (each.spots().size() > 12 ? 0.75 : 1);
        for (Spot spot : each.spots()) {
            mark(g, each.compared().ink(), x(spot.x(), width), y(spot.y(), height), size, spot.hollow());
        }
    }

    private static double[] dashes(Compared.Origin origin) {
        return switch (origin) {
            case OPENED -> new double[0];
            case REWRITTEN -> new double[] {9, 6};
            case RECALIBRATED -> new double[] {2, 6};
        };
    }

    /** A mark of its own for each colour. */
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
        List<Curve> ends = new ArrayList<>(curves.stream().filter(each -> !each.spots().isEmpty()).toList());
        ends.sort(Comparator.comparingDouble(each -> -last(each).y()));
        double apart = 1.35 * em(), lowest = height - foot * em();
        double[] at = new double[ends.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(y(last(ends.get(i)).y(), height), i == 0 ? 0.8 * em() : at[i - 1] + apart);
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

    final String name(Curve each) {
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

    private static Spot last(Curve each) {
        return each.spots().get(each.spots().size() - 1);
    }

    private void pointed(GraphicsContext g, double width, double height) {
        Spot spot = curves.get(line).spots().get(point);
        double x = x(spot.x(), width), y = y(spot.y(), height), ring = MARK * em() + 3;
        g.setStroke(ink(Ink.TEXT));
        g.setLineWidth(1.5);
        g.strokeOval(x - ring / 2 - 2, y - ring / 2 - 2, ring + 4, ring + 4);
        Font font = letters(0.92);
        List<String> lines = told(line, point);
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
