package org.normscope.view.shift;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Recent;
import org.normscope.state.shift.ShiftModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Room;

/**
 * The Shift workspace: the picture in another look, how far that moves each network's features, and what can be done
 * about it.
 */
public final class ShiftView extends HBox {
    /** Below this many letters' heights the columns at both sides make themselves narrow. */
    private static final double ROOMY = 100;
    /** Below this many letters' heights the curves over depth and those over a slider are not both readable. */
    private static final double BOTH = 36;
    private static final PseudoClass ALONE = PseudoClass.getPseudoClass("alone");

    public ShiftView(AppModel app, Controls controls, FileAsker asker) {
        getStyleClass().add("shift");
        Label letter = new Label();
        letter.setManaged(false);
        getChildren().add(letter);
        Room.tight(this, letter, ROOMY);
        CurvesCard curves = new CurvesCard(app, controls, asker);
        ResultsCard results = new ResultsCard(app.workspace(ShiftModel.class), controls,
            app.recent().of(Recent.Kind.CORPUS), asker);
        VBox middle = new VBox(curves, results);
        middle.getStyleClass().add("shift-middle");
        middle.setMinWidth(0);
        // Where both would be too low to be read, there is what was asked for last.
        Room.shown(curves, Room.high(middle, letter, BOTH).or(results.curved().not()));
        curves.visibleProperty().addListener((property, was, both) -> alone(results, !both));
        alone(results, !curves.isVisible());
        VBox.setVgrow(curves, Priority.ALWAYS);
        HBox.setHgrow(middle, Priority.ALWAYS);
        getChildren().addAll(new LookCard(app, controls, asker), middle, new BesideCurves(app, controls, asker));
    }

    private static void alone(ResultsCard results, boolean now) {
        results.pseudoClassStateChanged(ALONE, now);
        VBox.setVgrow(results, now ? Priority.ALWAYS : Priority.NEVER);
    }
}
