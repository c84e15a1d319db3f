package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.shape.Circle;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.color.Mosaic;
import org.normscope.normalize.Cell;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.text.Language;
import org.normscope.view.control.PanePlacement;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A pane of the smallest window says what it says in larger ones, in fewer figures, and points where it points. */
class SmallPaneTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        open(stage);
        stage.setWidth(960);
        stage.setHeight(640);
    }

    /** A blank has half the width in a font of Chinese letters: figures would stand at the words before them. */
    @Test
    void figuresStandOffTheirWordsInEitherLanguage(FxRobot robot) {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(() -> model.settled() && window.app.activity().get() == null);
        for (Language language : Language.values()) robot.interact(() -> {
            window.app.setLanguage(language);
            window.frame.applyCss();
            List<Label> figures = all(window.frame, Label.class).filter(label -> label.getStyleClass()
                .contains("pane-figures")).toList();
            assertEquals(6, figures.size());
            for (Label label : figures) for (String line : label.getText().lines().toList()) {
                String tight = line.replaceAll("\\s|\u2002", "");
                double gaps = wide(label, line) - wide(label, tight), least = .4 * label.getFont().getSize();
                assertTrue(gaps >= least * line.split("[\\s\u2002]+(?=[\u2212+\\d])").length - least,
                    language + ": " + line + " " + gaps);
            }
        });
    }

    private static double wide(Label of, String words) {
        Text text = new Text(words);
        text.setFont(of.getFont());
        return text.getLayoutBounds().getWidth();
    }

    @Test
    void meanAndDeviationStayAndTheRingStaysInItsUnit(FxRobot robot) {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(() -> model.settled() && window.app.activity().get() == null);
        Cell corner = new Cell(0, 1, 0, 0);
        robot.interact(() -> model.pointAt(1, corner));
        until(model::settled);
        robot.interact(window.frame::layout);
        List<PaneView> panes = all(window.frame, PaneView.class).toList();
        assertEquals(3, panes.size());
        for (PaneView pane : panes) {
            assertEquals(1, all(pane, Label.class).filter(OnScreen::shown).map(Label::getText)
                .filter(words -> words != null && words.startsWith("μ")).count());
            Mosaic mosaic = pane.mosaic().mosaic().orElseThrow();
            PanePlacement place = pane.mosaic().placement();
            Circle ring = (Circle) pane.mosaic().lookup(".cross-hair");
            assertTrue(ring.isVisible());
            assertTrue(ring.getCenterX() - ring.getRadius() >= place.toPaneX(mosaic.left(1)), "at the left");
            assertTrue(ring.getCenterY() - ring.getRadius() >= place.toPaneY(mosaic.top(1)), "at the top");
            assertTrue(Math.hypot(ring.getCenterX() - place.toPaneX(mosaic.left(1) + 0.5),
                ring.getCenterY() - place.toPaneY(mosaic.top(1) + 0.5)) < 2 * ring.getRadius(), "at its cell");
        }
    }
}
