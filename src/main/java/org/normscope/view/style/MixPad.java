package org.normscope.view.style;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;
import org.normscope.state.app.AppModel;
import org.normscope.state.style.GalleryItem;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StylePad;
import org.normscope.state.style.StyleSettings;
import org.normscope.state.style.StyleShare;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Texts;

/** Where two to four styles are mixed: a dot on a line, a triangle or a square, dragged or moved by arrows. */
public final class MixPad extends Region {
    private static final double STEP = 0.05, PICTURE = 30, GAP = 8, DOT = 8, LETTERS = 14;

    private final AppModel app;
    private final StyleModel model;
    private final Texts texts;
    private final Polygon shape = new Polygon();
    private final Circle dot = new Circle(DOT);
    private final List<PictureView> pictures = new ArrayList<>();
    private final List<Label> shares = new ArrayList<>();

    MixPad(AppModel app, Controls controls) {
        this.app = app;
        model = app.workspace(StyleModel.class);
        texts = controls.texts();
        getStyleClass().addAll("mix-pad", "focusable");
        setAccessibleRole(AccessibleRole.SLIDER);
        controls.named(this, texts.derived(this::words, model.settings()));
        shape.getStyleClass().add("mix-shape");
        dot.getStyleClass().add("mix-dot");
        getChildren().addAll(shape, dot);
        for (int i = 0; i < StyleSettings.MOST_STYLES; i++) {
            int index = i;
            pictures.add(new PictureView(8));
            shares.add(controls.label(texts.derived(() -> share(index), model.settings()), "tiny", "muted"));
        }
        getChildren().addAll(pictures);
        getChildren().addAll(shares);
        model.settings().addListener((property, old, now) -> show());
        model.styles().addListener((javafx.collections.ListChangeListener<GalleryItem>) change -> show());
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            requestFocus();
            app.beginGesture();
            at(event);
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::at);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> app.endGesture());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        show();
    }

    private List<StyleShare> styles() {
        return model.settings().get().styles();
    }

    private StylePad pad() {
        return new StylePad(Math.max(2, styles().size()));
    }

    private String share(int index) {
        return index < styles().size() ? texts.now("style.share", styles().get(index).weight()) : "";
    }

    private String words() {
        StringBuilder mixture = new StringBuilder();
        for (StyleShare style : styles()) {
            mixture.append(' ').append(PictureNames.title(style.picture(), texts)).append(' ')
                .append(texts.now("style.share", style.weight())).append(';');
        }
        return texts.now("style.pad", mixture.toString().strip());
    }

    private void show() {
        for (int i = 0; i < pictures.size(); i++) {
            boolean used = i < styles().size();
            pictures.get(i).setVisible(used);
            shares.get(i).setVisible(used);
            String origin = used ? styles().get(i).picture().origin() : "";
            pictures.get(i).show(model.styles().stream().filter(item -> item.picture().origin().equals(origin))
                .findFirst().map(GalleryItem::thumbnail).orElse(null));
        }
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        requestLayout();
    }

    private void at(MouseEvent event) {
        move((event.getX() - left()) / width(), (event.getY() - top()) / height());
    }

    private void key(KeyEvent event) {
        StylePad.Point now = place();
        double step = event.isShiftDown() ? STEP / 5 : STEP;
        switch (event.getCode()) {
            case LEFT -> once(now.x() - step, now.y());
            case RIGHT -> once(now.x() + step, now.y());
            case UP -> once(now.x(), now.y() - step);
            case DOWN -> once(now.x(), now.y() + step);
            case HOME -> model.mix().setShares(styles().stream().map(style -> 1.0).toList());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void once(double x, double y) {
        app.beginGesture();
        move(x, y);
        app.endGesture();
    }

    private void move(double x, double y) {
        if (styles().size() > 1) model.mix().setShares(pad().sharesAt(x, y));
    }

    private StylePad.Point place() {
        return styles().size() < 2 ? new StylePad.Point(0.5, 0.5)
            : pad().placeOf(styles().stream().map(StyleShare::weight).toList());
    }

    // The shape lies between the pictures at its corners.

    private double left() {
        return PICTURE + GAP;
    }

    private double width() {
        return Math.max(1, getWidth() - snappedRightInset() - 2 * left());
    }

    /** Above the tip of the triangle there is room for its picture. */
    private double top() {
        return pad().corners() == 3 ? PICTURE + GAP : DOT;
    }

    private double height() {
        return Math.max(1, getHeight() - top() - DOT);
    }

    @Override
    protected void layoutChildren() {
        List<StylePad.Point> corners = pad().places();
        shape.getPoints().clear();
        for (int i = 0; i < corners.size(); i++) {
            double x = left() + corners.get(i).x() * width(), y = top() + corners.get(i).y() * height();
            shape.getPoints().addAll(x, y);
            boolean right = corners.get(i).x() >= 0.5;
            double pictureX = corners.get(i).x() == 0.5 ? x - PICTURE / 2 : right ? x + GAP : x - GAP - PICTURE;
            double pictureY = corners.get(i).x() == 0.5 ? 0
                : Math.max(0, Math.min(getHeight() - PICTURE - LETTERS, y - PICTURE / 2));
            pictures.get(i).resizeRelocate(pictureX, pictureY, PICTURE, PICTURE);
            shares.get(i).autosize();
            double label = shares.get(i).getWidth();
            if (corners.get(i).x() == 0.5) {
                shares.get(i).relocate(pictureX + PICTURE + 4, pictureY + (PICTURE - shares.get(i).getHeight()) / 2);
            } else {
                shares.get(i).relocate(pictureX + (PICTURE - label) / 2, pictureY + PICTURE);
            }
        }
        StylePad.Point place = place();
        dot.setCenterX(left() + place.x() * width());
        dot.setCenterY(top() + place.y() * height());
    }
}
