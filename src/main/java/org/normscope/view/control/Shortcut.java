package org.normscope.view.control;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A key of the window, and what it is for.
 *
 * @param key  message key of what it does
 * @param keys empty for what is reached by Tab and pressed by Space
 */
public record Shortcut(String key, Optional<KeyCombination> keys) {
    public static final Shortcut TAB = new Shortcut("shortcut.tab", Optional.empty());
    public static final Shortcut OPEN = of("shortcut.open", "Shortcut+O");
    public static final Shortcut NETWORK = of("shortcut.network", "Shortcut+E");
    public static final Shortcut PREPROCESSING = of("shortcut.preprocessing", "Shortcut+P");
    public static final Shortcut PASTE = of("shortcut.paste", "Shortcut+V");
    public static final Shortcut SAVE = of("shortcut.save", "Shortcut+S");
    public static final Shortcut UNDO = of("shortcut.undo", "Shortcut+Z");
    public static final Shortcut REDO = of("shortcut.redo", "Shortcut+Shift+Z");
    /** The same key elsewhere. */
    public static final Shortcut REDO_TOO = of("shortcut.redo", "Shortcut+Y");
    public static final Shortcut PREVIOUS_LAYER = of("shortcut.previousLayer", "Shortcut+Page Up");
    public static final Shortcut NEXT_LAYER = of("shortcut.nextLayer", "Shortcut+Page Down");
    public static final Shortcut EARLIER_UNITS = of("shortcut.earlierUnits", "Shortcut+Comma");
    public static final Shortcut LATER_UNITS = of("shortcut.laterUnits", "Shortcut+Period");
    public static final Shortcut EARLIER_SLICE = of("shortcut.earlierSlice", "Alt+Comma");
    public static final Shortcut LATER_SLICE = of("shortcut.laterSlice", "Alt+Period");
    public static final Shortcut PREVIOUS_PICTURE = of("shortcut.previousPicture", "Alt+Page Up");
    public static final Shortcut NEXT_PICTURE = of("shortcut.nextPicture", "Alt+Page Down");
    public static final Shortcut BRUSH = of("shortcut.brush", "Shortcut+B");
    public static final Shortcut SCALE = of("shortcut.scale", "Shortcut+K");
    public static final Shortcut COLOURS = of("shortcut.colours", "Shortcut+M");
    public static final Shortcut ADD_PANE = of("shortcut.addPane", "Shortcut+N");
    public static final Shortcut LANGUAGE = of("shortcut.language", "Shortcut+L");
    public static final Shortcut THEME = of("shortcut.theme", "Shortcut+T");
    public static final Shortcut CORPUS = of("shortcut.corpus", "Shortcut+G");
    public static final Shortcut COMPARE = of("shortcut.compare", "Shortcut+D");
    public static final Shortcut PLATE = of("shortcut.plate", "Shortcut+U");
    public static final Shortcut CONCEPTS = of("shortcut.concepts", "Shortcut+J");
    public static final Shortcut RENDER = of("shortcut.render", "Shortcut+R");
    public static final Shortcut HELP = of("shortcut.help", "F1");
    public static final Shortcut GLOSSARY = of("shortcut.glossary", "F2");
    public static final Shortcut DISMISS = of("shortcut.dismiss", "Esc");

    /** Every key but those of the workspaces, in the order in which the help tells them. */
    public static final List<Shortcut> ALL = List.of(
        TAB, OPEN, NETWORK, PREPROCESSING, PASTE, SAVE, UNDO, REDO, REDO_TOO, PREVIOUS_LAYER,
        NEXT_LAYER, EARLIER_UNITS, LATER_UNITS, EARLIER_SLICE, LATER_SLICE, PREVIOUS_PICTURE, NEXT_PICTURE, BRUSH,
        SCALE, COLOURS, ADD_PANE, LANGUAGE, THEME, CORPUS, COMPARE, PLATE, CONCEPTS, RENDER, HELP, GLOSSARY, DISMISS);

    /** What a held key does again and again. */
    static final List<Shortcut> STEPS = List.of(UNDO, REDO, REDO_TOO, PREVIOUS_LAYER, NEXT_LAYER, EARLIER_UNITS,
        LATER_UNITS, EARLIER_SLICE, LATER_SLICE, PREVIOUS_PICTURE, NEXT_PICTURE);

    boolean matches(KeyEvent event) {
        return keys.filter(own -> own.match(event)).isPresent();
    }

    private static Shortcut of(String key, String keys) {
        return new Shortcut(key, Optional.of(KeyCombination.valueOf(keys)));
    }

    /**
     * The key of a workspace.
     *
     * @param place in the rail, from 1
     * @param key   message key of what it does
     */
    public static Shortcut workspace(int place, String key) {
        return of(key, "Shortcut+" + place);
    }
}
