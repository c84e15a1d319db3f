package org.normscope.view.style;

import java.nio.file.Path;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Recent;
import org.normscope.state.style.GalleryItem;
import org.normscope.state.style.StyleModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Panel;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.RecentMenu;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The picture that is styled: dropped here, opened from a file, or chosen from the shipped photos. */
public final class ContentCard extends VBox {
    private final AppModel app;
    private final StyleModel model;
    private final Controls controls;
    private final FileAsker asker;
    private final FlowPane grid = new FlowPane();
    private final Panel photos;

    ContentCard(AppModel app, Controls controls, FileAsker asker) {
        this.app = app;
        model = app.workspace(StyleModel.class);
        this.controls = controls;
        this.asker = asker;
        Texts texts = controls.texts();
        getStyleClass().add("content-card");
        PictureView view = new PictureView(14);
        view.getStyleClass().add("content-picture");
        model.frame().addListener((property, old, frame) -> view.show(frame == null ? null : frame.before()));
        Button picture = new Button();
        picture.getStyleClass().setAll("content-button");
        picture.setGraphic(view);
        picture.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        picture.setMaxWidth(Double.MAX_VALUE);
        view.prefWidthProperty().bind(widthProperty());
        controls.named(picture,
            texts.derived(() ->
                texts.now("style.content.choose", PictureNames.of(model.settings().get().content(), texts)),
                model.settings()), Shortcut.TAB);
        picture.setOnAction(event -> toggle(picture));
        Label name = controls.label(texts.derived(() -> PictureNames.title(model.settings().get().content(), texts),
            model.settings()), "small", "muted");
        name.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(controls.label("style.content", "title"), gap, Controls.told(name));
        head.getStyleClass().add("card-head");
        ((Label) head.getChildren().get(0)).setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(head, picture);
        photos = photos();
    }

    private Panel photos() {
        grid.getStyleClass().add("content-grid");
        Button open = controls.button("style.content.open", MaterialDesignF.FOLDER_OPEN_OUTLINE, Shortcut.TAB,
            () -> { });
        RecentMenu.on(open, controls, "style.content.open", app.recent().of(Recent.Kind.PICTURE),
            () -> model.settings().get().content().origin(),
            () -> choose(asker.open(FileAsker.Kind.PICTURE).stream().map(Path::toString).toList()),
            picture -> choose(List.of(picture)));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(controls.label("style.content.photos", "strong"), gap, open);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox all = new VBox(head, grid);
        all.getStyleClass().add("content-photos");
        model.contents().addListener((ListChangeListener<GalleryItem>) change -> show());
        return controls.panel("style.content.photos", () -> all);
    }

    private void choose(List<String> pictures) {
        photos.hide();
        if (!pictures.isEmpty()) model.chooseContent(pictures);
    }

    private void toggle(Node owner) {
        if (!photos.isShown()) model.openContents();
        photos.toggle(owner);
    }

    private void show() {
        while (grid.getChildren().size() < model.contents().size()) {
            grid.getChildren().add(photo(grid.getChildren().size()));
        }
        for (int i = 0; i < model.contents().size(); i++) {
            ToggleButton photo = (ToggleButton) grid.getChildren().get(i);
            photo.setSelected(model.contents().get(i).chosen());
            ((PictureView) photo.getGraphic()).show(model.contents().get(i).thumbnail());
        }
    }

    private ToggleButton photo(int index) {
        GalleryItem item = model.contents().get(index);
        PictureView view = new PictureView(11);
        view.getStyleClass().add("content-photo");
        ToggleButton photo = new ToggleButton(null, view);
        photo.getStyleClass().setAll("thumbnail");
        controls.named(photo,
            controls.texts().derived(() -> PictureNames.of(item.picture(), controls.texts())), Shortcut.TAB);
        photo.setOnAction(event -> {
            photos.hide();
            photo.setSelected(true);
            model.chooseContent(List.of(item.picture().origin()));
        });
        return photo;
    }
}
