package org.normscope.view.frame;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;

/** What the words and signs of the window mean, one sentence each; lies over the window until closed. */
final class Glossary extends Overlay {
    private static final List<String> TERMS = List.of("activation", "batch", "batchNorm", "cell", "channel", "corpus",
        "divergence", "epsilon", "field", "gamma", "groupNorm", "mixtures", "instanceNorm", "inserted",
        "layer", "layerNorm", "localResponse", "map", "mu", "onnx", "rho", "swap", "tray", "unit");

    Glossary(Controls controls) {
        super(controls, "glossary.title");
    }

    @Override
    void fill(VBox sheet, Controls controls) {
        VBox terms = new VBox();
        terms.getStyleClass().add("glossary");
        for (String term : TERMS) terms.getChildren().add(entry(controls, term));
        ScrollPane scroll = FadingScroll.down(terms);
        sheet.getChildren().add(scroll);
        sheet.getStyleClass().add("glossary-sheet");
        sheet.setMaxHeight(USE_PREF_SIZE);
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
}
