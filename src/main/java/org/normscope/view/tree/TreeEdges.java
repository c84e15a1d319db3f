package org.normscope.view.tree;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.shape.Polyline;
import org.normscope.tree.TreeLayout;

/** The lines from nodes to those that grew from them. */
final class TreeEdges {
    private static final PseudoClass GROWN = PseudoClass.getPseudoClass("grown");

    /** Where tiles stand, pixels. */
    interface Places {
        /** The left side of a column's tiles. */
        double left(int column);

        double right(int column);

        /** The top of a row's tiles. */
        double top(int row);

        /** The middle of a tile's picture. */
        double middle(TreeLayout.Place tile);

        /** Between tiles. */
        double gap();
    }

    private final TreeLayout layout;
    private final Map<Polyline, TreeLayout.Place[]> ends = new LinkedHashMap<>();

    TreeEdges(TreeLayout layout) {
        this.layout = layout;
        for (TreeLayout.Place place : layout.places()) {
            for (String parent : place.node().parents()) {
                Polyline line = new Polyline();
                line.getStyleClass().add("tree-edge");
                line.setMouseTransparent(true);
                ends.put(line, new TreeLayout.Place[] {layout.place(parent), place});
            }
        }
    }

    Collection<Polyline> lines() {
        return ends.keySet();
    }

    /** What stands out: lines between these nodes. */
    void mark(Set<String> grown) {
        ends.forEach((line, of) -> {
            boolean both = grown.contains(of[0].node().id()) && grown.contains(of[1].node().id());
            line.pseudoClassStateChanged(GROWN, both);
            line.setViewOrder(both ? -1 : 0);
        });
    }

    /** Whether a line comes down or goes up before a column, beside a row's tile or its name. */
    boolean passes(int column, int row) {
        return ends.values().stream().anyMatch(of -> of[1].column() == column
            && Math.min(of[0].row(), of[1].row()) <= row && row < Math.max(of[0].row(), of[1].row()));
    }

    void draw(Places at) {
        ends.forEach((line, of) -> draw(line, of[0], of[1], at));
    }

    /** Along the parent's row up to the child's column; where a tile is in the way, above the row. */
    private void draw(Polyline line, TreeLayout.Place parent, TreeLayout.Place child, Places at) {
        double from = at.middle(parent), to = at.middle(child), end = at.left(child.column()),
            start = parent.column() < child.column() ? at.right(parent.column()) : end, bend = end - at.gap() / 2;
        if (layout.blocked(parent, child)) {
            double aside = start + at.gap() / 2, above = at.top(parent.row()) - at.gap() / 2;
            line.getPoints().setAll(start, from, aside, from, aside, above, bend, above, bend, to, end, to);
        } else {
            line.getPoints().setAll(start, from, bend, from, bend, to, end, to);
        }
    }
}
