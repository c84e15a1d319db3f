package org.normscope.view.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;

/** A picture with numbered marks on it: a press places one, a drag or the arrows move it, Delete takes it away. */
final class MarkedPicture extends Region {
    private static final double STEP = .01;

    /** What is done to marks. Places are shares of the picture's width and height. */
    interface Hand {
        void add(double x, double y);

        void begin();

        void move(int mark, double x, double y);

        void end();

        void remove(int mark);
    }

    private final Controls controls;
    private final Hand hand;
    private final IntFunction<ObservableValue<String>> names;
    private final ImageView view = new ImageView();
    private final List<StackPane> marks = new ArrayList<>();
    private List<double[]> places = List.of();
    private @Nullable Pixels shown;

    /** @param names of the marks for screen readers, by their numbers from 0 on */
    MarkedPicture(Controls controls, Hand hand, IntFunction<ObservableValue<String>> names) {
        this.controls = controls;
        this.hand = hand;
        this.names = names;
        getStyleClass().add("marked-picture");
        view.setMouseTransparent(true);
        getChildren().add(view);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (shown != null && event.getTarget() == this) hand.add(share(event.getX() - left(), wide()),
                share(event.getY() - top(), high()));
        });
    }

    void show(@Nullable Pixels picture) {
        if (picture == shown) return;
        shown = picture;
        view.setImage(picture == null ? null : PictureView.imageOf(picture));
        requestLayout();
    }

    /** @param next x and y of each */
    void mark(List<double[]> next) {
        places = next;
        while (marks.size() > next.size()) getChildren().remove(marks.remove(marks.size() - 1));
        while (marks.size() < next.size()) {
            marks.add(made(marks.size()));
            getChildren().add(marks.get(marks.size() - 1));
        }
        requestLayout();
    }

    private StackPane made(int number) {
        StackPane mark = new StackPane(new Label(String.valueOf(number + 1)));
        mark.getStyleClass().addAll("landmark", "focusable");
        controls.named((Node) mark, names.apply(number));
        mark.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            mark.requestFocus();
            hand.begin();
            event.consume();
        });
        mark.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            double x = mark.getLayoutX() + event.getX(), y = mark.getLayoutY() + event.getY();
            hand.move(number, share(x - left(), wide()), share(y - top(), high()));
            event.consume();
        });
        mark.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> hand.end());
        mark.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown()) return;
            switch (event.getCode()) {
                case LEFT -> nudge(number, -STEP, 0);
                case RIGHT -> nudge(number, STEP, 0);
                case UP -> nudge(number, 0, -STEP);
                case DOWN -> nudge(number, 0, STEP);
                case DELETE, BACK_SPACE -> hand.remove(number);
                default -> { return; }
            }
            event.consume();
        });
        return mark;
    }

    private void nudge(int number, double x, double y) {
        double[] at = places.get(number);
        hand.begin();
        hand.move(number, share(at[0] + x, 1), share(at[1] + y, 1));
        hand.end();
    }

    private static double share(double at, double size) {
        return Math.max(0, Math.min(1, at / Math.max(1e-9, size)));
    }

    private double scale() {
        return shown == null ? 0 : Math.min(getWidth() / shown.width(), getHeight() / shown.height());
    }

    private double wide() {
        return shown == null ? 0 : scale() * shown.width();
    }

    private double high() {
        return shown == null ? 0 : scale() * shown.height();
    }

    private double left() {
        return (getWidth() - wide()) / 2;
    }

    private double top() {
        return (getHeight() - high()) / 2;
    }

    @Override
    protected void layoutChildren() {
        view.setFitWidth(wide());
        view.setFitHeight(high());
        view.relocate(left(), top());
        for (int i = 0; i < marks.size(); i++) {
            StackPane mark = marks.get(i);
            mark.autosize();
            mark.relocate(left() + places.get(i)[0] * wide() - mark.getWidth() / 2,
                top() + places.get(i)[1] * high() - mark.getHeight() / 2);
        }
    }
}
