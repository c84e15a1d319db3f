package org.normscope.view.control;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * Something drawn line by line whose colours are tokens of the theme all the same: the style sheet sets
 * {@code -ns-ink-text}, {@code -ns-ink-muted} and so on, and a change of theme draws anew.
 */
public abstract class Drawing extends Region {
    /** The colours that a drawing may use. */
    public enum Ink {
        TEXT, MUTED, ACCENT, DATA, LINE, SURFACE, NET0, NET1, NET2, NET3, NET4, NET5;

        /** The colour of one of several networks, the same wherever it is shown. */
        public static Ink ofNetwork(int ink) {
            return values()[NET0.ordinal() + ink];
        }

        private String css() {
            return "-ns-ink-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final StyleablePropertyFactory<Drawing> STYLE =
        new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    static {
        for (Ink ink : Ink.values()) {
            STYLE.createColorCssMetaData(ink.css(), drawing -> drawing.inks.get(ink), Color.GRAY);
        }
    }

    private final Map<Ink, StyleableProperty<Color>> inks = new EnumMap<>(Ink.class);
    private final Canvas canvas = new Canvas();

    public Drawing(String styleClass) {
        getStyleClass().addAll("drawing", styleClass);
        setMouseTransparent(true);
        for (Ink ink : Ink.values()) {
            StyleableProperty<Color> property = STYLE.createStyleableColorProperty(this, ink.name(),
                ink.css(), d -> d.inks.get(ink));
            ((javafx.beans.value.ObservableValue<?>) property).addListener(ignored -> redraw());
            inks.put(ink, property);
        }
        canvas.setManaged(false);
        getChildren().add(canvas);
    }

    protected final Color ink(Ink ink) {
        return Objects.requireNonNull(inks.get(ink)).getValue();
    }

    protected final Color ink(Ink ink, double opacity) {
        Color color = ink(ink);
        return Color.color(color.getRed(), color.getGreen(), color.getBlue(), color.getOpacity() * opacity);
    }

    /** Draws anew with the next layout, once however often it is asked. */
    protected final void redraw() {
        requestLayout();
    }

    /** Draws into an empty canvas of that size. */
    protected abstract void draw(GraphicsContext g, double width, double height);

    @Override
    protected void layoutChildren() {
        double x = snappedLeftInset(), y = snappedTopInset();
        double width = Math.max(0, getWidth() - x - snappedRightInset()),
            height = Math.max(0, getHeight() - y - snappedBottomInset());
        canvas.relocate(x, y);
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (width > 0 && height > 0) draw(g, width, height);
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLE.getCssMetaData();
    }
}
