package org.normscope.view.tree;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;
import org.normscope.view.control.Texts;

/**
 * How a descent's loss falls, step by step: a curve for each size of the picture, coarse to fine. The loss is on a
 * logarithmic scale; each curve fills the height, since losses of different sizes do not compare.
 */
final class LossCurves extends Region {
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<List<Double>>> shown = new ReadOnlyObjectWrapper<>(this, "shown",
        List.of());

    LossCurves(Texts texts) {
        this.texts = texts;
        getStyleClass().add("loss-curves");
    }

    void show(List<List<Double>> next) {
        if (next.equals(shown.get())) return;
        shown.set(next);
        getChildren().setAll(next.stream().map(size -> {
            Polyline curve = new Polyline();
            curve.getStyleClass().add("loss-curve");
            curve.setManaged(false);
            return curve;
        }).toList());
        requestLayout();
    }

    ReadOnlyObjectProperty<List<List<Double>>> shown() {
        return shown.getReadOnlyProperty();
    }

    /** "Step 87, in 3 sizes; of this one the loss fell from 21 to 4.2". */
    String words() {
        List<List<Double>> losses = shown.get();
        if (losses.isEmpty()) return "";
        List<Double> last = losses.get(losses.size() - 1);
        return texts.now("tree.loss", count(), losses.size(), rounded(last.get(0)), rounded(last.get(last.size() - 1)));
    }

    private int count() {
        return shown.get().stream().mapToInt(List::size).sum();
    }

    private static String rounded(double loss) {
        return String.format(Locale.ROOT, "%.3g", loss);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 48;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 48;
    }

    @Override
    protected void layoutChildren() {
        List<List<Double>> losses = shown.get();
        double wide = getWidth() / Math.max(1, count() - 1), high = getHeight() - 4;
        int step = 0;
        for (int i = 0; i < losses.size(); i++) {
            List<Double> size = losses.get(i);
            double least = size.stream().mapToDouble(LossCurves::height).min().orElse(0),
                range = size.stream().mapToDouble(LossCurves::height).max().orElse(1) - least;
            Polyline curve = (Polyline) getChildren().get(i);
            curve.getPoints().clear();
            for (double loss : size) {
                double share = range > 0 ? (height(loss) - least) / range : .5;
                curve.getPoints().addAll(step++ * wide, 2 + high * (1 - share));
            }
        }
    }

    private static double height(double loss) {
        return Math.log(Math.max(loss, 1e-12));
    }
}
