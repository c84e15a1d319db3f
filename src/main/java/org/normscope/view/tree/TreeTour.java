package org.normscope.view.tree;

import java.util.Comparator;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.util.Duration;
import org.normscope.node.TreeNode;
import org.normscope.state.tree.TreeModel;
import org.normscope.tree.Tree;

/**
 * Shows the nodes in the order of their years, each for a while once it is painted. It ends after the last one, and
 * where somebody chooses a node.
 */
final class TreeTour {
    private static final List<TreeNode> BY_YEAR = Tree.nodes().stream()
        .sorted(Comparator.comparingInt(TreeNode::year)).toList();

    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing");
    private final TreeModel model;
    private final PauseTransition pause;
    private String at = "";

    /** @param rest how long each is looked at */
    TreeTour(TreeModel model, Duration rest) {
        this.model = model;
        pause = new PauseTransition(rest);
        pause.setOnFinished(event -> next());
        model.settings().addListener((property, old, now) -> {
            if (!now.node().equals(at)) stop();
        });
        model.frame().addListener((property, old, now) -> follow());
    }

    ReadOnlyBooleanProperty playing() {
        return playing.getReadOnlyProperty();
    }

    /** From the chosen node on; from the first where that is the last. */
    void play() {
        at = model.node().id();
        playing.set(true);
        if (BY_YEAR.indexOf(model.node()) == BY_YEAR.size() - 1) show(BY_YEAR.get(0));
        else follow();
    }

    void stop() {
        playing.set(false);
        pause.stop();
    }

    private void follow() {
        if (playing.get() && model.frame().get() != null && model.frame().get().node().equals(at)) {
            pause.playFromStart();
        }
    }

    private void next() {
        if (!playing.get()) return;
        int place = BY_YEAR.indexOf(model.node()) + 1;
        if (place == BY_YEAR.size()) stop();
        else show(BY_YEAR.get(place));
    }

    private void show(TreeNode node) {
        at = node.id();
        model.show(at);
        follow();
    }

    /** By so many nodes on, or back. */
    static TreeNode beside(TreeNode node, int by) {
        return BY_YEAR.get(Math.floorMod(BY_YEAR.indexOf(node) + by, BY_YEAR.size()));
    }
}
