package org.normscope.view.transfer;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.Wrong;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Texts;
import org.normscope.view.control.Tips;

/** A picture, what it is and what was said, and the training pictures that it resembles. */
final class WrongRow extends HBox {
    private static final double ARC = 8;
    /** So many that the words beside them are read whole. */
    private static final int FEW = 2;

    /** @param high whether there is room for what it resembles below the words, with names; else it stands beside */
    WrongRow(Wrong wrong, Texts texts, boolean high) {
        getStyleClass().addAll("wrong-row", high ? "high" : "low");
        PictureView picture = new PictureView(ARC);
        picture.getStyleClass().add("wrong-picture");
        picture.show(wrong.picture());
        Label was = Controls.told(new Label(texts.now("transfer.wrong.is", ClassNames.of(wrong.is(), texts))));
        Label said = Controls.told(new Label(texts.now("transfer.wrong.said", ClassNames.of(wrong.said(), texts),
            String.format(Locale.ROOT, "%.0f", 100 * wrong.probability()))));
        said.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // the figure at its end is seen
        said.getStyleClass().add(wrong.is().equals(wrong.said()) ? "good" : "selected-text");
        HBox near = new HBox();
        near.getStyleClass().add("near-row");
        List<Wrong.Near> nearest = wrong.nearest();
        for (Wrong.Near one : nearest.subList(0, high ? nearest.size() : Math.min(FEW, nearest.size()))) {
            PictureView view = new PictureView(ARC);
            view.getStyleClass().add("near-picture");
            view.show(one.picture());
            String is = ClassNames.of(one.is(), texts);
            VBox column = new VBox(view);
            column.getStyleClass().add("near");
            if (high) column.getChildren().add(name(is));
            else Tips.on(view, is);
            HBox.setHgrow(column, Priority.ALWAYS);
            near.getChildren().add(column);
        }
        VBox words = new VBox(was, said);
        words.getStyleClass().add("wrong-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        String name = PictureNames.title(wrong.file(), wrong.file(), texts);
        setAccessibleText(name + ": " + was.getText() + ", " + said.getText());
        getChildren().addAll(picture, words);
        (high ? words : this).getChildren().add(near);
    }

    private static Label name(String words) {
        Label name = Controls.told(new Label(words));
        name.getStyleClass().addAll("muted", "near-name");
        return name;
    }
}
