package org.normscope.view.control;

import java.util.List;
import javafx.scene.control.MenuButton;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.TrayItem;

/** Which picture of the tray is the current one: it can be changed, and pictures added, in other workspaces as well. */
public final class PictureMenu {
    private PictureMenu() { }

    /** @param recent paths of pictures opened last */
    public static MenuButton of(Controls controls, Subject input, List<String> recent, FileAsker asker) {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("layers.picture.choose",
            texts.derived(() -> input.trayItems().stream().filter(TrayItem::active)
                .map(item -> PictureNames.title(item.choice(), texts)).findFirst().orElse("–"), input.trayItems()),
            Shortcut.TAB);
        menu.getStyleClass().add("flat");
        menu.setMinWidth(0);
        menu.setOnShowing(event -> {
            menu.getItems().setAll(input.trayItems().stream()
                .map(item -> RecentItems.item(controls, PictureNames.title(item.choice(), texts),
                    String.valueOf(item.index()), item.active() ? String.valueOf(item.index()) : "",
                    chosen -> input.activatePicture(item.index())))
                .toList());
            menu.getItems().addAll(
                RecentItems.of(controls, recent, "", added -> input.addPictures(List.of(added))));
            menu.getItems().add(controls.item("tray.add", () -> {
                List<String> files = asker.open(FileAsker.Kind.PICTURE).stream().map(Object::toString).toList();
                if (!files.isEmpty()) input.addPictures(files);
            }));
        });
        return menu;
    }
}
