package org.normscope.view.transfer;

import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Room;

/** The Transfer workspace: your classes, how few pictures are enough, where it errs. */
final class TransferView extends VBox {
    /** Below this many letters' heights the columns at both sides make themselves narrow. */
    private static final double ROOMY = 100;
    /** Below this many high, what explains things makes room for the things, and is told at the pointer. */
    private static final double HIGH = 40;

    /** @param recent folders of pictures opened last */
    TransferView(TransferModel model, Controls controls, List<String> recent, FileAsker asker) {
        getStyleClass().add("transfer");
        Label letter = new Label();
        letter.setManaged(false);
        Room.tight(this, letter, ROOMY);
        BooleanBinding high = Room.high(this, letter, HIGH);
        LessonCard lesson = new LessonCard(model, controls, asker, high);
        VBox middle = new VBox(lesson, new RunCard(model, controls));
        middle.getStyleClass().add("transfer-column");
        middle.setMinWidth(0);
        VBox.setVgrow(lesson, Priority.ALWAYS);
        HBox.setHgrow(middle, Priority.ALWAYS);
        ErrsCard errs = new ErrsCard(model, controls, high);
        VBox right = new VBox(errs, new TryCard(model, controls, asker, high));
        right.getStyleClass().addAll("transfer-column", "transfer-right");
        VBox.setVgrow(errs, Priority.ALWAYS);
        HBox columns = new HBox(new ClassesCard(model, controls, recent, asker), middle, right);
        columns.getStyleClass().add("transfer-columns");
        columns.setMinHeight(0);
        VBox.setVgrow(columns, Priority.ALWAYS);
        getChildren().addAll(letter, new CutBar(model, controls), columns);
    }
}
