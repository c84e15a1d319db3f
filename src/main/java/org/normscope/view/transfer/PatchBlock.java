package org.normscope.view.transfer;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.state.transfer.UnitPatches;
import org.normscope.transfer.StrongestPlaces;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Texts;

/** Nine patches in three rows, the strongest first, with a word above. */
final class PatchBlock extends VBox {
    private static final int ROW = 3;
    private static final double ARC = 4;

    private final GridPane grid = new GridPane();

    PatchBlock(Texts texts, String key, ObservableValue<UnitPatches.@Nullable Nine> nine) {
        getStyleClass().add("patch-block");
        grid.getStyleClass().add("patch-grid");
        Label title = new Label();
        title.getStyleClass().addAll("muted", "small");
        title.textProperty().bind(texts.of(key));
        for (int i = 0; i < StrongestPlaces.PLACES; i++) {
            PictureView view = new PictureView(ARC);
            view.getStyleClass().add("moved-patch");
            grid.add(view, i % ROW, i / ROW);
        }
        accessibleTextProperty().bind(title.textProperty());
        getChildren().addAll(title, grid);
        nine.addListener((property, old, now) -> show(now));
        // Held here: what is mapped from a property goes when nobody holds it.
        setUserData(nine);
        show(nine.getValue());
    }

    private void show(UnitPatches.@Nullable Nine nine) {
        List<Pixels> pixels = nine == null ? List.of() : nine.pixels();
        for (int i = 0; i < StrongestPlaces.PLACES; i++) {
            ((PictureView) grid.getChildren().get(i)).show(i < pixels.size() ? pixels.get(i) : null);
        }
    }
}
