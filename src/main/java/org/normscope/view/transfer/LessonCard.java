package org.normscope.view.transfer;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.Deeper;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Room;

/** The lesson: how few pictures are enough. */
final class LessonCard extends VBox {
    /** @param high whether there is room for what explains it */
    LessonCard(TransferModel model, Controls controls, ObservableValue<Boolean> high) {
        getStyleClass().addAll("card", "lesson-card");
        Label title = controls.about(controls.label("transfer.lesson", "strong"), "transfer.lesson.about");
        Label about = controls.label("transfer.lesson.about", "muted", "small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        LessonChart chart = new LessonChart(controls.texts());
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(title, Room.shown(about, high), chart);
        Runnable show = () -> chart.show(model.lesson().get(), model.deeper());
        model.lesson().addListener((property, old, now) -> show.run());
        model.deeper().addListener((ListChangeListener<Deeper>) change -> show.run());
        controls.texts().languageProperty().addListener((property, old, now) -> show.run());
        show.run();
    }
}
