package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Pictured;
import org.normscope.state.desk.Placed;
import org.normscope.state.desk.SubjectChoice;

/**
 * The choices of the Normalize workspace.
 *
 * @param network      see {@link NetworkChoice}
 * @param pictures     the batch, in order
 * @param active       index of the picture whose maps are shown; 0 where there is none
 * @param layer        name of the chosen layer; where the network has none of that name, one is chosen for it
 * @param panes        1 to {@link #MOST_PANES}, in order
 * @param selectedPane key of the pane whose parameters the inspector shows
 * @param view         how all panes show their maps
 * @param brush        see {@link Brush}
 * @param decision     what is asked of the network's decision
 */
public record NormalizeSettings(NetworkChoice network, List<PictureChoice> pictures, int active, String layer,
                                List<PaneSettings> panes, int selectedPane, MapView view,
                                Brush brush, DecisionSettings decision) implements SubjectChoice,
    Placed, Pictured {
    /** Of the workspace. */
    public static final String ID = "normalize";
    public static final int MOST_PANES = 12;

    public NormalizeSettings {
        pictures = List.copyOf(pictures);
        panes = List.copyOf(panes);
    }

    /** With nothing asked of the decision. */
    public NormalizeSettings(NetworkChoice network, List<PictureChoice> pictures, int active, String layer,
                             List<PaneSettings> panes, int selectedPane, MapView view, Brush brush) {
        this(network, pictures, active, layer, panes, selectedPane, view, brush, DecisionSettings.initial());
    }

    public NormalizeSettings withDecision(DecisionSettings next) {
        return new NormalizeSettings(network, pictures, active, layer, panes, selectedPane, view, brush, next);
    }

    @Override
    public NormalizeSettings atNetwork(NetworkChoice next) {
        return withNetwork(next, layer);
    }

    public NormalizeSettings withNetwork(NetworkChoice next, String nextLayer) {
        return withNetwork(next, nextLayer, view.reset());
    }

    NormalizeSettings withNetwork(NetworkChoice next, String nextLayer, MapView nextView) {
        return new NormalizeSettings(next, pictures, active, nextLayer, panes, selectedPane, nextView, brush, decision);
    }

    public NormalizeSettings withPictures(List<PictureChoice> next, int nextActive) {
        return new NormalizeSettings(network, next, nextActive, layer, panes, selectedPane, view, brush, decision);
    }

    /** In the tray: where it does not lie there yet it is added. */
    @Override
    public NormalizeSettings atPicture(PictureChoice picture) {
        if (!pictures.isEmpty() && pictures.get(active).isOf(picture)) return this;
        for (int i = 0; i < pictures.size(); i++) if (pictures.get(i).isOf(picture)) return withPictures(pictures, i);
        List<PictureChoice> more = new ArrayList<>(pictures);
        more.add(picture.withoutStrokes());
        return withPictures(more, pictures.size());
    }

    public NormalizeSettings withLayer(String next) {
        return new NormalizeSettings(network, pictures, active, next, panes, selectedPane, view.reset(), brush,
            decision);
    }

    @Override
    public NormalizeSettings atLayer(String next) {
        return next.equals(layer) ? this : withLayer(next);
    }

    /** Large where one is large, else on the page that shows it. */
    @Override
    public NormalizeSettings atUnit(int unit) {
        if (view.unit() != MapView.ALL) return withView(now -> now.withUnit(unit));
        int page = unit / view.perPage();
        return page == view.page() ? this : withView(now -> now.withPage(page));
    }

    public NormalizeSettings withPanes(List<PaneSettings> next, int selected) {
        return new NormalizeSettings(network, pictures, active, layer, next, selected, view, brush, decision);
    }

    public NormalizeSettings withView(UnaryOperator<MapView> change) {
        return new NormalizeSettings(network, pictures, active, layer, panes, selectedPane, change.apply(view), brush,
            decision);
    }

    public NormalizeSettings withBrush(Brush next) {
        return new NormalizeSettings(network, pictures, active, layer, panes, selectedPane, view, next, decision);
    }

    /** With the pane of that key changed. */
    public NormalizeSettings withPane(int key, UnaryOperator<PaneSettings> change) {
        return withPanes(panes.stream().map(pane -> pane.key() == key ? change.apply(pane) : pane).toList(),
            selectedPane);
    }

    /** With the active picture changed. */
    public NormalizeSettings withActivePicture(UnaryOperator<PictureChoice> change) {
        List<PictureChoice> next = new ArrayList<>(pictures);
        next.set(active, change.apply(next.get(active)));
        return withPictures(next, active);
    }

    /** Index of the pane of that key, or -1. */
    public int indexOfPane(int key) {
        for (int i = 0; i < panes.size(); i++) if (panes.get(i).key() == key) return i;
        return -1;
    }
}
