package org.normscope.view.transfer;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.network.Prediction;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** What the head says of the current picture; the result as a file. */
final class TryCard extends VBox {
    /** Pixels: of the picture's corners, of a bar. */
    private static final double ARC = 10, LEAST = 20;
    private static final int MOST = 5, FEW = 3;

    private final TransferModel model;
    private final Texts texts;
    private final ObservableValue<Boolean> high;
    private final GridPane grid = new GridPane();

    /** @param high whether there is room for many answers */
    TryCard(TransferModel model, Controls controls, FileAsker asker, ObservableValue<Boolean> high) {
        this.model = model;
        this.high = high;
        texts = controls.texts();
        getStyleClass().addAll("card", "try-card");
        PictureView picture = new PictureView(ARC);
        picture.getStyleClass().add("try-picture");
        model.seen().addListener((property, old, now) -> picture.show(now));
        picture.show(model.seen().get());
        grid.getStyleClass().add("answer-grid");
        // Names as wide as they are, the bars what they leave.
        ColumnConstraints name = new ColumnConstraints(), bar = new ColumnConstraints(),
            value = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        value.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().setAll(name, bar, value);
        HBox.setHgrow(grid, Priority.ALWAYS);
        HBox row = new HBox(picture, grid);
        row.getStyleClass().add("try-row");
        Label hint = controls.label("transfer.try.hint", "muted", "small");
        Controls.told(hint);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label title = controls.label("transfer.try", "strong");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(title, gap, Room.shown(hint, high));
        head.getStyleClass().add("figure-head");
        setMinHeight(Region.USE_PREF_SIZE);
        Button save = controls.button("transfer.save", MaterialDesignC.CONTENT_SAVE_OUTLINE, Shortcut.TAB,
            () -> asker.save(FileAsker.Kind.NETWORK, "classes.onnx").ifPresent(file -> model.save(file, false)));
        Button open = controls.button("transfer.saveOpen", Shortcut.TAB,
            () -> asker.save(FileAsker.Kind.NETWORK, "classes.onnx").ifPresent(file -> model.save(file, true)));
        save.getStyleClass().add("primary");
        for (Button button : new Button[] {save, open}) {
            button.disableProperty().bind(Bindings.isNull(model.lesson()));
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        save.contentDisplayProperty().bind(high.map(room -> room ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY));
        HBox verbs = new HBox();
        verbs.getStyleClass().add("data-row");
        verbs.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, row, Room.shown(verbs, high));
        Runnable place = () -> {
            head.getChildren().removeAll(save, open);
            verbs.getChildren().clear();
            (high.getValue() ? verbs : head).getChildren().addAll(save, open);
            show();
        };
        model.tried().addListener((property, old, now) -> show());
        high.addListener((property, old, now) -> place.run());
        texts.languageProperty().addListener((property, old, now) -> show());
        place.run();
    }

    private void show() {
        grid.getChildren().clear();
        int row = 0;
        for (Prediction said : model.tried().get().stream().limit(high.getValue() ? MOST : FEW).toList()) {
            Label name = Controls.told(new Label(ClassNames.of(said.label(), texts)));
            if (row == 0) name.getStyleClass().add("strong");
            ProgressBar bar = new ProgressBar(said.probability());
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setMinWidth(LEAST);
            bar.setPrefWidth(LEAST);
            Label value = new Label(Figures.percent(said.probability()));
            value.getStyleClass().add("number");
            bar.setAccessibleText(name.getText() + " " + value.getText());
            grid.addRow(row++, name, bar, value);
        }
    }
}
