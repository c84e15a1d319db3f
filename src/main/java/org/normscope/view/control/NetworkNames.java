package org.normscope.view.control;

import org.normscope.text.Messages;

/** What the built-in networks are, in a few words; a file of the user's is called as it is. */
public final class NetworkNames {
    private static final String BUILT_IN = "builtin:", KEY = "networks.name.";

    private NetworkNames() { }

    /** @param origin builtin:twin-in, or a path @param name as the network has it */
    public static String of(String origin, String name, Texts texts) {
        return origin.startsWith(BUILT_IN) && Messages.has(KEY + name) ? texts.now(KEY + name) : name;
    }

    /** Of one that comes with the program. */
    public static String builtIn(String name, Texts texts) {
        return of(BUILT_IN + name, name, texts);
    }
}
