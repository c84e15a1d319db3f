package org.normscope.view.transfer;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import org.normscope.view.control.Texts;

/** An answer that is a row of bars and a sentence. */
final class BarPage implements FindingPage {
    private final BarChart chart;
    private final ObservableValue<String> answer;

    /**
     * @param about of the message that says what the bars are
     * @param bars  asked for whenever one of {@code of} changes, as is the answer
     */
    BarPage(Texts texts, boolean diagonal, String about, Supplier<List<BarChart.Bar>> bars, Supplier<String> sentence,
            Observable... of) {
        chart = new BarChart(diagonal);
        answer = texts.derived(sentence::get, of);
        Runnable show = () -> chart.show(bars.get(), texts.now(about));
        for (Observable one : of) one.addListener(change -> show.run());
        texts.languageProperty().addListener((property, old, now) -> show.run());
        show.run();
    }

    @Override
    public Region body() {
        return chart;
    }

    @Override
    public ObservableValue<String> answer() {
        return answer;
    }
}
