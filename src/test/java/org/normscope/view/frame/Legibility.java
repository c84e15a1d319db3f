package org.normscope.view.frame;

import static org.normscope.view.frame.OnScreen.all;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Words and icons that stand out too little from what is painted below them, as WCAG 2.2 measures it, and letters that
 * are too small. Icons of what is disabled may be faint; its words may not.
 */
final class Legibility {
    private static final double WORDS = 4.5, ICONS = 3, PIXELS = 11, NEAR = 0.05;
    /** Places at which it is looked at what lies below: across, down. */
    private static final int ACROSS = 12, DOWN = 4;

    private Legibility() { }

    /** @param root what is painted, laid out already. @param part of it: where it is looked */
    static List<String> faint(Parent root, Parent part) {
        List<Text> texts = all(part, Text.class).filter(OnScreen::shown)
            .filter(text -> !(text instanceof FontIcon && text.isDisabled()))
            .filter(text -> !text.getText().isBlank() && opacity(text) > 0).toList();
        double[] own = texts.stream().mapToDouble(Node::getOpacity).toArray();
        double[] opacity = texts.stream().mapToDouble(Legibility::opacity).toArray();
        texts.forEach(text -> text.setOpacity(0));
        WritableImage below = root.snapshot(null, null);
        for (int i = 0; i < own.length; i++) texts.get(i).setOpacity(own[i]);
        Bounds all = root.getLayoutBounds();
        List<String> faint = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            Text text = texts.get(i);
            Bounds place = visible(text, root, all);
            if (place.getWidth() < 1 || place.getHeight() < 1) continue;
            double contrast = contrast((Color) text.getFill(), opacity[i], below.getPixelReader(), place,
                shifted(root));
            String name = text.getText() + " " + text.getFill() + " in " + text.getParent().getStyleClass();
            boolean icon = text instanceof FontIcon;
            if (contrast < (icon ? ICONS : WORDS) - NEAR) {
                faint.add(String.format(Locale.ROOT, "%.2f: %s", contrast, name));
            }
            if (!icon && text.getFont().getSize() < PIXELS - NEAR) faint.add(text.getFont().getSize() + " px: " + name);
        }
        return faint.stream().distinct().toList();
    }

    /** Of its ink: what waits for the pointer to come has none. */
    private static double opacity(Text text) {
        double opacity = ((Color) text.getFill()).getOpacity();
        for (Node up = text; up != null; up = up.getParent()) opacity *= up.getOpacity();
        return opacity;
    }

    /** A picture of a node begins where the node's bounds do, which a shadow may enlarge. */
    private static double[] shifted(Parent root) {
        Bounds bounds = root.getBoundsInParent();
        return new double[] {bounds.getMinX() - root.getLayoutX(), bounds.getMinY() - root.getLayoutY()};
    }

    /** Where of a root a node is not cut off by what can be scrolled. */
    private static Bounds visible(Node node, Parent root, Bounds all) {
        Bounds place = common(root.sceneToLocal(node.localToScene(node.getLayoutBounds())), all);
        for (Node up = node.getParent(); up != null && up != root; up = up.getParent()) {
            if (up.getClip() != null || up.getStyleClass().contains("viewport")) {
                place = common(place, root.sceneToLocal(up.localToScene(up.getLayoutBounds())));
            }
        }
        return place;
    }

    private static Bounds common(Bounds a, Bounds b) {
        double x = Math.max(a.getMinX(), b.getMinX()), y = Math.max(a.getMinY(), b.getMinY());
        return new BoundingBox(x, y, Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x),
            Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y));
    }

    /** The middle one of many places: a line or a corner below does not count. */
    private static double contrast(Color ink, double opacity, PixelReader below, Bounds place, double[] shifted) {
        double[] contrasts = new double[ACROSS * DOWN];
        for (int i = 0; i < contrasts.length; i++) {
            double x = place.getMinX() + place.getWidth() * (i % ACROSS + .5) / ACROSS,
                y = place.getMinY() + place.getHeight() * (i / ACROSS + .5) / DOWN;
            Color ground = below.getColor((int) (x - shifted[0]), (int) (y - shifted[1]));
            contrasts[i] = FocusRing.contrast(ground.interpolate(Color.color(ink.getRed(), ink.getGreen(),
                ink.getBlue()), opacity), ground);
        }
        Arrays.sort(contrasts);
        return contrasts[contrasts.length / 2];
    }
}
