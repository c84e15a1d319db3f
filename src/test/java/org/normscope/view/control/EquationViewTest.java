package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.CellBox;
import org.normscope.normalize.Explanation;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class EquationViewTest {
    private static final int MARGIN = 12;
    private final EquationView view = new EquationView();

    @Start
    void open(Stage stage) {
        StackPane root = new StackPane(view);
        root.setStyle("-fx-padding: " + MARGIN + "; -fx-background-color: white;");
        stage.setScene(new Scene(root, 300, 300));
        stage.show();
    }

    @Test
    void everyFormulaOfTheCatalogueIsPaintedWhole(FxRobot robot) {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            for (int width : List.of(300, 150, 90)) {
                robot.interact(() -> {
                    view.getScene().getRoot().resize(width, 300);
                    view.show(entry.symbols());
                    view.getParent().layout();
                });
                assertPaintedInside(robot, entry.id() + " in " + width);
            }
            assertFalse(view.getAccessibleText().contains("\\"), view.getAccessibleText());
        }
    }

    @Test
    void longNumbersShrinkAndTheResultStandsOut(FxRobot robot) {
        String numbers =
            "\\begin{array}{l} y = 1.041 \\cdot \\frac{-0.6179 - 0.9361}{\\sqrt{1.187 + 1 \\times 10^{-5}}} + 0.08207 "
                + "\\\\ \\phantom{y} = 0.3861 \\end{array}";
        robot.interact(() -> {
            view.setStyle("-ns-ink-accent: #ff0000; -ns-ink-text: #000000;");
            view.show(new Explanation("y = x", numbers, 0.3861f, new CellBox(0, 1, 0, 1, 0, 1, 0, 1)));
            view.getParent().layout();
        });
        WritableImage shot = assertPaintedInside(robot, "numbers");
        int red = 0;
        for (int y = 0; y < shot.getHeight(); y++) {
            for (int x = 0; x < shot.getWidth(); x++) {
                int argb = shot.getPixelReader().getArgb(x, y);
                if ((argb >> 16 & 255) > 200 && (argb >> 8 & 255) < 80) red++;
            }
        }
        assertTrue(red > 20, "no result in the accent colour");
        assertTrue(view.getAccessibleText().contains("(1.041 · (−0.6179 − 0.9361)")
            || view.getAccessibleText().contains("1.041 ·"), view.getAccessibleText());
        assertTrue(view.getAccessibleText().contains("0.3861"));
    }

    /** Something is drawn, and nothing on the rim of the view's own place: nothing was cut off there. */
    private WritableImage assertPaintedInside(FxRobot robot, String what) {
        WritableImage[] shot = new WritableImage[1];
        robot.interact(() -> shot[0] = view.getScene().getRoot().snapshot(null, null));
        PixelReader pixels = shot[0].getPixelReader();
        int painted = 0;
        for (int y = 0; y < shot[0].getHeight(); y++) {
            for (int x = 0; x < shot[0].getWidth(); x++) {
                if ((pixels.getArgb(x, y) & 0xFFFFFF) == 0xFFFFFF) continue;
                painted++;
                boolean inside = view.getBoundsInParent().contains(x + 0.5, y + 0.5);
                assertTrue(inside, what + " is painted outside, at " + x + ", " + y);
                double rim = Math.min(x - view.getLayoutX(), view.getLayoutX() + view.getWidth() - 1 - x);
                assertTrue(rim >= 0.5, what + " touches its rim at " + x + ", " + y);
            }
        }
        assertTrue(painted > 40, what + " is not painted");
        assertEquals(view.getParent().getLayoutBounds().getWidth() - 2 * MARGIN, view.getWidth(), 0.5);
        return shot[0];
    }
}
