package org.normscope.view.shift;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.state.shift.Compared;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.NetworkNames;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The networks side by side, each with its colour: exchanged, taken away, added here. */
final class NetworkChips extends HBox {
    /** More than so many make each other narrow. */
    private static final int ROOMY = 4;

    private final Controls controls;
    private final ShiftModel model;
    private final List<String> builtIn;
    private final FileAsker asker;
    private final MenuButton add;

    /** @param builtIn names of the networks that come with the program */
    NetworkChips(Controls controls, ShiftModel model, List<String> builtIn, FileAsker asker) {
        this.controls = controls;
        this.model = model;
        this.builtIn = builtIn;
        this.asker = asker;
        getStyleClass().add("network-chips");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        add = controls.menu("shift.network.add", controls.texts().of("shift.network.plus"), Shortcut.NETWORK);
        add.setMinWidth(Region.USE_PREF_SIZE);
        addItems(add.getItems(), model::addNetwork);
        model.settings().addListener((property, old, now) ->
            add.setDisable(now.networks().size() == ShiftSettings.MOST_NETWORKS));
        model.compared().addListener((ListChangeListener<Compared>) change -> show());
        show();
    }

    private void addItems(List<MenuItem> items, Consumer<String> open) {
        Texts texts = controls.texts();
        builtIn.forEach(name -> items.add(controls.item(texts.derived(() -> NetworkNames.builtIn(name, texts)),
            () -> open.accept("builtin:" + name))));
        items.add(new SeparatorMenuItem());
        items.add(controls.item("networks.open",
            () -> asker.open(FileAsker.Kind.NETWORK).stream().findFirst().map(Path::toString).ifPresent(open)));
    }

    private void show() {
        getChildren().setAll(model.compared().stream().map(this::chip).toList());
        getChildren().add(add);
        getStyleClass().remove("many");
        if (model.compared().size() > ROOMY) getStyleClass().add("many");
    }

    private MenuButton chip(Compared compared) {
        Texts texts = controls.texts();
        boolean opened = compared.origin() == Compared.Origin.OPENED;
        MenuButton chip = controls.menu("shift.network.chip",
            texts.derived(() -> ComparedNames.of(compared, texts)), Shortcut.TAB);
        controls.about(chip, texts.derived(() -> about(compared.network())));
        Region dot = new Region();
        dot.getStyleClass().addAll("network-dot", ComparedNames.style(compared));
        chip.getStyleClass().add("network-chip");
        chip.setGraphic(dot);
        chip.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        if (opened) {
            addItems(chip.getItems(), origin -> model.replaceNetwork(compared.ink(), origin));
            chip.getItems().addAll(new SeparatorMenuItem(),
                controls.item("shift.network.remove", () -> model.removeNetwork(compared.ink())));
        } else {
            chip.getItems().addAll(controls.item("shift.save.one", () -> SaveMenu.save(model, compared, asker)),
                controls.item("shift.network.remove", () -> forget(compared)));
        }
        return chip;
    }

    private void forget(Compared made) {
        if (made.origin() == Compared.Origin.REWRITTEN) model.resetRho();
        else model.forget(made);
    }

    private String about(Network network) {
        long norms = network.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION).count();
        StringBuilder about = new StringBuilder(controls.texts().now("shift.network.about",
            NetworkNames.of(network.origin(), network.name(), controls.texts()),
            Integer.toString(network.layers().size()), Long.toString(norms),
            Integer.toString(network.spec().preprocessing().width()),
            Integer.toString(network.spec().preprocessing().height())));
        network.remarks().forEach(remark ->
            about.append(" · ").append(controls.texts().now("remark." + remark.name())));
        return about.toString();
    }
}
