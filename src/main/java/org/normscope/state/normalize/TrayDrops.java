package org.normscope.state.normalize;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.state.desk.Dropped;
import org.normscope.state.desk.Offer;

/** What becomes of files that are dropped on the Normalize workspace, said beforehand and done. */
record TrayDrops(@Nullable PaneModel selected, PaneVerbs edit, InputVerbs input) {
    Offer offer(List<Path> files) {
        return Offer.of(files, "drop.network", isPool() ? "drop.folder.pool" : "drop.folder.pictures",
            "drop.picture.tray");
    }

    /** A network, pictures; a folder is the selected pane's pool where that takes one, else its pictures. */
    void drop(List<Path> files) {
        Dropped dropped = Dropped.of(files);
        dropped.networks().forEach(input::openNetwork);
        if (selected != null && isPool()) dropped.folders().forEach(folder -> edit.setPool(selected.key(), folder));
        else dropped.folders().forEach(input::addFolder);
        if (!dropped.pictures().isEmpty()) input.addPictures(dropped.pictures());
    }

    private boolean isPool() {
        return selected != null && selected.settings().get().takesPool();
    }
}
