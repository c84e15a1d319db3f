package org.normscope.view.transfer;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.Wrong;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Texts;

/** A picture, what it is and what was said, and the training pictures that it resembles. */
final class WrongRow extends HBox {
    private static final double ARC = 8;

    WrongRow(Wrong wrong, Texts texts) {
        getStyleClass().add("wrong-row");
        PictureView picture = new PictureView(ARC);
        picture.getStyleClass().add("wrong-picture");
        picture.show(wrong.picture());
        Label is = Controls.told(new Label(texts.now("transfer.wrong.is", ClassNames.of(wrong.is(), texts))));
        Label said = Controls.told(new Label(texts.now("transfer.wrong.said", ClassNames.of(wrong.said(), texts),
            String.format(Locale.ROOT, "%.0f", 100 * wrong.probability()))));
        said.getStyleClass().add(wrong.is().equals(wrong.said()) ? "good" : "selected-text");
        HBox near = new HBox();
        near.getStyleClass().add("near-row");
        for (Wrong.Near one : wrong.nearest()) {
            PictureView view = new PictureView(ARC);
            view.getStyleClass().add("near-picture");
            view.show(one.picture());
            Label name = Controls.told(new Label(ClassNames.of(one.is(), texts)));
            name.getStyleClass().addAll("muted", "near-name");
            VBox column = new VBox(view, name);
            column.getStyleClass().add("near");
            HBox.setHgrow(column, Priority.ALWAYS);
            near.getChildren().add(column);
        }
        VBox words = new VBox(is, said, near);
        words.getStyleClass().add("wrong-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        setAccessibleText(wrong.file() + ": " + is.getText() + ", " + said.getText());
        getChildren().addAll(picture, words);
    }
}
