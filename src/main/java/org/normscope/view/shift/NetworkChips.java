package org.normscope.view.shift;

import java.nio.file.Path;
import java.util.ArrayList;
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
import org.normscope.view.control.RecentItems;
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
    private final List<String> recent;
    private final MenuButton add;

    /**
     * @param builtIn names of the networks that come with the program
     * @param recent  paths of those opened last
     */
    NetworkChips(Controls controls, ShiftModel model, List<String> builtIn, List<String> recent, FileAsker asker) {
        this.recent = recent;
        this.controls = controls;
        this.model = model;
        this.builtIn = builtIn;
        this.asker = asker;
        getStyleClass().add("network-chips");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        add = controls.menu("shift.network.add", controls.texts().of("shift.network.plus"), Shortcut.NETWORK);
        add.setMinWidth(Region.USE_PREF_SIZE);
        Runnable fill = () -> add.getItems().setAll(items("", model::addNetwork));
        fill.run();
        add.setOnShowing(event -> fill.run());
        model.settings().addListener((property, old, now) ->
            add.setDisable(now.networks().size() == ShiftSettings.MOST_NETWORKS));
        model.compared().addListener((ListChangeListener<Compared>) change -> show());
        show();
    }

    private List<MenuItem> items(String current, Consumer<String> open) {
        List<MenuItem> items = new ArrayList<>();
        builtIn.forEach(name -> items.add(RecentItems.item(controls, NetworkNames.builtIn(name, controls.texts()),
            "builtin:" + name, current, open)));
        items.addAll(RecentItems.of(controls, recent, current, open));
        items.add(new SeparatorMenuItem());
        items.add(controls.item("networks.open",
            () -> asker.open(FileAsker.Kind.NETWORK).stream().findFirst().map(Path::toString).ifPresent(open)));
        return items;
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
            Runnable fill = () -> {
                chip.getItems().setAll(items(compared.network().origin(),
                    origin -> model.replaceNetwork(compared.ink(), origin)));
                chip.getItems().addAll(new SeparatorMenuItem(),
                    controls.item("shift.network.remove", () -> model.removeNetwork(compared.ink())));
            };
            fill.run();
            chip.setOnShowing(event -> fill.run());
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
            network.layers().size(), norms,
            Integer.toString(network.spec().preprocessing().width()),
            Integer.toString(network.spec().preprocessing().height())));
        network.remarks().forEach(remark ->
            about.append(" · ").append(controls.texts().now("remark." + remark.name())));
        return about.toString();
    }
}
