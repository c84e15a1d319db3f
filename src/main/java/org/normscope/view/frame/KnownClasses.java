package org.normscope.view.frame;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.normscope.network.Labels;
import org.normscope.network.Network;
import org.normscope.state.desk.Subject;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** What the network tells apart, and a file that says what its classes are called. */
final class KnownClasses extends VBox {
    /** More are said to be more. */
    private static final int NAMED = 12;

    KnownClasses(Controls controls, Subject model, FileAsker asker) {
        super(8);
        Texts texts = controls.texts();
        Label knows = controls.label(
            texts.derived(() -> words(texts, model.network().get()), model.network()), "small");
        knows.setWrapText(true);
        knows.setMaxWidth(PreprocessingEditor.WIDE);
        knows.setId("known-classes");
        Button labels = controls.button("labels.choose", MaterialDesignL.LABEL_OUTLINE, Shortcut.TAB,
            () -> asker.open(FileAsker.Kind.LABELS).stream().findFirst().map(Path::toString)
                .ifPresent(file -> model.setInput(Labels.KEY, file)));
        Label file = controls.label(texts.derived(() -> file(model), model.choice()), "small", "muted");
        Button back = controls.icon("labels.back", MaterialDesignR.RESTORE, Shortcut.TAB,
            () -> model.setInput(Labels.KEY, null));
        back.getStyleClass().addAll("flat", "muted");
        back.visibleProperty().bind(file.textProperty().isNotEmpty());
        getChildren().addAll(controls.label("labels.title", "strong"), knows, new HBox(8, labels, file, back));
    }

    private static String file(Subject model) {
        String file = model.choice().get().network().input().get(Labels.KEY);
        return file == null ? "" : String.valueOf(Path.of(file).getFileName());
    }

    private static String words(Texts texts, Network network) {
        if (network == null) return "";
        if (!network.givesClasses()) return texts.now("labels.none");
        List<String> labels = network.spec().labels();
        String count = Integer.toString(network.classes());
        if (labels.isEmpty()) return texts.now("labels.unnamed", count);
        String names = labels.stream().limit(NAMED).map(label -> ClassNames.of(label, texts))
            .collect(Collectors.joining(", "));
        return texts.now(labels.size() > NAMED ? "labels.more" : "labels.all", network.classes(), names);
    }
}
