package org.normscope.view.normalize;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.normscope.state.desk.Words;
import org.normscope.state.normalize.Effect;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Patience;
import org.normscope.view.control.Pseudo;
import org.normscope.view.control.Texts;

/** A pane's name, the cells that share its statistics, the class that the network sees then, and its menu. */
final class PaneHeader extends Region {
    private static final double GAP = 7;
    /** Letters' heights to which a class's name is shortened before the cells' names go. */
    private static final double SHORT = 4.5;

    private static final PseudoClass RAW = PseudoClass.getPseudoClass("raw");

    private final PaneModel pane;
    private final Node menu;
    private final Texts texts;
    private final Label name = new Label(), cells = new Label(), label = new Label(), probability = new Label();

    PaneHeader(NormalizeModel model, PaneModel pane, Controls controls, Node menu) {
        texts = controls.texts();
        this.pane = pane;
        this.menu = menu;
        name.getStyleClass().addAll("strong", "pane-name");
        cells.getStyleClass().addAll("number", "pane-cells");
        label.getStyleClass().add("pane-class");
        probability.getStyleClass().addAll("strong", "pane-probability");
        getChildren().addAll(name, cells, label, probability, menu);
        getStyleClass().add("pane-header");
        name.textProperty().bind(Bindings.createStringBinding(
            () -> NormalizationNames.title(pane.settings().get(), model.panes(), texts),
            pane.settings(), model.settings(), texts.languageProperty()));
        cells.textProperty().bind(
            Bindings.createStringBinding(this::cells, pane.cells(), pane.settings(), texts.languageProperty()));
        name.pseudoClassStateChanged(RAW, pane.settings().get().raw());
        pane.settings().addListener((property, old, now) -> name.pseudoClassStateChanged(RAW, now.raw()));
        controls.about(name, texts.derived(() -> pane.settings().get().raw() ? texts.now("tip.pane.raw")
            : texts.now("tip.pane.name", NormalizationNames.full(pane.settings().get(), texts)), pane.settings()));
        controls.about(cells, "pane.cells");
        controls.about(probability, "pane.answer");
        // It may be shortened.
        controls.about(label, texts.derived(() -> label.getText() + ": " + texts.now("tip.pane.answer"),
            label.textProperty()));
        texts.languageProperty().addListener(ignored -> show(pane.effect().get()));
        Patience.follow(pane.effect(), this::show);
    }

    private String cells() {
        PaneSettings settings = pane.settings().get();
        if (settings.raw()) return texts.now("pane.activation");
        Words words = pane.cells().get();
        return words == null ? "" : words.in(texts.language());
    }

    /** The first class after; in the accent colour where it is another than before. */
    private void show(Effect effect) {
        boolean known = effect != null && !effect.after().isEmpty();
        label.setText(known ? ClassNames.of(effect.after().get(0).label(), texts) : "");
        probability.setText(known ? Figures.percent(effect.after().get(0).after()) : "");
        boolean turned = known && !effect.before().isEmpty()
            && effect.before().get(0).index() != effect.after().get(0).index();
        probability.pseudoClassStateChanged(Pseudo.CHOSEN, turned);
    }

    @Override
    protected double computePrefHeight(double width) {
        return getChildren().stream().mapToDouble(part -> part.prefHeight(-1)).max().orElse(0);
    }

    /**
     * What matters less gives way first: a class's name is shortened where that leaves room for the cells' names; then
     * these go, then the class's name, then its probability.
     */
    @Override
    protected void layoutChildren() {
        double right = fromRight(menu, getWidth(), true);
        right = fromRight(probability, right,
            right >= name.prefWidth(-1) + GAP + probability.prefWidth(-1));
        double left = Math.min(name.prefWidth(-1), Math.max(0, right));
        place(name, 0, left);
        double named = label.prefWidth(-1), beside = Math.floor(right - left - 2 * GAP - cells.prefWidth(-1)),
            least = Math.min(named, SHORT * label.getFont().getSize());
        right = fromRight(label, right, right - left > least + GAP,
            Math.min(named, beside >= least ? beside : right - left - GAP));
        double room = right - left - GAP;
        cells.setVisible(room >= cells.prefWidth(-1));
        place(cells, left + GAP, Math.max(0, Math.min(room, cells.prefWidth(-1))));
    }

    /** Where the next part to the left may end. */
    private double fromRight(Node part, double right, boolean fits) {
        return fromRight(part, right, fits, part.prefWidth(-1));
    }

    private double fromRight(Node part, double right, boolean fits, double width) {
        part.setVisible(fits);
        if (!fits) return right;
        double wide = snapSizeX(width);
        place(part, right - wide, wide);
        return right - wide - (wide > 0 ? GAP : 0);
    }

    private void place(Node part, double x, double wide) {
        double tall = part.prefHeight(-1);
        part.resizeRelocate(snapPositionX(x), snapPositionY((getHeight() - tall) / 2), wide, tall);
    }
}
