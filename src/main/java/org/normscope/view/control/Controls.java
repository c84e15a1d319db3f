package org.normscope.view.control;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.normscope.text.Messages;

/**
 * Makes every control of the window. Each needs a message key, which becomes its words (or tooltip) and its name for
 * screen readers, and a {@link Shortcut}, {@link Shortcut#TAB} being the least.
 */
public final class Controls {
    private final Texts texts;
    private final Keyboard keyboard;

    public Controls(Texts texts, Keyboard keyboard) {
        this.texts = texts;
        this.keyboard = keyboard;
    }

    public Texts texts() {
        return texts;
    }

    public Keyboard keyboard() {
        return keyboard;
    }

    /** A button with words. */
    public Button button(String key, Shortcut shortcut, Runnable action) {
        Button button = new Button();
        button.textProperty().bind(texts.of(key));
        pressed(button, texts.of(key), tip(key), shortcut, action);
        return button;
    }

    /** A button with an icon and words. */
    public Button button(String key, Ikon icon, Shortcut shortcut, Runnable action) {
        Button button = button(key, shortcut, action);
        button.setGraphic(new FontIcon(icon));
        return button;
    }

    /** A button with an icon alone; its words stand in the tooltip. */
    public Button icon(String key, Ikon icon, Shortcut shortcut, Runnable action) {
        return icon(texts.of(key), icon, shortcut, action);
    }

    /** As {@link #icon(String, Ikon, Shortcut, Runnable)} where the words depend on more than the language. */
    public Button icon(ObservableValue<String> words, Ikon icon, Shortcut shortcut, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().add("icon");
        pressed(button, words, words, shortcut, action);
        return button;
    }

    /** A button that stays pressed. */
    public ToggleButton toggle(String key, Ikon icon, Shortcut shortcut, Property<Boolean> selected) {
        ToggleButton button = new ToggleButton(null, new FontIcon(icon));
        button.textProperty().bind(texts.of(key));
        button.selectedProperty().bindBidirectional(selected);
        named(button, texts.of(key), tip(key), shortcut);
        keyboard.on(shortcut, () -> fire(button));
        return button;
    }

    /** A menu under a button. Its words may change, its accessible name says what it is for. */
    public MenuButton menu(String key, @Nullable ObservableValue<String> words, Shortcut shortcut) {
        MenuButton menu = new MenuButton();
        // Names have underscores, which are no mnemonics.
        menu.setMnemonicParsing(false);
        if (words != null) menu.textProperty().bind(words);
        if (words == null) named(menu, texts.of(key), tip(key), shortcut);
        else {
            StringBinding all = Bindings.createStringBinding(
                () -> texts.now(key) + ": " + words.getValue(), texts.languageProperty(), words);
            named(menu, all, Messages.has("tip." + key) ? tip(key) : all, shortcut);
        }
        keyboard.on(shortcut, () -> {
            if (menu.isDisabled() || !shown(menu)) return;
            menu.requestFocus();
            menu.show();
        });
        return menu;
    }

    public MenuItem item(String key, Runnable action) {
        return item(texts.of(key), action);
    }

    /** A menu's entry whose words are a name (of a network, a file) rather than a message. */
    public MenuItem item(ObservableValue<String> words, Runnable action) {
        MenuItem item = new MenuItem();
        say(item, words);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** Gives an entry of a menu words that are no mnemonic. */
    void say(MenuItem item, ObservableValue<String> words) {
        item.setMnemonicParsing(false);
        item.textProperty().addListener((property, old, text) -> ChineseLetters.mark(item, text));
        item.textProperty().bind(words);
    }

    /** One of several values. */
    public <T> ComboBox<T> choice(String key, Shortcut shortcut, List<T> values, Property<T> value,
                                  Function<T, String> words) {
        WordsBox<T> box = new WordsBox<>();
        box.getItems().setAll(values);
        box.taken().bindBidirectional(value);
        box.setConverter(new StringConverter<>() {
            @Override public String toString(T shown) { return shown == null ? "" : words.apply(shown); }
            @Override public T fromString(String text) { throw new UnsupportedOperationException("not editable"); }
        });
        box.setButtonCell(new WordsBox.Cell<>(words, texts));
        box.setCellFactory(list -> new WordsBox.Cell<>(words, texts));
        named(box, texts.of(key), tip(key), shortcut);
        keyboard.on(shortcut, () -> {
            if (shown(box)) box.show();
        });
        return box;
    }

    /** A field that holds a number or a name. */
    public TextField field(ObservableValue<String> name) {
        TextField field = new EntryField(keyboard);
        field.accessibleTextProperty().bind(name);
        return field;
    }

    /** Words that are read, not pressed. */
    public Label label(String key, String... styles) {
        return label(texts.of(key), styles);
    }

    public Label label(ObservableValue<String> words, String... styles) {
        Label label = new Label();
        label.getStyleClass().addAll(styles);
        label.textProperty().addListener((property, old, text) -> ChineseLetters.mark(label, text));
        label.textProperty().bind(words);
        return label;
    }

    /**
     * What comes up at a control.
     *
     * @param key    of the message that says what it is
     * @param inside asked for once, when it first comes up
     */
    public Panel panel(String key, Supplier<Region> inside) {
        ScrollPane content = new FadingScroll();
        named(content, texts.of(key));
        return new Panel(content, inside);
    }

    /** Of a bar at the window's bottom: it opens upward, and never over its own button. */
    public static MenuButton upward(MenuButton menu) {
        menu.setPopupSide(Side.TOP);
        return menu;
    }

    /** Words that give way where there is little room; a tooltip says all of them. */
    public static <L extends Labeled> L told(L labeled) {
        Tips.on(labeled, labeled.textProperty());
        labeled.setMinWidth(0);
        return labeled;
    }

    /** A thin line between two things. */
    public static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    /** Names a control of another maker, and gives it a tooltip that tells its keys. */
    public void named(Control control, ObservableValue<String> words, Shortcut shortcut) {
        named(control, words, words, shortcut);
    }

    /** The same, where the tooltip says more than the name. */
    public void named(Control control, ObservableValue<String> words, ObservableValue<String> tip, Shortcut shortcut) {
        control.accessibleTextProperty().bind(words);
        Tips.on(control, Bindings.createStringBinding(() -> tip.getValue() + hint(shortcut), tip));
    }

    /** What something is or what to try, in one sentence, where there is one under "tip."; else its name. */
    public ObservableValue<String> tip(String key) {
        return texts.derived(() -> texts.now(Messages.has("tip." + key) ? "tip." + key : key));
    }

    /** Explains what is read, not pressed: an abbreviation, a figure. @return the same node */
    public <N extends Node> N about(N node, String key) {
        return about(node, tip(key));
    }

    /** The same, where the words depend on more than the language. */
    public <N extends Node> N about(N node, ObservableValue<String> words) {
        Tips.on(node, words);
        return node;
    }

    /** Names anything else that can be focused. */
    public void named(Node node, ObservableValue<String> words) {
        node.accessibleTextProperty().bind(words);
        node.setFocusTraversable(true);
    }

    private void pressed(ButtonBase button, ObservableValue<String> words, ObservableValue<String> tip,
                         Shortcut shortcut, Runnable action) {
        named(button, words, tip, shortcut);
        button.setOnAction(event -> action.run());
        keyboard.on(shortcut, () -> fire(button));
    }

    private static void fire(ButtonBase button) {
        if (!button.isDisabled() && shown(button)) button.fire();
    }

    /** Whether it can be seen; the keys of what cannot do nothing. */
    public static boolean shown(Node node) {
        for (Node up = node; up != null; up = up.getParent()) if (!up.isVisible()) return false;
        return true;
    }

    private static String hint(Shortcut shortcut) {
        return shortcut.keys().map(KeyCombination::getDisplayText).map(keys -> "  (" + keys + ")").orElse("");
    }
}
