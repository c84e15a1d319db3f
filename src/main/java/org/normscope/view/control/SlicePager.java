package org.normscope.view.control;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.state.desk.Subject;

/** Leafs through the slices of three-dimensional maps; not there where maps are flat. */
public final class SlicePager extends HBox {
    private final Subject.Slices slices;
    private final ReadOnlyIntegerProperty count;
    private final Texts texts;
    private final Button earlier, later;

    /** @param count how many slices the maps have that are shown */
    public SlicePager(Subject input, ReadOnlyIntegerProperty count, Controls controls) {
        slices = input.slices();
        this.count = count;
        texts = controls.texts();
        earlier = controls.icon("slices.earlier", MaterialDesignC.CHEVRON_LEFT, Shortcut.EARLIER_SLICE,
            () -> slices.show(shown() - 1));
        later = controls.icon("slices.later", MaterialDesignC.CHEVRON_RIGHT, Shortcut.LATER_SLICE,
            () -> slices.show(shown() + 1));
        MenuButton choose = controls.menu("slices.choose",
            texts.derived(this::words, count, input.choice()), Shortcut.TAB);
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.getItems().addAll(controls.item("slices.single", () -> slices.show(Subject.Slices.MIDDLE)),
            controls.item("slices.all", () -> slices.show(Subject.Slices.ALL)));
        getChildren().addAll(earlier, choose, later);
        getStyleClass().add("pager");
        setAlignment(Pos.CENTER_LEFT);
        visibleProperty().bind(count.greaterThan(1));
        managedProperty().bind(visibleProperty());
        input.choice().addListener(ignored -> follow());
        count.addListener(ignored -> follow());
        follow();
    }

    private String words() {
        String all = String.valueOf(count.get());
        return shown() == Subject.Slices.ALL ? texts.now("slices.are", all)
            : texts.now("slices.is", String.valueOf(shown() + 1), all);
    }

    private void follow() {
        earlier.setDisable(shown() <= 0);
        later.setDisable(shown() == Subject.Slices.ALL || shown() >= count.get() - 1);
    }

    private int shown() {
        return slices.shown(count.get());
    }
}
