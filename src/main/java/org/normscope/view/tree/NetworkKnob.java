package org.normscope.view.tree;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import org.normscope.node.Knob;
import org.normscope.state.desk.Recent;
import org.normscope.state.tree.TreeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.NetworkNames;
import org.normscope.view.control.RecentItems;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;
import org.normscope.view.frame.Workbench;

/** Which network a node runs: one that comes with the program, one of the user's. */
final class NetworkKnob {
    private static final String BUILT_IN = "builtin:";

    private NetworkKnob() { }

    static MenuButton of(Workbench bench, TreeModel model, Knob.Origin knob) {
        Controls controls = bench.controls();
        Supplier<String> now = () -> model.knobs().word(knob.key());
        MenuButton menu = controls.menu(knob.nameKey(), bench.texts().derived(() -> asks(model, knob)
            ? name(now.get(), knob, bench.texts()) : "", model.settings()), Shortcut.TAB);
        menu.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        menu.setMinWidth(0);
        menu.setOnShowing(event -> fill(menu, bench, model, knob, now.get()));
        fill(menu, bench, model, knob, now.get());
        return menu;
    }

    /** Of the node before the form may still hear. */
    private static boolean asks(TreeModel model, Knob knob) {
        return model.node().knobs().contains(knob);
    }

    private static void fill(MenuButton menu, Workbench bench, TreeModel model, Knob.Origin knob, String current) {
        Controls controls = bench.controls();
        List<String> names = knob.paints() ? List.of(knob.initial())
            : bench.builtIn().stream().map(name -> BUILT_IN + name).toList();
        List<MenuItem> items = menu.getItems();
        items.clear();
        for (String origin : names) {
            items.add(RecentItems.item(controls, name(origin, knob, bench.texts()), origin, current,
                chosen -> model.chooseNetwork(knob, chosen)));
        }
        items.addAll(RecentItems.of(controls, bench.app().recent().of(knob.paints() ? Recent.Kind.ENGINE
            : Recent.Kind.NETWORK), current, chosen -> model.chooseNetwork(knob, chosen)));
        items.add(new SeparatorMenuItem());
        items.add(controls.item("networks.open", () -> bench.asker().open(FileAsker.Kind.NETWORK).stream().findFirst()
            .map(Path::toString).ifPresent(chosen -> model.chooseNetwork(knob, chosen))));
    }

    private static String name(String origin, Knob.Origin knob, Texts texts) {
        if (!origin.startsWith(BUILT_IN)) return Path.of(origin).getFileName().toString();
        return knob.paints() ? texts.now("style.engine.builtIn")
            : NetworkNames.builtIn(origin.substring(BUILT_IN.length()), texts);
    }
}
