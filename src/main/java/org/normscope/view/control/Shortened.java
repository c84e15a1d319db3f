package org.normscope.view.control;

/** Names that are cut in the middle where they are long: how they begin and end tells them apart. */
public final class Shortened {
    private Shortened() { }

    /** @param most characters, but for the sign that something is left out */
    public static String middle(String name, int most) {
        int half = most / 2;
        return name.length() <= most ? name : name.substring(0, half) + "…" + name.substring(name.length() - half);
    }
}
