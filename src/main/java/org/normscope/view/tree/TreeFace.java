package org.normscope.view.tree;

import java.net.URL;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.state.tree.TreeModel;
import org.normscope.tree.Tree;
import org.normscope.view.frame.Face;
import org.normscope.view.frame.Workbench;

/** The Tree workspace. */
public final class TreeFace implements Face {
    private final Workbench bench;
    private final TreeModel model;

    public TreeFace(Workbench bench) {
        this.bench = bench;
        model = bench.app().workspace(TreeModel.class);
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public List<String> hints() {
        return List.of("hint.tree.node", "hint.tree.knobs", "hint.tree.pictures");
    }

    @Override
    public Ikon icon() {
        return MaterialDesignS.SITEMAP_OUTLINE;
    }

    @Override
    public Node body() {
        return new TreeView(bench);
    }

    @Override
    public List<Node> topBar() {
        return List.of(new PicturePicker(bench, model, false).menu(), new PicturePicker(bench, model, true).menu());
    }

    @Override
    public List<Node> status() {
        Label done = bench.controls().label(bench.texts().derived(
            () -> bench.texts().now("tree.done", model.thumbnailsDone(), Tree.nodes().size()), model.thumbnails(),
            model.oldThumbnails(), model.settings()));
        done.setMinWidth(Region.USE_PREF_SIZE);
        return List.of(done);
    }

    @Override
    public URL styleSheet() {
        return TreeFace.class.getResource("tree.css");
    }
}
