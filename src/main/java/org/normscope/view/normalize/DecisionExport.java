package org.normscope.view.normalize;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.normscope.image.PictureFormat;
import org.normscope.state.normalize.DecisionModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Shortcut;

/** The menus that write what a decision rests on, and whether that is to be trusted, to files. */
final class DecisionExport {
    private final DecisionModel decision;
    private final Controls controls;
    private final FileAsker asker;

    DecisionExport(DecisionModel decision, Controls controls, FileAsker asker) {
        this.decision = decision;
        this.controls = controls;
        this.asker = asker;
    }

    MenuButton looks() {
        MenuButton menu = menu("decision.export", "decision.export.choose");
        menu.disableProperty().bind(decision.decided().isNull());
        menu.getItems().addAll(
            item("decision.export.png", FileAsker.Kind.PNG, png("decision"), decision::export),
            item("decision.export.svg", FileAsker.Kind.SVG, "decision.svg", decision::export),
            item("decision.export.npy", FileAsker.Kind.NPY, "decision.npy", decision::exportArray));
        return menu;
    }

    MenuButton trust() {
        MenuButton menu = menu("trust.export", "trust.export.choose");
        menu.disableProperty().bind(decision.trust().trust().isNull());
        menu.getItems().addAll(
            item("trust.export.png", FileAsker.Kind.PNG, png("trust"), decision.trust()::export),
            item("trust.export.svg", FileAsker.Kind.SVG, "trust.svg", decision.trust()::export),
            item("trust.export.csv", FileAsker.Kind.CSV, "trust.csv", decision.trust()::exportCsv),
            item("trust.export.npy", FileAsker.Kind.NPY, "trust.npy", decision.trust()::exportArray));
        return menu;
    }

    /** @param choose what is chosen there, for screen readers */
    private MenuButton menu(String key, String choose) {
        MenuButton menu = controls.menu(choose, controls.texts().of(key), Shortcut.TAB);
        menu.setMinWidth(MenuButton.USE_PREF_SIZE);
        return menu;
    }

    private static String png(String name) {
        return PictureFormat.PNG.file(name);
    }

    private MenuItem item(String key, FileAsker.Kind kind, String name, Consumer<Path> write) {
        return controls.item(key, () -> asker.save(kind, name).ifPresent(write));
    }
}
