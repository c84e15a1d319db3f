package org.normscope.view.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** Entries of menus for files and folders that can be opened: the one that is open is marked. */
public final class RecentItems {
    private static final int LONGEST = 48;

    private RecentItems() { }

    /** What was opened last, behind a line; nothing where nothing was. */
    public static List<MenuItem> of(Controls controls, List<String> recent, String current, Consumer<String> open) {
        List<MenuItem> items = new ArrayList<>();
        if (!recent.isEmpty()) items.add(new SeparatorMenuItem());
        recent.forEach(path -> items.add(item(controls, brief(path), path, current, open)));
        return items;
    }

    /** @param origin what is opened; marked where it is {@code current} */
    public static MenuItem item(Controls controls, String words, String origin, String current, Consumer<String> open) {
        RadioMenuItem item = new RadioMenuItem();
        controls.say(item, new ReadOnlyStringWrapper(words));
        item.setSelected(origin.equals(current));
        item.setOnAction(event -> open.accept(origin));
        return item;
    }

    /** A file with the folder that it lies in, cut in the middle where that is long. */
    static String brief(String path) {
        Path file = Path.of(path).toAbsolutePath();
        int names = file.getNameCount();
        String name = names < 2 ? file.toString() : file.subpath(names - 2, names).toString();
        return Shortened.middle(name, LONGEST);
    }
}
