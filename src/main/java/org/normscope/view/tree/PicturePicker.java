package org.normscope.view.tree;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import org.normscope.image.Sample;
import org.normscope.image.Samples;
import org.normscope.state.desk.Recent;
import org.normscope.state.tree.TreeModel;
import org.normscope.state.tree.TreeSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.RecentItems;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;
import org.normscope.view.frame.Workbench;

/** Content or style: a small picture and its name, and a menu of what comes with the program and of files. */
final class PicturePicker {
    private final Workbench bench;
    private final TreeModel model;
    private final boolean style;

    PicturePicker(Workbench bench, TreeModel model, boolean style) {
        this.bench = bench;
        this.model = model;
        this.style = style;
    }

    MenuButton menu() {
        Controls controls = bench.controls();
        Texts texts = bench.texts();
        MenuButton menu = controls.menu(style ? "tree.style" : "tree.content", texts.derived(() -> texts.now(
            style ? "tree.style.is" : "tree.content.is", PictureNames.title(style ? settings().style()
                : settings().content(), texts)), model.settings()), Shortcut.TAB);
        PictureView view = new PictureView(6);
        view.setMinSize(26, 22);
        view.setPrefSize(26, 22);
        view.setMaxSize(26, 22);
        menu.setGraphic(view);
        menu.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        menu.getStyleClass().add("picture-picker");
        model.opened().addListener((property, old, now) -> view.show(style ? model.style() : model.content()));
        fill(menu);
        menu.setOnShowing(event -> fill(menu));
        return menu;
    }

    private void fill(MenuButton menu) {
        Controls controls = bench.controls();
        String current = (style ? settings().style() : settings().content()).origin();
        menu.getItems().setAll(controls.item("tree.open", this::open));
        menu.getItems().addAll(RecentItems.of(controls, bench.app().recent().of(Recent.Kind.PICTURE), current,
            origin -> choose(List.of(origin))));
        menu.getItems().add(new SeparatorMenuItem());
        for (Sample sample : Samples.all()) {
            menu.getItems().add(RecentItems.item(controls, bench.texts().now(sample.titleKey()), sample.origin(),
                current, origin -> choose(List.of(origin))));
        }
    }

    private TreeSettings settings() {
        return model.settings().get();
    }

    private void open() {
        List<Path> files = bench.asker().open(FileAsker.Kind.PICTURE);
        if (!files.isEmpty()) choose(List.of(files.get(0).toString()));
    }

    private void choose(List<String> origins) {
        if (style) model.chooseStyle(origins);
        else model.chooseContent(origins);
    }
}
