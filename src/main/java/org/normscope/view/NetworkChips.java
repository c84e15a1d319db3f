package org.normscope.view;

import java.util.List;
import javafx.scene.layout.HBox;
import org.normscope.state.ShiftModel;

/** The networks side by side, each with its colour: exchanged, taken away, added here. */
final class NetworkChips extends HBox {
    /** @param builtIn names of the networks that come with the program */
    NetworkChips(Controls controls, ShiftModel model, List<String> builtIn, FileAsker asker) {
    }
}
