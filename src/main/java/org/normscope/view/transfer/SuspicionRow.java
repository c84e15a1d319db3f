package org.normscope.view.transfer;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.Suspicion;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** A picture that probably stands in the wrong class, and what can be done about it. */
final class SuspicionRow extends HBox {
    private static final double ARC = 8;

    SuspicionRow(Suspicion suspicion, TransferModel model, Controls controls) {
        Texts texts = controls.texts();
        getStyleClass().addAll("inset", "suspicion");
        PictureView picture = new PictureView(ARC);
        picture.getStyleClass().addAll("wrong-picture", "suspicious");
        picture.show(suspicion.picture());
        Label is = controls.label(texts.derived(() -> texts.now("transfer.suspicion",
            ClassNames.of(suspicion.is(), texts), ClassNames.of(suspicion.better(), texts))));
        is.setWrapText(true);
        is.setMinHeight(Region.USE_PREF_SIZE);
        String hash = suspicion.opinion().example().hash();
        Button move = controls.button("transfer.move", Shortcut.TAB, () -> model.relabel(hash, suspicion.better()));
        Button out = controls.button("transfer.takeOut", Shortcut.TAB, () -> model.takeOut(hash));
        for (Button button : new Button[] {move, out}) button.setMinWidth(Region.USE_PREF_SIZE);
        FlowPane verbs = new FlowPane(move, out);
        verbs.getStyleClass().add("wrapped-row");
        VBox words = new VBox(is, verbs);
        words.getStyleClass().add("wrong-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(picture, words);
    }
}
