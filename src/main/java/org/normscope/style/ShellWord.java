package org.normscope.style;

/** A word of a command line, written so that a POSIX shell reads it as it is meant, and the options' parser too. */
final class ShellWord {
    /** What no shell takes for anything but itself. */
    private static final String PLAIN = "[A-Za-z0-9_:./=+,@%-]+";

    private ShellWord() { }

    static String of(String word) {
        return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** An option with a file; a name that looks like an option, or a file of arguments, begins with its folder. */
    static String option(String name, String file) {
        return name + " " + of(file.startsWith("-") || file.startsWith("@") ? "./" + file : file);
    }
}
