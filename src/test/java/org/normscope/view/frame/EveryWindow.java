package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import org.normscope.state.desk.Theme;
import org.normscope.text.Language;
import org.testfx.api.FxRobot;

/** A window in every size, from the least to a large screen, with all letters, in all languages. */
final class EveryWindow {
    static final List<Dimension2D> SIZES = List.of(size(960, 640), size(1024, 700), size(1280, 720),
        size(1280, 800), size(1440, 900), size(1920, 1080));
    private static final Dimension2D WIDE = size(1440, 900);
    private static final SnapshotParameters CORNER = new SnapshotParameters();
    /** A change of room is followed by changes of what there is room for: laid out at least and at most so often. */
    private static final int LEAST = 2, MOST = 5;

    static {
        CORNER.setViewport(new Rectangle2D(0, 0, 1, 1));
    }

    private final OpenWindow window;
    private final FxRobot robot;
    private final List<Dimension2D> sizes;

    EveryWindow(OpenWindow window, FxRobot robot) {
        this(window, robot, SIZES);
    }

    EveryWindow(OpenWindow window, FxRobot robot, List<Dimension2D> sizes) {
        this.window = window;
        this.robot = robot;
        this.sizes = sizes;
    }

    /** @return what does not fit in which of them. @param views by name: what each takes to be on screen */
    List<String> misfits(Map<String, Runnable> views) {
        List<String> misfits = new ArrayList<>();
        Set<List<?>> seen = new HashSet<>();
        for (Theme theme : Theme.values()) {
            for (double system : List.of(1.0, 1.25)) {
                // Themes differ in their letters' size and in colours, which need no room.
                Map<Integer, List<Dimension2D>> sizes = new LinkedHashMap<>();
                for (Dimension2D size : this.sizes) {
                    int letter = Letters.fitting(theme, system, size.getWidth(), size.getHeight()).size();
                    if (!seen.add(List.of(letter, size))) continue;
                    sizes.computeIfAbsent(letter, l -> new ArrayList<>()).add(size);
                }
                for (Language language : Language.values()) {
                    sizes.forEach((letter, same) -> robot.interact(() -> {
                        resize(same.get(0));
                        dress(theme, system, language);
                        views.forEach((name, enter) -> {
                            enter.run();
                            same.forEach(size -> look(size, letter).forEach(misfit -> misfits.add(name + " " + size
                                + " " + letter + " " + language.code() + ": " + misfit)));
                        });
                    }));
                }
            }
        }
        return misfits;
    }

    /** @return what cannot be read in which theme. @param views as for {@link #misfits} */
    List<String> faint(Map<String, Runnable> views) {
        List<String> faint = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            robot.interact(() -> {
                resize(WIDE);
                dress(theme, 1, Language.ENGLISH);
                views.forEach((name, enter) -> {
                    enter.run();
                    List.copyOf(window.app.notices()).forEach(window.app::dismiss);
                    for (int i = 0; i < LEAST; i++) window.frame.snapshot(CORNER, null);
                    Legibility.faint(window.frame, Misfits.top(window.frame))
                        .forEach(one -> faint.add(theme + " " + name + ": " + one));
                });
            });
        }
        return faint;
    }

    private void dress(Theme theme, double letters, Language language) {
        if (window.app.theme().get() != theme) window.app.setTheme(theme);
        if (window.app.language().get() != language) window.app.setLanguage(language);
        window.frame.systemLetters().set(letters);
    }

    /** Laid out as by some pulses. */
    void settle(double width, double height) {
        window.frame.resize(width, height);
        for (int i = 0; i < LEAST; i++) window.frame.snapshot(CORNER, null);
    }

    private void resize(Dimension2D size) {
        window.frame.resize(size.getWidth(), size.getHeight());
    }

    /** @return what does not fit in a window of that size. @param letter whose letters are to be that large */
    List<String> look(Dimension2D size, int letter) {
        resize(size);
        // They float over the page on purpose.
        List.copyOf(window.app.notices()).forEach(window.app::dismiss);
        List<String> misfits = List.of();
        for (int i = 0; i < LEAST || i < MOST && !misfits.isEmpty(); i++) {
            // Styled and laid out as by a pulse: what is dirty, where applyCss takes every node anew.
            window.frame.snapshot(CORNER, null);
            if (i >= LEAST - 1) misfits = Misfits.of(window.frame);
        }
        Label plain = OnScreen.all(window.frame, Label.class).filter(label -> label.getParent() == window.frame)
            .findFirst().orElseThrow();
        assertEquals(letter, plain.getFont().getSize(), "letters");
        OnScreen.all(window.frame, Node.class).flatMap(node -> node.getStyleClass().stream()).distinct()
            .filter(BaseSheet.LEFT_OUT.asMatchPredicate()).forEach(style -> fail("the base sheet has no " + style));
        for (String style : List.of("small", "tiny")) {
            double em = style.equals("small") ? .88 : .85;
            OnScreen.all(window.frame, Label.class).filter(label -> label.getStyleClass().contains(style))
                .filter(OnScreen::shown).forEach(label ->
                    assertEquals(em * letter, label.getFont().getSize(), .06, style + " " + label.getText()));
        }
        return misfits;
    }

    private static Dimension2D size(double width, double height) {
        return new Dimension2D(width, height);
    }
}
