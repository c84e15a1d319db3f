package org.normscope.view;

import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.normscope.state.Effect;
import org.normscope.state.NormalizeModel;
import org.normscope.state.PaneModel;
import org.normscope.state.PaneSettings;
import org.normscope.state.Words;

/** A pane's name, the cells that share its statistics, the class that the network sees then, and its menu. */
final class PaneHeader extends HBox {
    private static final PseudoClass RAW = PseudoClass.getPseudoClass("raw");

    private final PaneModel pane;
    private final Label name = new Label(), cells = new Label(), label = new Label(), probability = new Label();

    PaneHeader(NormalizeModel model, PaneModel pane, Texts texts, Node menu) {
        this.pane = pane;
        name.getStyleClass().addAll("strong", "pane-name");
        cells.getStyleClass().addAll("number", "pane-cells");
        label.getStyleClass().add("pane-class");
        probability.getStyleClass().addAll("strong", "pane-probability");
        name.setMinWidth(Region.USE_PREF_SIZE);
        probability.setMinWidth(Region.USE_PREF_SIZE);
        cells.setMinWidth(0);
        label.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(name, cells, gap, label, probability, menu);
        getStyleClass().add("pane-header");
        setAlignment(Pos.CENTER_LEFT);
        name.textProperty().bind(Bindings.createStringBinding(
            () -> NormalizationNames.title(pane.settings().get(), model.panes(), texts),
            pane.settings(), model.settings(), texts.languageProperty()));
        cells.textProperty().bind(Bindings.createStringBinding(() -> cells(texts), pane.cells(), pane.settings(), texts.languageProperty()));
        name.pseudoClassStateChanged(RAW, pane.settings().get().raw());
        pane.settings().addListener((property, old, now) -> name.pseudoClassStateChanged(RAW, now.raw()));
        pane.effect().addListener((property, old, effect) -> show(effect));
        show(pane.effect().get());
    }

    private String cells(Texts texts) {
        PaneSettings settings = pane.settings().get();
        if (settings.raw()) return texts.now("pane.activation");
        Words words = pane.cells().get();
        return words == null ? "" : words.in(texts.language());
    }

    /** The first class after; in the accent colour where it is another than before. */
    private void show(Effect effect) {
        boolean known = effect != null && !effect.after().isEmpty();
        label.setText(known ? effect.after().get(0).label() : "");
        probability.setText(known ? Figures.percent(effect.after().get(0).after()) : "");
        boolean turned = known && !effect.before().isEmpty() && effect.before().get(0).index() != effect.after().get(0).index();
        probability.pseudoClassStateChanged(Pseudo.CHOSEN, turned);
    }
}
