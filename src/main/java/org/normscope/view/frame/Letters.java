package org.normscope.view.frame;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.text.Font;
import org.normscope.state.desk.Theme;

/**
 * How large the window's letters are: as theme and system ask for, as far as the window holds them. Lengths are in
 * letters' heights wherever they matter, so that what fits into the least window fits into every one.
 *
 * @param size of a letter's em in pixels
 */
record Letters(int size) {
    /** The em of the themes for a screen at arm's length, and of the one for a lecture hall. */
    private static final double USUAL = 13, PROJECTED = 17;
    /** The least window, in which letters have their usual size. */
    private static final double LEAST_WIDTH = 960, LEAST_HEIGHT = 640;
    /** What the toolkit writes with where nobody asked for larger letters. */
    private static final double OF_TOOLKIT = 13, OF_TOOLKIT_ON_WINDOWS = 12;

    /** @param system how large the system writes, 1 being usual */
    static Letters fitting(Theme theme, double system, double width, double height) {
        double wanted = (theme == Theme.PROJECTOR ? PROJECTED : USUAL) * system,
            held = USUAL * Math.min(width / LEAST_WIDTH, height / LEAST_HEIGHT);
        return new Letters((int) Math.max(USUAL, Math.min(wanted, held)));
    }

    /** How large the system writes, 1 being usual. */
    static double ofSystem() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return Math.max(1, Font.getDefault().getSize() / (windows ? OF_TOOLKIT_ON_WINDOWS : OF_TOOLKIT));
    }

    /** Their size as rules of a style sheet; icons, whose em is their own size, go along. */
    String rules() {
        return ".root {-fx-font-size: " + size + "px;} " + Stream.of(icons(".ikonli-font-icon", 16),
            icons(".flat .ikonli-font-icon, .remove .ikonli-font-icon", 14),
            icons(".rail-entry .ikonli-font-icon, .rail-entry:selected .ikonli-font-icon", 22))
            .collect(Collectors.joining(" "));
    }

    private String icons(String selector, int usual) {
        return selector + " {-fx-icon-size: " + Math.round(usual * size / USUAL) + "px;}";
    }
}
