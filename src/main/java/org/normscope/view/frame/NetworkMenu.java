package org.normscope.view.frame;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.state.desk.Subject;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.NetworkNames;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The network that is open, and the ones that can be opened instead. */
final class NetworkMenu {
    private static final double LONGEST_NAME = 420;

    private NetworkMenu() { }

    /** @param builtIn names of the networks that come with the program */
    static MenuButton of(Controls controls, Subject model, List<String> builtIn, FileAsker asker) {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("networks.choose",
            texts.derived(() -> words(texts, model.network().get()), model.network()),
            Shortcut.NETWORK);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setMaxWidth(LONGEST_NAME);
        for (String name : builtIn) {
            menu.getItems().add(
                controls.item(texts.derived(() -> NetworkNames.builtIn(name, texts)),
                    () -> model.openNetwork("builtin:" + name)));
        }
        menu.getItems().addAll(new SeparatorMenuItem(),
            controls.item("networks.open",
                () -> asker.open(FileAsker.Kind.NETWORK).stream().findFirst().map(Path::toString)
                    .ifPresent(model::openNetwork)));
        return menu;
    }

    private static String words(Texts texts, Network network) {
        if (network == null) return texts.now("networks.none");
        long norms = network.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION).count();
        return texts.now("networks.summary", NetworkNames.of(network.origin(), network.name(), texts),
            Integer.toString(network.layers().size()), Long.toString(norms));
    }
}
