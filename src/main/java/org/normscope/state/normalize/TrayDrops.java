package org.normscope.state.normalize;

import java.nio.file.Path;
import java.util.List;
import org.normscope.state.desk.Dropped;
import org.normscope.state.desk.Offer;

/** What becomes of files that are dropped on the Normalize workspace, said beforehand and done. */
record TrayDrops(NormalizeModel model, InputVerbs input) {
    Offer offer(List<Path> files) {
        return Offer.of(files, "drop.network", isPool() ? "drop.folder.pool" : "drop.folder.pictures",
            "drop.picture.tray");
    }

    /** A network, pictures; a folder is the selected pane's pool where that takes one, else its pictures. */
    void drop(List<Path> files) {
        Dropped dropped = Dropped.of(files);
        dropped.networks().forEach(input::openNetwork);
        if (isPool()) dropped.folders().forEach(folder -> model.edit().setPool(selected().key(), folder));
        else dropped.folders().forEach(input::addFolder);
        if (!dropped.pictures().isEmpty()) input.addPictures(dropped.pictures());
    }

    private boolean isPool() {
        return selected() != null && selected().settings().get().takesPool();
    }

    private PaneModel selected() {
        return model.selectedPane().get();
    }
}
