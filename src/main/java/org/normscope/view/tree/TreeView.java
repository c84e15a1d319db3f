package org.normscope.view.tree;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.normscope.node.TreeNode;
import org.normscope.state.tree.TreeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.frame.Workbench;

/** The Tree workspace: the timeline with its tools, what the chosen node is at the right. */
final class TreeView extends HBox {
    /** Below this many letters' heights the inspector makes itself narrow. */
    private static final double ROOMY = 80;

    /** Pixels that words may stand over their bar's inner height, above and below. */
    private static final double OVER = 6;

    /** Each node of the tour is looked at for so long. */
    private static final Duration REST = Duration.seconds(5);

    TreeView(Workbench bench) {
        TreeModel model = bench.app().workspace(TreeModel.class);
        getStyleClass().add("tree-workspace");
        setMinHeight(0);
        Timeline timeline = new Timeline(model, bench.controls());
        VBox.setVgrow(timeline, Priority.ALWAYS);
        VBox left = new VBox(timeline, bar(bench, model, timeline));
        left.getStyleClass().addAll("card", "tree-card");
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        Label letter = new Label();
        letter.setManaged(false);
        Room.tight(this, letter, ROOMY);
        getChildren().addAll(letter, left, new NodeInspector(bench, model));
    }

    private static Region bar(Workbench bench, TreeModel model, Timeline timeline) {
        Controls controls = bench.controls();
        Label scale = controls.label(bench.texts().derived(
            () -> Math.round(100 * timeline.scaleProperty().get()) + "%", timeline.scaleProperty()), "small");
        controls.about(scale, "tree.scale").getStyleClass().add("tree-scale");
        // Where tiles have no room for names, it is here that they are read.
        Label legend = controls.label(bench.texts().derived(() -> {
            TreeNode pointed = timeline.pointed().get();
            return pointed == null ? bench.texts().now("tree.legend") : bench.texts().now("tree.pointed",
                bench.texts().now(pointed.nameKey()), String.valueOf(pointed.year()));
        }, timeline.pointed()), "small", "muted");
        twoLines(Controls.told(legend));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button poster = controls.button("tree.poster", MaterialDesignV.VIEW_GRID_OUTLINE, Shortcut.TAB, () ->
            bench.asker().save(FileAsker.Kind.POSTER, "tree.pdf").ifPresent(model::poster));
        poster.getStyleClass().addAll("primary", "strong");
        poster.setMinWidth(USE_PREF_SIZE);
        TreeTour tour = new TreeTour(model, REST);
        Button play = controls.button("tree.tour", MaterialDesignP.PLAY_OUTLINE, Shortcut.TAB, tour::play);
        Button stop = controls.button("tree.tour.stop", MaterialDesignS.STOP, Shortcut.TAB, tour::stop);
        for (Button button : new Button[] {play, stop}) button.setMinWidth(USE_PREF_SIZE);
        Room.shown(play, tour.playing().map(playing -> !playing));
        Room.shown(stop, tour.playing());
        ObservableValue<String> doing = bench.texts().derived(() -> model.job().get().words(bench.texts().language()),
            model.job());
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(model.job().map(job -> job.progress()));
        progress.accessibleTextProperty().bind(doing);
        Button cancel = controls.icon("tree.job.cancel", MaterialDesignC.CLOSE, Shortcut.TAB, model::cancelJob);
        HBox running = new HBox(twoLines(Controls.told(controls.label(doing, "small"))), progress, cancel);
        running.getStyleClass().add("tree-bar");
        Room.shown(running, model.job().map(job -> job.running()));
        poster.visibleProperty().bind(running.visibleProperty().not());
        // Its place stays: without it the bar would be lower.
        StackPane making = new StackPane(poster, running);
        Button fit = controls.button("tree.fit", MaterialDesignF.FIT_TO_PAGE_OUTLINE, Shortcut.TAB, timeline::fit);
        fit.setMinWidth(USE_PREF_SIZE);
        for (Button button : new Button[] {fit, play, stop}) button.getStyleClass().add("tree-tool");
        HBox bar = new HBox(
            controls.icon("tree.smaller", MaterialDesignM.MINUS, Shortcut.TAB, () -> timeline.zoom(1 / Timeline.STEP)),
            scale, controls.icon("tree.larger", MaterialDesignP.PLUS, Shortcut.TAB, () -> timeline.zoom(Timeline.STEP)),
            fit, play, stop, legend, gap, making);
        bar.getStyleClass().add("tree-bar");
        bar.setMinHeight(USE_PREF_SIZE);
        return bar;
    }

    /** In a bar that stays as high as it is: the second line has the room above and below the buttons. */
    private static Label twoLines(Label words) {
        words.getStyleClass().add("two-lines");
        words.setWrapText(true);
        HBox.setMargin(words, new Insets(-OVER, 0, -OVER, 0));
        return words;
    }
}
