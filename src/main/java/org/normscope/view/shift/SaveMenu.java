package org.normscope.view.shift;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import org.normscope.state.shift.Compared;
import org.normscope.state.shift.ShiftModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Shortcut;

/** Saves the networks that were made here as .onnx files. */
final class SaveMenu {
    private SaveMenu() { }

    static MenuButton of(Controls controls, ShiftModel model, FileAsker asker) {
        MenuButton menu = controls.menu("shift.save", controls.texts().of("shift.save"), Shortcut.TAB);
        menu.getStyleClass().add("primary");
        Runnable show = () -> {
            List<Compared> made = made(model);
            menu.setDisable(made.isEmpty());
            menu.getItems().setAll(made.stream().map(one ->
                controls.item(controls.texts().derived(() -> ComparedNames.of(one, controls.texts())),
                    () -> save(model, one, asker))).toList());
        };
        model.compared().addListener((ListChangeListener<Compared>) change -> show.run());
        show.run();
        return menu;
    }

    static List<Compared> made(ShiftModel model) {
        return model.compared().stream().filter(compared -> compared.origin() != Compared.Origin.OPENED).toList();
    }

    static void save(ShiftModel model, Compared made, FileAsker asker) {
        String suffix = made.origin() == Compared.Origin.REWRITTEN ? "-ibn" : "-recalibrated";
        asker.save(FileAsker.Kind.NETWORK, made.network().name() + suffix + ".onnx")
            .ifPresent(file -> model.saveNetwork(made, file));
    }
}
