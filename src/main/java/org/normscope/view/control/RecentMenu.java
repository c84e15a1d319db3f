package org.normscope.view.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;

/** What a button that asks for files offers first: those that were opened last, the one that is open marked. */
public final class RecentMenu {
    private RecentMenu() { }

    /**
     * Where nothing was opened yet, the button asks at once.
     *
     * @param key     of the entry that asks for files
     * @param recent  paths, newest first
     * @param current what is open
     */
    public static void on(Button button, Controls controls, String key, List<String> recent, Supplier<String> current,
                          Runnable ask, Consumer<String> open) {
        ContextMenu menu = new ContextMenu();
        button.setContextMenu(menu);
        button.setOnAction(event -> {
            if (recent.isEmpty()) {
                ask.run();
                return;
            }
            menu.getItems().setAll(controls.item(key, ask));
            menu.getItems().addAll(RecentItems.of(controls, recent, current.get(), open));
            menu.show(button, Side.TOP, 0, 0);
        });
    }
}
