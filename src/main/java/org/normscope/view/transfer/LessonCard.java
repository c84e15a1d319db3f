package org.normscope.view.transfer;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.Deeper;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.Controls;

/** The lesson: how few pictures are enough. */
final class LessonCard extends VBox {
    LessonCard(TransferModel model, Controls controls) {
        getStyleClass().addAll("card", "lesson-card");
        Label title = controls.label("transfer.lesson", "strong");
        Label about = controls.label("transfer.lesson.about", "muted", "small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        LessonChart chart = new LessonChart(controls.texts());
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(title, about, chart);
        Runnable show = () -> chart.show(model.lesson().get(), model.deeper());
        model.lesson().addListener((property, old, now) -> show.run());
        model.deeper().addListener((ListChangeListener<Deeper>) change -> show.run());
        controls.texts().languageProperty().addListener((property, old, now) -> show.run());
        show.run();
    }
}
