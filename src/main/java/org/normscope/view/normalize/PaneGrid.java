package org.normscope.view.normalize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;

/**
 * The panes side by side, filling their area whatever their number: as many columns as make the maps largest; where
 * the last row has fewer panes they are wider.
 */
public final class PaneGrid extends Region {
    /** What a pane has around its maps at least, in letters' heights: header, values, padding. */
    private static final double AROUND_WIDTH = 2, AROUND_HEIGHT = 6.5;
    private static final double GAP = 12;
    /** Pixels of a letter's height in most themes. */
    private static final double USUAL = 13;

    private final NormalizeModel model;
    private final Label letter = new Label();
    private final Map<PaneModel, PaneView> views = new HashMap<>();
    private final Function<PaneModel, PaneView> maker;
    private double aspect = 1;

    public PaneGrid(NormalizeModel model, Function<PaneModel, PaneView> maker) {
        this.model = model;
        this.maker = maker;
        getStyleClass().add("pane-grid");
        setMinSize(240, 220);
        letter.setManaged(false);
        letter.fontProperty().addListener(change -> requestLayout());
        model.panes().addListener((ListChangeListener<PaneModel>) change -> gather());
        gather();
    }

    /** In the order of the model. */
    public List<PaneView> panes() {
        return model.panes().stream().map(views::get).toList();
    }

    /** A pane keeps its view, wherever it moves. */
    private void gather() {
        views.keySet().retainAll(model.panes());
        model.panes().forEach(pane -> views.computeIfAbsent(pane, maker));
        getChildren().setAll(panes());
        getChildren().add(letter);
        requestLayout();
    }

    /**
     * Columns for a number of panes in an area: those with which a square mosaic would be largest, empty places
     * counting against it.
     */
    static int columns(int panes, double width, double height, double letter) {
        int best = 1;
        double most = -1;
        for (int columns = 1; columns <= panes; columns++) {
            int rows = (panes + columns - 1) / columns;
            double wide = (width - GAP * (columns - 1)) / columns - AROUND_WIDTH * letter;
            double tall = (height - GAP * (rows - 1)) / rows - AROUND_HEIGHT * letter;
            double uneven = (double) panes / (rows * columns);
            // A mosaic is laid out for its pane, so that its area counts, but thin strips show little.
            double score = wide <= 0 || tall <= 0 ? 0
                : wide * tall * Math.min(1, Math.min(wide / tall, 2 * tall / wide)) * uneven;
            if (score > most) {
                most = score;
                best = columns;
            }
        }
        return best;
    }

    @Override
    protected void layoutChildren() {
        List<Node> panes = getManagedChildren();
        if (panes.isEmpty()) return;
        int columns = columns(panes.size(), usual(getWidth(), getScene().getWidth()),
            usual(getHeight(), getScene().getHeight()), USUAL), rows = (panes.size() + columns - 1) / columns;
        double tall = (getHeight() - GAP * (rows - 1)) / rows;
        for (int i = 0; i < panes.size(); i++) {
            int row = i / columns, inRow = row < rows - 1 ? columns : panes.size() - columns * (rows - 1);
            double wide = (getWidth() - GAP * (inRow - 1)) / inRow,
                x = i % columns * (wide + GAP), y = row * (tall + GAP);
            double left = snapPositionX(x), top = snapPositionY(y);
            panes.get(i).resizeRelocate(left, top, snapPositionX(x + wide) - left, snapPositionY(y + tall) - top);
        }
        ((PaneView) panes.get(0)).mosaicAspect().ifPresent(this::tell);
    }

    /** What a theme of usual letters leaves of the window: larger ones are to lay the panes out alike. */
    private double usual(double extent, double window) {
        return window - (window - extent) * USUAL / letter.getFont().getSize();
    }

    /** Mosaics are laid out anew for a pane of another shape, not for every pixel of one that is being resized. */
    private void tell(double next) {
        if (Math.abs(Math.log(next / aspect)) < 0.03) return;
        aspect = next;
        model.setPaneAspect(next);
    }
}
