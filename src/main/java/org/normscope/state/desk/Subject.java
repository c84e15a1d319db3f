package org.normscope.state.desk;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.image.Pixels;
import org.normscope.network.Network;

/** What all workspaces look at: the open network, the tray and the picture shown. Lives on the UI thread. */
public interface Subject {
    /** Which slice of three-dimensional maps is shown, in all workspaces. */
    interface Slices {
        /** Whichever is in the middle, or one below the other. */
        int MIDDLE = -1, ALL = -2;

        /** The one shown of so many, from 0, or {@link #ALL}. */
        int shown(int slices);

        /** @param slice from 0, or {@link #MIDDLE}, or {@link #ALL} */
        void show(int slice);
    }

    /** Null until the first is open. */
    ReadOnlyObjectProperty<Network> network();

    /** The active picture as the network sees it, strokes included; null where there is none. */
    ReadOnlyObjectProperty<Pixels> seen();

    /** All layers with the small maps of that picture. */
    ObservableList<StripItem> layers();

    /** Every change of these choices sets the property. */
    ReadOnlyObjectProperty<? extends SubjectChoice> choice();

    /** The pictures of the tray as they are shown. */
    ObservableList<TrayItem> trayItems();

    /** How long the maps took. */
    ReadOnlyObjectProperty<Timings> timings();

    /** In which maps are painted. */
    ColorMap colorMap();

    /** The pictures of the tray with their strokes; none while they are not open. */
    List<PaintedPicture> pictures();

    /** Opens "builtin:NAME" or a path; where that fails there is a notice and nothing else changes. */
    void openNetwork(String origin);

    /** Adds picture files or "builtin:photos/cat" to the tray. Those that fail: notices. */
    void addPictures(List<String> origins);

    void paste(Pixels picture);

    /** Shows another picture of the tray. */
    void activatePicture(int index);

    /** Leafs through maps of three dimensions. */
    Slices slices();

    /** Sets one of the {@code --input} keys (size, range, mean, ...) as text; null takes it back. */
    void setInput(String key, @Nullable String value);

    /** Shows a layer of a network with a picture, both open, where maps are shown. */
    void show(NetworkChoice network, String layer, PictureChoice picture);
}
