package org.normscope.view.frame;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;

/** What the words and signs of the window mean, one sentence each; lies over the window until closed. */
final class Glossary extends StackPane {
    private static final List<String> TERMS = List.of("activation", "batch", "batchNorm", "cell", "channel", "corpus",
        "divergence", "epsilon", "field", "gamma", "groupNorm", "mixtures", "instanceNorm", "inserted",
        "layer", "layerNorm", "localResponse", "map", "mu", "onnx", "rho", "swap", "tray", "unit");

    private final Button close;
    private Node before;

    Glossary(Controls controls) {
        getStyleClass().add("veil");
        close = controls.icon("glossary.close", MaterialDesignC.CLOSE, Shortcut.TAB, this::hide);
        close.getStyleClass().add("flat");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(controls.label("glossary.title", "title"), gap, close);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox terms = new VBox();
        terms.getStyleClass().add("glossary");
        for (String term : TERMS) terms.getChildren().add(entry(controls, term));
        ScrollPane scroll = new ScrollPane(terms);
        scroll.setFitToWidth(true);
        VBox sheet = new VBox(head, scroll);
        sheet.getStyleClass().addAll("card", "help-sheet", "glossary-sheet");
        sheet.setMaxHeight(USE_PREF_SIZE);
        getChildren().add(sheet);
        setVisible(false);
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) hide();
        });
    }

    private static HBox entry(Controls controls, String term) {
        Label word = controls.label("glossary.term." + term, "strong"),
            meaning = controls.label("glossary.meaning." + term);
        word.getStyleClass().add("glossary-term");
        meaning.setWrapText(true);
        meaning.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(meaning, Priority.ALWAYS);
        HBox entry = new HBox(word, meaning);
        entry.getStyleClass().add("glossary-entry");
        return entry;
    }

    void toggle() {
        if (isVisible()) {
            hide();
            return;
        }
        before = getScene().getFocusOwner();
        setVisible(true);
        close.requestFocus();
    }

    void hide() {
        setVisible(false);
        if (before != null) before.requestFocus();
    }
}
