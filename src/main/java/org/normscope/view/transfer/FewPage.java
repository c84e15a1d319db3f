package org.normscope.view.transfer;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.layout.Region;
import org.normscope.state.transfer.Deeper;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.Texts;

/** How few pictures are enough. */
final class FewPage implements FindingPage {
    private final TransferModel model;
    private final Texts texts;
    private final LessonChart chart;

    FewPage(TransferModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        chart = new LessonChart(texts);
        model.lesson().addListener((property, old, now) -> show());
        model.findings().ways().addListener((property, old, now) -> show());
        model.deeper().addListener((ListChangeListener<Deeper>) change -> show());
        texts.languageProperty().addListener((property, old, now) -> show());
        show();
    }

    private void show() {
        chart.show(model.lesson().get(), model.findings().ways().get(), model.deeper());
    }

    @Override
    public Region body() {
        return chart;
    }

    @Override
    public ObservableValue<String> answer() {
        return texts.derived(() -> {
            int enough = model.findings().ways().get().enough();
            return enough == 0 ? "" : texts.now("transfer.ways.enough", enough);
        }, model.findings().ways());
    }
}
