package org.normscope.view.control;

import org.normscope.text.Messages;

/** What the classes of the built-in networks are called in the language spoken; others as their network calls them. */
public final class ClassNames {
    private static final String KEY = "class.";

    private ClassNames() { }

    /** @param label as the network has it: sunflowers, electric_guitar */
    public static String of(String label, Texts texts) {
        return Messages.has(KEY + label) ? texts.now(KEY + label) : label;
    }
}
