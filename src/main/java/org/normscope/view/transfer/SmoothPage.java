package org.normscope.view.transfer;

import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import org.normscope.state.transfer.Findings;
import org.normscope.state.transfer.Smoothness;
import org.normscope.view.control.Texts;

/** Why batch normalization helps: what is met along the gradient with it and without. */
final class SmoothPage implements FindingPage {
    private final Findings findings;
    private final Texts texts;
    private final SmoothChart chart;

    SmoothPage(Findings findings, Texts texts) {
        this.findings = findings;
        this.texts = texts;
        chart = new SmoothChart(texts);
        findings.smooth().addListener((property, old, now) -> chart.show(now));
        texts.languageProperty().addListener((property, old, now) -> chart.show(findings.smooth().get()));
        chart.show(findings.smooth().get());
    }

    @Override
    public Region body() {
        return chart;
    }

    @Override
    public ObservableValue<String> answer() {
        return texts.derived(() -> {
            Smoothness smooth = findings.smooth().get();
            return smooth == null ? "" : SmoothChart.answer(smooth, texts);
        }, findings.smooth());
    }
}
