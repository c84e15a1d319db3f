package org.normscope.view.frame;

import java.util.Locale;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.network.Layer;
import org.normscope.state.desk.StripItem;
import org.normscope.view.control.Controls;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Pseudo;
import org.normscope.view.control.Shortcut;

/** One layer of the strip: a card with its map, name, operator and shape, or a chip with the same in little. */
public final class LayerButton extends ToggleButton {
    private final PictureView map = new PictureView(8);
    private final PictureView block = new PictureView(4);

    LayerButton(Controls controls, Layer layer, Runnable choose) {
        boolean large = LayerNames.large(layer);
        getStyleClass().setAll(large ? "layer-card" : "layer-chip");
        setGraphic(large ? card(layer) : chip(layer));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        controls.named(this, new ReadOnlyStringWrapper(
            layer.name() + " · " + layer.operator() + " · " + LayerNames.shape(layer)), Shortcut.TAB);
        setOnAction(event -> {
            setSelected(true);
            choose.run();
        });
    }

    void show(StripItem item) {
        setSelected(item.selected());
        setFocusTraversable(item.selected());
        map.show(item.map());
        block.show(item.block());
        block.setVisible(item.block() != null);
        pseudoClassStateChanged(Pseudo.BLOCKS, item.block() != null);
    }

    private Node card(Layer layer) {
        map.getStyleClass().add("layer-map");
        block.getStyleClass().add("layer-block");
        Label name = label(LayerNames.name(layer), "strong", "small");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox kind = new HBox(dot(layer),
            label(LayerNames.operator(layer) + " · " + LayerNames.shape(layer), "tiny", "muted"));
        kind.getStyleClass().add("layer-kind");
        kind.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(pictures(), name, kind);
        card.getStyleClass().add("layer-card-content");
        return card;
    }

    private Node chip(Layer layer) {
        map.getStyleClass().add("layer-map-small");
        block.getStyleClass().add("layer-map-small");
        HBox chip = new HBox(pictures(), dot(layer), label(LayerNames.operator(layer), "tiny"));
        chip.getStyleClass().add("layer-chip-content");
        chip.setAlignment(Pos.CENTER_LEFT);
        return chip;
    }

    /** The map, and the patches that fire its unit where they are known. */
    private HBox pictures() {
        block.managedProperty().bind(block.visibleProperty());
        block.setVisible(false);
        HBox pictures = new HBox(map, block);
        pictures.getStyleClass().add("layer-pictures");
        return pictures;
    }

    private static Region dot(Layer layer) {
        Region dot = new Region();
        dot.getStyleClass().addAll("kind", layer.kind().name().toLowerCase(Locale.ROOT));
        return dot;
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
