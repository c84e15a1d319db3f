package org.normscope.view.transfer;

import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;

/** The figure that answers a question. */
interface FindingPage {
    Region body();

    /** The answer in a sentence; empty while it is not known. */
    ObservableValue<String> answer();
}
