package org.normscope.view;

import java.util.Optional;
import javafx.scene.input.KeyCombination;

/** Every key of the window, and what it is for. {@link #TAB} says that a control is reached by Tab and pressed by Space. */
public enum Shortcut {
    TAB("shortcut.tab", null),
    OPEN("shortcut.open", "Shortcut+O"),
    NETWORK("shortcut.network", "Shortcut+E"),
    PREPROCESSING("shortcut.preprocessing", "Shortcut+P"),
    PASTE("shortcut.paste", "Shortcut+V"),
    SAVE("shortcut.save", "Shortcut+S"),
    UNDO("shortcut.undo", "Shortcut+Z"),
    REDO("shortcut.redo", "Shortcut+Shift+Z"),
    PREVIOUS_LAYER("shortcut.previousLayer", "Shortcut+Page Up"),
    NEXT_LAYER("shortcut.nextLayer", "Shortcut+Page Down"),
    EARLIER_UNITS("shortcut.earlierUnits", "Shortcut+Comma"),
    LATER_UNITS("shortcut.laterUnits", "Shortcut+Period"),
    PREVIOUS_PICTURE("shortcut.previousPicture", "Alt+Page Up"),
    NEXT_PICTURE("shortcut.nextPicture", "Alt+Page Down"),
    BRUSH("shortcut.brush", "Shortcut+B"),
    SCALE("shortcut.scale", "Shortcut+K"),
    COLOURS("shortcut.colours", "Shortcut+M"),
    ADD_PANE("shortcut.addPane", "Shortcut+N"),
    LANGUAGE("shortcut.language", "Shortcut+L"),
    THEME("shortcut.theme", "Shortcut+T"),
    CORPUS("shortcut.corpus", "Shortcut+G"),
    COMPARE("shortcut.compare", "Shortcut+D"),
    NORMALIZE("shortcut.normalize", "Shortcut+1"),
    LAYERS("shortcut.layers", "Shortcut+2"),
    RENDER("shortcut.render", "Shortcut+R"),
    STYLE("shortcut.style", "Shortcut+3"),
    SHIFT("shortcut.shift", "Shortcut+4"),
    HELP("shortcut.help", "F1"),
    DISMISS("shortcut.dismiss", "Esc");

    private final String key;
    private final KeyCombination keys;

    Shortcut(String key, String keys) {
        this.key = key;
        this.keys = keys == null ? null : KeyCombination.valueOf(keys);
    }

    /** Message key of what it does. */
    public String key() {
        return key;
    }

    public Optional<KeyCombination> keys() {
        return Optional.ofNullable(keys);
    }
}
