package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.state.shift.Meter;
import org.normscope.state.shift.ShiftModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.Texts;

/** What each network says of the picture, as it is and shifted. */
final class AnswersCard extends VBox {
    private final ShiftModel model;
    private final Texts texts;
    private final VBox list = new VBox();
    private final List<NetworkAnswers> shown = new ArrayList<>();

    AnswersCard(ShiftModel model, Controls controls) {
        this.model = model;
        texts = controls.texts();
        getStyleClass().addAll("card", "answers-card");
        controls.about(list, "shift.answers.list").getStyleClass().add("answers");
        ScrollPane scroll = FadingScroll.down(list);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(controls.label("shift.answers", "strong"), scroll);
        model.meter().addListener((property, old, now) -> show(now));
        texts.languageProperty().addListener((property, old, now) -> show(model.meter().get()));
        show(model.meter().get());
    }

    private void show(Meter meter) {
        int count = meter == null ? 0 : meter.networks().size();
        while (shown.size() < count) shown.add(new NetworkAnswers(texts));
        IntStream.range(0, count).forEach(i -> shown.get(i).show(meter.networks().get(i)));
        if (list.getChildren().size() != count) list.getChildren().setAll(shown.subList(0, count));
    }
}
