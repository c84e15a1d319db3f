package org.normscope.view.normalize;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.normscope.color.Mosaic;
import org.normscope.view.control.PanePlacement;
import org.normscope.view.control.Pseudo;

/**
 * The numbers of units in the corners of their tiles: of the one under the cross-hair, of all where tiles are large.
 */
final class UnitNumbers extends Pane {
    private static final double LARGE_TILE = 72, SMALL_TILE = 40;

    private final List<Label> labels = new ArrayList<>();

    void lay(Mosaic mosaic, PanePlacement place, double width, double height, Mosaic.@Nullable Spot spot) {
        resize(width, height);
        int used = 0;
        double tile = Math.min(mosaic.tileWidth(), 2 * mosaic.tileHeight()) * place.scale();
        for (int unit = mosaic.first(); unit < mosaic.first() + mosaic.units(); unit++) {
            boolean pointed = spot != null && spot.c() == unit;
            double x = place.toPaneX(mosaic.left(unit)), y = place.toPaneY(mosaic.top(unit));
            boolean visible = x < width - 8 && y < height - 8
                && x + mosaic.tileWidth() * place.scale() > 8 && y + mosaic.tileHeight() * place.scale() > 8;
            if (visible && tile >= (pointed ? SMALL_TILE : LARGE_TILE)) {
                put(used++, unit, pointed, Math.max(0, x), Math.max(0, y));
            }
        }
        for (int i = used; i < labels.size(); i++) labels.get(i).setVisible(false);
    }

    private void put(int index, int unit, boolean pointed, double x, double y) {
        if (index == labels.size()) {
            Label label = new Label();
            label.getStyleClass().add("unit-number");
            labels.add(label);
            getChildren().add(label);
        }
        Label label = labels.get(index);
        label.setVisible(true);
        label.setText(Integer.toString(unit));
        label.pseudoClassStateChanged(Pseudo.POINTED, pointed);
        label.relocate(Math.round(x) + 3, Math.round(y) + 3);
        label.autosize();
    }
}
