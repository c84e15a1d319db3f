package org.normscope.view.normalize;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.attribution.Curves;
import org.normscope.attribution.Trust;
import org.normscope.state.normalize.DecisionModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Panel;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** Whether the decision's pictures can be trusted: side by side while the weights become random, and two curves. */
final class TrustPanel {
    /** Letters of a line of a head: as wide as what is below it. */
    private static final int LETTERS = 13;

    private final DecisionModel decision;
    private final DecisionExport export;
    private final Controls controls;
    private final Texts texts;
    private final VBox content = new VBox();
    private final Panel panel;

    TrustPanel(DecisionModel decision, Controls controls, DecisionExport export) {
        this.decision = decision;
        this.export = export;
        this.controls = controls;
        texts = controls.texts();
        content.getStyleClass().addAll("section", "trust");
        panel = controls.panel("trust.title", () -> content);
        decision.trust().trust().addListener((property, old, now) -> show(now));
        texts.languageProperty().addListener((property, old, now) -> show(decision.trust().trust().get()));
        show(null);
    }

    /** Asks, and opens it. */
    Button button() {
        Button[] button = new Button[1];
        button[0] = controls.button("trust.ask", MaterialDesignS.SHIELD_SEARCH, Shortcut.TAB, () -> {
            if (!panel.isShown() && decision.trust().trust().get() == null) decision.askTrust();
            panel.toggle(button[0]);
        });
        button[0].disableProperty().bind(decision.decided().isNull());
        return button[0];
    }

    private void show(@Nullable Trust trust) {
        content.getChildren().setAll(controls.label("trust.title", "strong"));
        if (trust == null) {
            content.getChildren().add(controls.label("trust.waiting", "muted"));
            return;
        }
        content.getChildren().addAll(said("trust.random"), pictures(trust), Controls.rule(),
            said("trust.curves"), curves(trust.curves()), export.trust());
    }

    private Label said(String key) {
        Label words = controls.label(key, "muted", "small");
        words.setWrapText(true);
        return words;
    }

    private GridPane pictures(Trust trust) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("looks");
        for (int row = 0; row < trust.rows().size(); row++) {
            Trust.Row one = trust.rows().get(row);
            String back = texts.now("trust.back." + one.back().name());
            Label name = new Label(back);
            name.getStyleClass().add("small");
            name.setMinWidth(Label.USE_PREF_SIZE);
            grid.add(name, 0, row + 1);
            for (int column = 0; column < one.looks().size(); column++) {
                Trust.Look look = one.looks().get(column);
                String until = column == 0 ? texts.now("trust.trained")
                    : column == one.looks().size() - 1 ? texts.now("trust.all") : look.layer();
                if (row == 0) grid.add(headed(until), column + 1, 0);
                grid.add(look(look, back, until), column + 1, row + 1);
            }
        }
        return grid;
    }

    private static Label headed(String until) {
        Label head = Controls.told(new Label(lines(until)));
        head.getStyleClass().addAll("small", "muted", "trust-head");
        GridPane.setHalignment(head, HPos.LEFT);
        GridPane.setValignment(head, VPos.BOTTOM);
        return head;
    }

    /** A layer's name in lines, broken behind its points and strokes. */
    static String lines(String name) {
        StringBuilder lines = new StringBuilder();
        int letters = 0;
        for (String part : name.split("(?<=[./_:])")) {
            if (letters > 0 && letters + part.length() > LETTERS) {
                lines.append('\n');
                letters = 0;
            }
            lines.append(part);
            letters += part.length();
        }
        return lines.toString();
    }

    private VBox look(Trust.Look look, String back, String until) {
        PictureView picture = new PictureView(6);
        picture.show(look.picture());
        picture.getStyleClass().add("look");
        Label likeness = new Label(texts.now("trust.likeness", Figures.brief(look.likeness())));
        likeness.getStyleClass().addAll("small", "muted");
        VBox one = new VBox(picture, likeness);
        one.setAccessibleText(back + ", " + until + ": " + likeness.getText());
        return one;
    }

    private VBox curves(Curves curves) {
        TrustCurves drawn = new TrustCurves();
        drawn.show(curves);
        Label areas = new Label(texts.now("trust.areas", Figures.brief(Curves.area(curves.deletion())),
            Figures.brief(Curves.area(curves.insertion()))));
        areas.getStyleClass().add("small");
        drawn.setAccessibleText(areas.getText());
        return new VBox(drawn, areas);
    }
}
