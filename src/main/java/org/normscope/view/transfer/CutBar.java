package org.normscope.view.transfer;

import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.network.Layer;
import org.normscope.state.transfer.Lesson;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** What stays as it is and what is trained, on both sides of the cut; the strip above says where that is. */
final class CutBar extends HBox {
    /** Letters' heights below which little is told of what is trained: the rest is in its tip. */
    private static final double WIDE = 76;

    private final TransferModel model;
    private final Texts texts;

    CutBar(TransferModel model, Controls controls) {
        this.model = model;
        texts = controls.texts();
        getStyleClass().addAll("card", "cut-bar");
        Label frozen = controls.label(texts.derived(() -> lesson() == null ? texts.now("transfer.frozen")
            : texts.now("transfer.frozen.weights", weights(lesson().frozen())), model.lesson()));
        frozen.setGraphic(new FontIcon(MaterialDesignS.SNOWFLAKE));
        frozen.getStyleClass().add("frozen");
        Label cut = controls.label(texts.derived(this::cut, model.layer()), "strong");
        cut.getStyleClass().add("cut-place");
        BooleanBinding wide = Room.enough(this, cut, WIDE);
        Label trained = controls.label(texts.derived(() -> trained(wide.get()), model.lesson(), wide));
        controls.about(trained, texts.derived(() -> trained(true), model.lesson()));
        trained.setGraphic(new FontIcon(MaterialDesignF.FIRE));
        trained.getStyleClass().add("trained");
        Button end = controls.button("transfer.cut.end", Shortcut.TAB, model::cutAtEnd);
        end.disableProperty().bind(model.settings().map(settings -> settings.cut().isEmpty()));
        end.setMinWidth(Region.USE_PREF_SIZE);
        Region left = new Region(), right = new Region();
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        trained.setMinWidth(0);
        for (Label label : new Label[] {frozen, cut}) Controls.told(label);
        getChildren().addAll(frozen, left, cut, end, right, trained);
    }

    private Lesson lesson() {
        return model.lesson().get();
    }

    private String trained(boolean all) {
        if (lesson() == null) return texts.now("transfer.trained");
        String weights = weights(lesson().trained());
        return all ? texts.now("transfer.trained.weights", lesson().classes().size(), lesson().cut().count(), weights)
            : texts.now("transfer.trained.brief", weights);
    }

    private String cut() {
        Layer layer = model.layer().get();
        if (layer == null) return "";
        return texts.now("transfer.cut.after", layer.name(), LayerNames.size(layer, texts));
    }

    /** In thousands and millions, or in ten thousands, as the language counts. */
    private String weights(long count) {
        if (count < 10_000) return texts.now("transfer.weights.few", count);
        return count < 1_000_000 ? texts.now("transfer.weights.thousands", count / 1e3, count / 1e4)
            : texts.now("transfer.weights.millions", count / 1e6, count / 1e4);
    }
}
