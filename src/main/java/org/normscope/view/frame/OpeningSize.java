package org.normscope.view.frame;

import javafx.geometry.Rectangle2D;
import javafx.stage.Stage;
import org.normscope.state.app.Preferences;

/** How large the window opens: as it was closed, else as large as is good; never larger than the screen. */
public final class OpeningSize {
    private static final double WIDTH = 1440, HEIGHT = 900, LEAST_WIDTH = 960, LEAST_HEIGHT = 640;

    private OpeningSize() { }

    /**
     * Before the window is shown.
     *
     * @param screen what of it windows may take
     */
    public static void give(Stage stage, Preferences remembered, Rectangle2D screen) {
        double leastWidth = Math.min(LEAST_WIDTH, screen.getWidth()),
            leastHeight = Math.min(LEAST_HEIGHT, screen.getHeight());
        double width = within(remembered.width(), WIDTH, leastWidth, screen.getWidth()),
            height = within(remembered.height(), HEIGHT, leastHeight, screen.getHeight());
        stage.setWidth(width);
        stage.setHeight(height);
        stage.setMaximized(remembered.filled());
        stage.setOnShown(event -> {
            stage.setMinWidth(leastWidth);
            stage.setMinHeight(leastHeight);
            if (stage.isMaximized()) return;
            // Some window managers (openbox) open every window at its least size, whatever it asked for before.
            stage.setWidth(width);
            stage.setHeight(height);
            // They place it by that size, too, and then its title may lie beyond the screen's edge.
            stage.setX(screen.getMinX() + (screen.getWidth() - width) / 2);
            stage.setY(screen.getMinY() + (screen.getHeight() - height) / 2);
        });
    }

    private static double within(double kept, double usual, double least, double most) {
        return Math.max(least, Math.min(most, kept > 0 ? kept : usual));
    }
}
