package org.normscope.view.frame;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import org.normscope.network.Labels;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.state.desk.Subject;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.NetworkNames;
import org.normscope.view.control.RecentItems;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The network that is open, and the ones that can be opened instead. */
final class NetworkMenu {
    /** Letters of a name beside which there is room for what is counted in the network. */
    private static final int LONGEST_COUNTED = 24;

    private NetworkMenu() { }

    /**
     * @param builtIn names of the networks that come with the program
     * @param recent  paths of those opened last
     * @param roomy   whether there is room for more than the network's name
     */
    static MenuButton of(Controls controls, Subject model, List<String> builtIn, FileAsker asker,
                         List<String> recent, ObservableValue<Boolean> roomy) {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("networks.choose",
            texts.derived(() -> words(texts, model.network().get(), roomy.getValue()), model.network(), roomy),
            Shortcut.NETWORK);
        menu.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        menu.getStyleClass().add("network-menu");
        Runnable fill = () -> {
            String current = model.choice().get() == null ? "" : model.choice().get().network().origin();
            menu.getItems().clear();
            for (String name : builtIn) {
                menu.getItems().add(
                    RecentItems.item(controls, NetworkNames.builtIn(name, texts), "builtin:" + name, current,
                        model::openNetwork));
            }
            menu.getItems().addAll(RecentItems.of(controls, recent, current, model::openNetwork));
            menu.getItems().addAll(new SeparatorMenuItem(),
                controls.item("networks.open",
                    () -> asker.open(FileAsker.Kind.NETWORK).stream().findFirst().map(Path::toString)
                        .ifPresent(model::openNetwork)),
                controls.item("labels.choose",
                    () -> asker.open(FileAsker.Kind.LABELS).stream().findFirst().map(Path::toString)
                        .ifPresent(file -> model.setInput(Labels.KEY, file))));
        };
        fill.run();
        menu.setOnShowing(event -> fill.run());
        return menu;
    }

    private static String words(Texts texts, Network network, boolean roomy) {
        if (network == null) return texts.now("networks.none");
        String name = NetworkNames.of(network.origin(), network.name(), texts);
        if (!roomy) return name;
        long norms = network.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION).count();
        String all = texts.now("networks.summary", name, network.layers().size(), norms);
        // The counts push nothing of a name out.
        return name.length() > LONGEST_COUNTED ? name : all;
    }
}
