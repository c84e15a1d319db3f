package org.normscope.view.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.normscope.image.Sample;
import org.normscope.image.Samples;

/** Entries of a menu for a picture whose style is taken: the shipped paintings, pictures opened last, a file. */
public final class PaintingItems {
    private static final String PAINTINGS = "paintings/";

    private PaintingItems() { }

    /**
     * @param key     of the entry that asks for a file
     * @param recent  paths, newest first
     * @param current what is chosen; it is marked
     */
    public static List<MenuItem> of(Controls controls, String key, List<String> recent, String current,
                                    FileAsker asker, Consumer<String> choose) {
        List<MenuItem> items = new ArrayList<>();
        for (Sample sample : Samples.all()) {
            if (!sample.id().startsWith(PAINTINGS)) continue;
            items.add(RecentItems.item(controls, controls.texts().now(sample.titleKey()), sample.origin(), current,
                choose));
        }
        items.addAll(RecentItems.of(controls, recent, current, choose));
        items.add(new SeparatorMenuItem());
        items.add(controls.item(key,
            () -> asker.open(FileAsker.Kind.PICTURE).stream().findFirst().map(Object::toString).ifPresent(choose)));
        return items;
    }
}
