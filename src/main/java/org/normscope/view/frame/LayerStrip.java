package org.normscope.view.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.normscope.network.Layer;
import org.normscope.state.desk.StripItem;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.Shortcut;

/**
 * The layers of the network in the order in which they run: convolutions and fully connected layers as cards, what
 * stands between them as chips. Left and right arrow go from layer to layer.
 */
public final class LayerStrip extends StackPane {
    private static final int CHIPS_IN_A_COLUMN = 3;

    private final Controls controls;
    private final IntConsumer choose;
    /** Where the network is cut, below the layers of the row. */
    private final StripCut cut;
    private final HBox row = new HBox() {
        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            cut.lay(getWidth(), getHeight());
        }
    };
    private final ScrollPane scroll = FadingScroll.across(row);
    private final List<LayerButton> buttons = new ArrayList<>();
    /** By layer, the card or the column of chips in the row that it stands in. */
    private final List<Node> columns = new ArrayList<>();
    private List<Layer> layers = List.of();
    private int selected = -1;
    /** Behind which layer the row is cut; -1 for nowhere. */
    private int cutBehind = -1;
    /** Whether it was arranged since it was styled last: then nothing in it has its size yet. */
    private boolean unstyled;
    /** Whether the chosen layer is in sight: then it stays there, whatever becomes wider. */
    private boolean inSight;

    /** @param choose is told the index of the layer that the user chose */
    public LayerStrip(Controls controls, IntConsumer choose) {
        this.controls = controls;
        this.choose = choose;
        getStyleClass().addAll("card", "strip");
        cut = new StripCut(controls, columns, scroll, choose);
        row.getStyleClass().add("strip-row");
        scroll.setPannable(true);
        scroll.setFocusTraversable(false);
        scroll.addEventFilter(ScrollEvent.SCROLL, this::wheel);
        getChildren().add(scroll);
        scroll.hvalueProperty().addListener(change -> inSight = selected >= 0 && sees(buttons.get(selected)));
        InvalidationListener wider = change -> {
            if (inSight) Platform.runLater(() -> {
                if (selected >= 0) reveal(buttons.get(selected));
            });
        };
        scroll.viewportBoundsProperty().addListener(wider);
        row.widthProperty().addListener(wider);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        controls.keyboard().on(Shortcut.PREVIOUS_LAYER, () -> step(-1));
        controls.keyboard().on(Shortcut.NEXT_LAYER, () -> step(1));
    }

    /** @param cuts whether the network is cut behind the chosen layer */
    public void show(List<StripItem> items, boolean cuts) {
        List<Layer> now = items.stream().map(StripItem::layer).toList();
        int next = items.stream().filter(StripItem::selected).mapToInt(StripItem::index).findFirst().orElse(-1),
            behind = cuts ? next : -1;
        if (!now.equals(layers)) make(now);
        if (columns.isEmpty() || behind != cutBehind) arrange(behind);
        for (int i = 0; i < buttons.size(); i++) buttons.get(i).show(items.get(i));
        boolean other = next != selected && next >= 0;
        selected = next;
        if (other) reveal(buttons.get(next));
    }

    private void make(List<Layer> now) {
        layers = now;
        selected = -1;
        buttons.clear();
        columns.clear();
        for (int i = 0; i < now.size(); i++) {
            int index = i;
            buttons.add(new LayerButton(controls, now.get(i), () -> choose.accept(index)));
        }
    }

    /** Side by side; a column of chips ends where the network is cut. */
    private void arrange(int behind) {
        Node focused = buttons.stream().filter(Node::isFocused).findFirst().orElse(null);
        cutBehind = behind;
        unstyled = true;
        columns.clear();
        row.getChildren().setAll(cut);
        VBox chips = null;
        for (int i = 0; i < layers.size(); i++) {
            LayerButton button = buttons.get(i);
            if (LayerNames.large(layers.get(i))) {
                chips = null;
                row.getChildren().add(button);
            } else {
                if (chips == null || chips.getChildren().size() == CHIPS_IN_A_COLUMN || i - 1 == behind) {
                    row.getChildren().add(chips = column());
                }
                chips.getChildren().add(button);
            }
            columns.add(chips == null ? button : chips);
        }
        cut.show(behind);
        if (focused != null) focused.requestFocus();
    }

    private static VBox column() {
        VBox chips = new VBox();
        chips.getStyleClass().add("layer-chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        return chips;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.LEFT) step(-1);
        else if (event.getCode() == KeyCode.RIGHT) step(1);
        else if (event.getCode() == KeyCode.HOME) choose.accept(0);
        else if (event.getCode() == KeyCode.END) choose.accept(buttons.size() - 1);
        else return;
        event.consume();
    }

    private void step(int way) {
        int next = selected + way;
        if (next < 0 || next >= buttons.size()) return;
        boolean focused = buttons.stream().anyMatch(Node::isFocused);
        choose.accept(next);
        if (focused) buttons.get(next).requestFocus();
    }

    /** The wheel goes along the strip, whichever way it turns. */
    private void wheel(ScrollEvent event) {
        double room = row.getWidth() - scroll.getViewportBounds().getWidth();
        if (room <= 0 || event.getDeltaY() == 0) return;
        scroll.setHvalue(scroll.getHvalue() - event.getDeltaY() / room);
        event.consume();
    }

    private void reveal(Node button) {
        if (unstyled) applyCss(); // styles every node in it anew, and takes its time
        unstyled = false;
        layout();
        double sight = scroll.getViewportBounds().getWidth(), room = row.getWidth() - sight;
        if (room > 0 && !sees(button)) {
            scroll.setHvalue(Math.max(0, Math.min(1, (place(button).getCenterX() - sight / 2) / room)));
        }
        inSight = true;
    }

    private boolean sees(Node button) {
        double sight = scroll.getViewportBounds().getWidth(), left = scroll.getHvalue() * (row.getWidth() - sight);
        return place(button).getMinX() >= left && place(button).getMaxX() <= left + sight;
    }

    private Bounds place(Node button) {
        return row.sceneToLocal(button.localToScene(button.getLayoutBounds()));
    }
}
