package org.normscope.view.normalize;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.normscope.state.normalize.LrnComparison;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.MapThumbnail;
import org.normscope.view.control.Texts;

/** What LRN's sums are in other words, 1 x 1 convolution or average pooling, with the maps to show it. */
final class LrnSection extends VBox {
    private final Texts texts;
    private final Label text = new Label(), agreement = new Label(), direct = new Label(), other = new Label();
    private final MapThumbnail directMap = new MapThumbnail(), otherMap = new MapThumbnail();
    private final NormalizeModel model;

    LrnSection(NormalizeModel model, Controls controls) {
        this.model = model;
        this.texts = controls.texts();
        getStyleClass().add("section");
        Label title = controls.label("inspector.lrn", "strong");
        title.setWrapText(true);
        text.setWrapText(true);
        text.getStyleClass().add("muted");
        agreement.setWrapText(true);
        agreement.getStyleClass().addAll("muted", "small");
        direct.getStyleClass().addAll("muted", "tiny");
        other.getStyleClass().addAll("muted", "tiny");
        GridPane maps = new GridPane();
        maps.getStyleClass().add("effect-maps");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            maps.getColumnConstraints().add(half);
        }
        maps.addRow(0, direct, other);
        maps.addRow(1, directMap, otherMap);
        getChildren().addAll(Controls.rule(), title, text, maps, agreement);
        model.comparison().addListener(ignored -> show());
        texts.languageProperty().addListener(ignored -> show());
        show();
    }

    private void show() {
        LrnComparison comparison = model.comparison().get();
        setVisible(comparison != null);
        setManaged(comparison != null);
        if (comparison == null) return;
        boolean inter = comparison.interChannel();
        text.setText(texts.now(inter ? "inspector.lrnInter" : "inspector.lrnIntra"));
        direct.setText(texts.now("inspector.lrnDirect"));
        other.setText(texts.now(inter ? "inspector.lrnByInter" : "inspector.lrnByIntra"));
        agreement.setText(texts.now("inspector.lrnAgreement", Figures.plain(comparison.largestDifference())));
        directMap.show(comparison.direct());
        otherMap.show(comparison.byOtherOperator());
    }
}
