package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.view.control.Controls;
import org.normscope.view.control.MapImage;
import org.normscope.view.control.Pseudo;

/**
 * A picture in which every unit has its place: a click opens the unit there, the opened one is outlined. Where it can
 * be focused, the arrows walk from unit to unit.
 */
public final class UnitTiles extends Region {
    /** The place of a unit, pixels of the picture. */
    public record Tile(int unit, double x, double y, double width, double height) { }

    private static final double MOST_NUMBERS = 9;

    private final IntConsumer choose;
    private final Canvas canvas = new Canvas();
    private final MapImage painter = new MapImage();
    private final Rectangle outline = new Rectangle();
    private final List<Label> numbers = new ArrayList<>();
    private @Nullable Pixels pixels;
    private List<Tile> tiles = List.of();
    private int opened = -1;

    /** @param choose is told the unit that was clicked */
    UnitTiles(IntConsumer choose) {
        this.choose = choose;
        getStyleClass().addAll("unit-tiles", "focusable");
        outline.getStyleClass().add("unit-outline");
        outline.setMouseTransparent(true);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, outline);
        setCursor(Cursor.HAND);
        setOnMouseClicked(this::click);
        setMinSize(0, 0);
    }

    /**
     * Can be focused from now on.
     *
     * @param step what an arrow does: by how many units it goes on
     * @param turn by how many pages
     */
    void walk(Controls controls, ObservableValue<String> name, IntConsumer step, IntConsumer turn, int row) {
        controls.named(this, name);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case LEFT -> step.accept(-1);
                case RIGHT -> step.accept(1);
                case UP -> step.accept(-row);
                case DOWN -> step.accept(row);
                case PAGE_UP -> turn.accept(-1);
                case PAGE_DOWN -> turn.accept(1);
                default -> { return; }
            }
            event.consume();
        });
    }

    /** @param picture null for nothing */
    public void show(@Nullable Pixels picture, List<Tile> places, int openedUnit) {
        pixels = picture;
        tiles = places;
        opened = openedUnit;
        label();
        requestLayout();
    }

    /** The places as they are shown. */
    public List<Tile> tiles() {
        return tiles;
    }

    private void label() {
        int count = tiles.size() <= MOST_NUMBERS ? tiles.size() : 0;
        while (numbers.size() > count) getChildren().remove(numbers.remove(numbers.size() - 1));
        while (numbers.size() < count) {
            Label number = new Label();
            number.getStyleClass().add("unit-number");
            number.setMouseTransparent(true);
            numbers.add(number);
            getChildren().add(number);
        }
        for (int i = 0; i < count; i++) {
            numbers.get(i).setText(String.valueOf(tiles.get(i).unit()));
            numbers.get(i).pseudoClassStateChanged(Pseudo.POINTED, tiles.get(i).unit() == opened);
        }
    }

    private void click(MouseEvent event) {
        if (isFocusTraversable()) requestFocus();
        if (pixels == null) return;
        double scale = scale(pixels), x = (event.getX() - left(pixels, scale)) / scale,
            y = (event.getY() - top(pixels, scale)) / scale;
        tiles.stream().filter(tile ->
            x >= tile.x() && x < tile.x() + tile.width() && y >= tile.y() && y < tile.y() + tile.height())
            .findFirst().ifPresent(tile -> choose.accept(tile.unit()));
    }

    /** Screen pixels for a pixel of the picture. */
    private double scale(Pixels picture) {
        return Math.min(getWidth() / picture.width(), getHeight() / picture.height());
    }

    private double left(Pixels picture, double scale) {
        return Math.floor((getWidth() - picture.width() * scale) / 2);
    }

    private double top(Pixels picture, double scale) {
        return Math.floor((getHeight() - picture.height() * scale) / 2);
    }

    @Override
    protected void layoutChildren() {
        Pixels of = pixels;
        boolean shown = of != null && getWidth() >= 1 && getHeight() >= 1;
        outline.setVisible(false);
        numbers.forEach(number -> number.setVisible(shown));
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        if (of == null || !shown) return;
        double scale = scale(of), left = left(of, scale), top = top(of, scale);
        Image image = painter.paint(of, Math.max(1, (int) Math.floor(1 / scale)));
        g.setImageSmoothing(image.getWidth() > of.width() * scale);
        g.drawImage(image, left, top, of.width() * scale, of.height() * scale);
        for (int i = 0; i < tiles.size(); i++) {
            place(i, left + tiles.get(i).x() * scale, top + tiles.get(i).y() * scale, scale);
        }
    }

    private void place(int index, double x, double y, double scale) {
        Tile tile = tiles.get(index);
        if (index < numbers.size()) {
            numbers.get(index).autosize();
            numbers.get(index).relocate(x + 3, y + 3);
        }
        if (tile.unit() != opened) return;
        outline.setVisible(true);
        IntUnaryOperator out = size -> size + 4;
        outline.setX(x - 2);
        outline.setY(y - 2);
        outline.setWidth(out.applyAsInt((int) Math.round(tile.width() * scale)));
        outline.setHeight(out.applyAsInt((int) Math.round(tile.height() * scale)));
        outline.toFront();
    }
}
