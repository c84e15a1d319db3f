package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.color.ColorMaps;
import org.normscope.color.Scale;
import org.normscope.stats.Histogram;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What is said in a pane keeps off what is drawn there, and gives way where there is little room. */
class PaneWordsTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void aCornerIsClearWhereNoBarReachesIntoIt() {
        HistogramView view = new HistogramView();
        view.resize(100, 58);
        view.show(new Histogram(0, 4, new int[] {10, 0, 1, 0}, 0, 0, 0),
            new Scale(-4, 4, ColorMaps.DIVERGING_LIGHT));
        // Values from -4 to 4 in 100 pixels: a bar in full height from 50 to 62.5, a low one from 75 to 87.5.
        assertTrue(view.clear(0, 49, 12));
        assertFalse(view.clear(40, 51, 12));
        assertFalse(view.clear(62, 70, 12));
        assertTrue(view.clear(63, 100, 12));
        assertFalse(view.clear(63, 100, 37), "the low bar is there");
    }

    @Test
    void aLongClassNameIsShortenedBeforeTheCellsNamesGo(FxRobot robot) {
        until(() -> all(window.frame, PaneView.class).count() == 3 && all(window.frame, PaneView.class).allMatch(pane ->
            pane.model().effect().get() != null && pane.model().cells().get() != null));
        robot.interact(() -> {
            PaneHeader header = all(window.frame, PaneHeader.class).toList().get(1);
            Label cells = (Label) header.lookup(".pane-cells"), name = (Label) header.lookup(".pane-class");
            name.setText("a wire-haired fox terrier, seen from behind");
            header.applyCss();
            double least = header.getChildrenUnmodifiable().stream().filter(part -> part != name)
                .mapToDouble(part -> part.prefWidth(-1) + 8).sum() + 5 * name.getFont().getSize();
            for (double width = 900; width > least; width -= 10) {
                header.resize(width, 20);
                header.layout();
                assertTrue(cells.isVisible() && name.isVisible(), "at " + width);
                assertEquals(cells.getText(), ((Text) cells.lookup(".text")).getText(), "at " + width);
                assertTrue(cells.getBoundsInParent().getMaxX() <= name.getBoundsInParent().getMinX(), "at " + width);
            }
        });
    }
}
