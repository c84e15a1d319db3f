package org.normscope.view.frame;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import org.normscope.view.control.Tips;

/**
 * What of a window does not fit: nodes outside of it, words that are cut and nowhere told whole, words over words. What
 * a scroll pane can scroll to is reachable.
 */
final class Misfits {
    private static final double NEAR = 1.5, LINES = 4, FAR = 1e6;
    /** Letters that have to be left of a word that is cut; a Chinese one counts for two. */
    private static final int LEFT = 6, FIRST_WIDE = 0x2E80;

    private record Word(Text text, Bounds place) { }

    private final List<String> found = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();

    private Misfits() { }

    static List<String> of(Parent window) {
        Misfits misfits = new Misfits();
        misfits.walk(top(window), window.localToScene(window.getLayoutBounds()));
        misfits.overlaps();
        return misfits.found;
    }

    /** What lies over a window as a whole, if anything; else the window. */
    static Parent top(Parent window) {
        Parent top = window;
        for (Node child : window.getChildrenUnmodifiable()) {
            if (!(child instanceof Parent over) || !child.isVisible()) continue;
            if (over.getStyleClass().contains("veil") || over.getChildrenUnmodifiable().stream()
                .anyMatch(one -> one.getStyleClass().contains("panel"))) top = over;
        }
        return top;
    }

    private void walk(Node node, Bounds room) {
        if (!node.isVisible()) return;
        Bounds place = node.localToScene(node.getLayoutBounds());
        if (place.getWidth() > 0 && place.getHeight() > 0 && !within(place, room)) {
            found.add("outside: " + name(node) + " " + brief(place) + " in " + brief(room));
            return;
        }
        if (node instanceof Text text && !text.getText().isBlank()) word(text, place, room);
        if (node instanceof TextInputControl field) typed(field);
        if (node instanceof Labeled labeled) whole(labeled);
        if (!(node instanceof Parent parent) || node instanceof TextInputControl) return;
        Bounds inside = node.getStyleClass().contains("card") ? common(place, room) : room;
        if (node.getStyleClass().contains("viewport") && node.getParent() instanceof ScrollPane scroll) {
            scrolled(parent, scroll, place);
        } else if (node.getClip() == null) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, inside));
        }
    }

    private void scrolled(Parent viewport, ScrollPane scroll, Bounds place) {
        boolean across = scroll.getHbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER,
            down = scroll.getVbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER;
        Bounds room = new BoundingBox(across ? -FAR : place.getMinX(), down ? -FAR : place.getMinY(),
            across ? 2 * FAR : place.getWidth(), down ? 2 * FAR : place.getHeight());
        List<Word> before = List.copyOf(words);
        words.clear();
        viewport.getChildrenUnmodifiable().forEach(child -> walk(child, room));
        overlaps();
        // Outside, only what is in sight can lie over anything.
        words.removeIf(word -> !word.place.intersects(place));
        words.replaceAll(word -> new Word(word.text, common(word.place, place)));
        words.addAll(before);
    }

    private void word(Text text, Bounds place, Bounds room) {
        if (text.getParent() instanceof Labeled labeled) {
            Bounds around = labeled.localToScene(labeled.getLayoutBounds());
            if (!within(place, around)) {
                found.add("out of its label: " + text.getText() + " " + brief(place) + " in " + brief(around));
            }
        }
        words.add(new Word(text, common(place, room)));
    }

    private void whole(Labeled labeled) {
        String all = labeled.getText();
        if (all == null || all.isBlank() || labeled.getChildrenUnmodifiable().isEmpty()) return;
        labeled.getChildrenUnmodifiable().stream().filter(child -> child.isVisible() && isWords(child))
            .map(child -> ((Text) child).getText())
            .filter(shown -> !shown.replaceAll("\\s", "").equals(all.replaceAll("\\s", "")))
            .filter(shown -> !told(labeled, all) || few(shown))
            .forEach(shown -> found.add("cut: " + all + " to " + shown + " in " + name(labeled)));
    }

    /** Whether that little is left that nobody guesses the rest, whatever a tooltip says. */
    private static boolean few(String shown) {
        return shown.replaceAll("[\\s.\u2026]", "").codePoints().map(point -> point < FIRST_WIDE ? 1 : 2).sum() < LEFT;
    }

    private static boolean isWords(Node child) {
        return child instanceof Text && child.getStyleClass().contains("text");
    }

    /** Whether a tooltip says all of it. */
    private static boolean told(Node node, String all) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (Tips.words(up).orElse("").contains(all)) return true;
        }
        return false;
    }

    private void typed(TextInputControl field) {
        if (field.getText() == null || field.getText().isBlank()) return;
        Text text = new Text(field.getText());
        text.setFont(field.getFont());
        double wide = text.getLayoutBounds().getWidth(),
            room = field.getWidth() - field.getInsets().getLeft() - field.getInsets().getRight();
        if (wide > room + NEAR) found.add("cut: " + field.getText() + " in " + name(field));
    }

    private void overlaps() {
        for (int i = 0; i < words.size(); i++) {
            for (int j = 0; j < i; j++) {
                Bounds both = common(words.get(i).place, words.get(j).place);
                if (both.getWidth() > NEAR && both.getHeight() > LINES) {
                    found.add("over one another: " + words.get(j).text.getText() + " and " + words.get(i).text.getText()
                        + " at " + brief(both));
                }
            }
        }
    }

    private static Bounds common(Bounds a, Bounds b) {
        double x0 = Math.max(a.getMinX(), b.getMinX()), y0 = Math.max(a.getMinY(), b.getMinY());
        return new BoundingBox(x0, y0, Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x0),
            Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y0));
    }

    private static boolean within(Bounds place, Bounds room) {
        return place.getMinX() > room.getMinX() - NEAR && place.getMaxX() < room.getMaxX() + NEAR
            && place.getMinY() > room.getMinY() - NEAR && place.getMaxY() < room.getMaxY() + NEAR;
    }

    private static String name(Node node) {
        String text = node instanceof Labeled labeled ? labeled.getText() : node instanceof Text t ? t.getText() : null;
        return node.getClass().getSimpleName() + node.getStyleClass() + (text == null ? "" : " " + text);
    }

    private static String brief(Bounds b) {
        return String.format(java.util.Locale.ROOT, "%.0f,%.0f..%.0f,%.0f",
            b.getMinX(), b.getMinY(), b.getMaxX(), b.getMaxY());
    }
}
