package org.normscope.view.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.normscope.attribution.DecisionMethod;
import org.normscope.state.normalize.Decided;
import org.normscope.state.normalize.DecisionModel;
import org.normscope.state.normalize.DecisionSettings;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneModel;
import org.normscope.view.control.Choice;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.Figures;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** What the decision for the picture shown rests on: in the untouched network, and after each pane's swap. */
final class DecisionSection extends VBox {
    private final NormalizeModel model;
    private final DecisionModel decision;
    private final Controls controls;
    private final Texts texts;
    private final TilePane looks = new TilePane();
    /** Asked for by the button and not all there: what comes is to be seen. */
    private boolean awaited;

    DecisionSection(NormalizeModel model, Controls controls, FileAsker asker) {
        this.model = model;
        this.controls = controls;
        decision = model.decision();
        texts = controls.texts();
        getStyleClass().add("section");
        looks.getStyleClass().add("looks");
        looks.setTileAlignment(Pos.TOP_LEFT);
        looks.setPrefColumns(1);
        Label title = controls.label("decision.title", "strong");
        title.setWrapText(true);
        Label note = controls.label(texts.derived(this::note, decision.decided(), decision.fault(), model.settings()),
            "muted", "small");
        note.setWrapText(true);
        ObservableValue<Boolean> asked = model.settings().map(settings -> settings.decision().asked());
        ObservableValue<List<Integer>> classes = Bindings.createObjectBinding(this::classes, decision.decided());
        ComboBox<DecisionMethod> method = Choice.of(controls, "decision.method",
            List.of(DecisionMethod.values()), model.settings(), s -> s.decision().method(), decision::setMethod,
            one -> texts.now("decision.method." + one.name()));
        ComboBox<Integer> of = Choice.of(controls, "decision.of", classes, model.settings(), s -> s.decision().of(),
            one -> decision.setClasses(one, settings().against()), one -> named(one, "decision.first"));
        ComboBox<Integer> against = Choice.of(controls, "decision.against", classes, model.settings(),
            s -> s.decision().against(), one -> decision.setClasses(settings().of(), one),
            one -> named(one, "decision.alone"));
        ComboBox<String> layer = Choice.of(controls, "decision.layer", Bindings.createObjectBinding(this::layers,
            decision.decided()), model.settings(), s -> s.decision().layer(), decision::setLayer, this::named);
        for (ComboBox<?> box : List.of(method, of, against, layer)) box.setMaxWidth(Double.MAX_VALUE);
        DecisionExport export = new DecisionExport(decision, controls, asker);
        getChildren().addAll(Controls.rule(), title, toggle(), Room.shown(method, asked), Room.shown(of, asked),
            Room.shown(against, asked), Room.shown(layer, model.settings().map(settings -> settings.decision().asked()
                && settings.decision().method().ofMaps())), note, looks,
            Room.shown(new TrustPanel(decision, controls, export).button(), asked), Room.shown(export.looks(), asked));
        decision.decided().addListener((property, old, now) -> show());
        texts.languageProperty().addListener((property, old, now) -> show());
        show();
    }

    private ToggleButton toggle() {
        SimpleBooleanProperty on = new SimpleBooleanProperty(settings().asked());
        on.addListener((property, was, now) -> {
            if (now == settings().asked()) return;
            awaited = now;
            decision.ask(now);
        });
        model.settings().addListener((property, old, now) -> on.set(now.decision().asked()));
        return controls.toggle("decision.ask", MaterialDesignT.TARGET, Shortcut.TAB, on);
    }

    private DecisionSettings settings() {
        NormalizeSettings settings = model.settings().get();
        return settings.decision();
    }

    private List<Integer> classes() {
        Decided decided = decision.decided().get();
        List<Integer> classes = new ArrayList<>(List.of(DecisionSettings.FIRST));
        if (decided != null) IntStream.range(0, decided.labels().size()).forEach(classes::add);
        for (int chosen : new int[] {settings().of(), settings().against()}) {
            if (!classes.contains(chosen)) classes.add(chosen);
        }
        return classes;
    }

    private List<String> layers() {
        Decided decided = decision.decided().get();
        List<String> layers = new ArrayList<>(List.of(""));
        if (decided != null) decided.layers().forEach(layer -> layers.add(layer.name()));
        if (!layers.contains(settings().layer())) layers.add(settings().layer());
        return layers;
    }

    private String named(String layer) {
        Decided decided = decision.decided().get();
        if (layer.isEmpty()) return texts.now("decision.last");
        return decided == null ? layer : decided.layers().stream().filter(one -> one.name().equals(layer)).findFirst()
            .map(LayerNames::name).orElse(layer);
    }

    private String named(int one, String none) {
        Decided decided = decision.decided().get();
        if (one == DecisionSettings.FIRST) return texts.now(none);
        return decided == null || one >= decided.labels().size() ? String.valueOf(one)
            : ClassNames.of(decided.labels().get(one), texts);
    }

    private String note() {
        if (!settings().asked()) return texts.now("decision.note");
        if (decision.fault().get() != null) return decision.fault().get().message(texts.language());
        Decided decided = decision.decided().get();
        if (decided == null) return texts.now("decision.waiting");
        String of = ClassNames.of(decided.labels().get(decided.of()), texts);
        if (decided.layer() != null) return texts.now("decision.maps", of, LayerNames.name(decided.layer()));
        if (!decided.whole()) return texts.now("decision.waiting");
        return decided.completeness().isPresent()
            ? texts.now("decision.complete", of, Figures.percent(decided.completeness().getAsDouble()))
            : texts.now("decision.pixels", of);
    }

    private void show() {
        Decided decided = decision.decided().get();
        looks.getChildren().clear();
        if (decided == null) return;
        add(texts.now("decision.untouched"), decided.before());
        for (PaneModel pane : model.panes()) {
            Decided.Look look = decided.after().get(pane.key());
            if (look != null && !pane.settings().get().raw()) {
                add(NormalizationNames.brief(pane.settings().get(), texts), look);
            }
        }
        if (awaited) FadingScroll.reveal(looks);
        awaited &= !decided.whole();
    }

    private void add(String name, Decided.Look look) {
        PictureView picture = new PictureView(6);
        picture.show(look.picture());
        picture.getStyleClass().add("look");
        Label title = new Label(name), score = new Label(look.none() ? texts.now("decision.none")
            : Figures.signed(look.score()));
        title.getStyleClass().add("small");
        score.getStyleClass().addAll("small", "muted");
        VBox one = new VBox(picture, title, score);
        one.getStyleClass().add("look-column");
        one.setAccessibleText(name + ": " + score.getText());
        looks.getChildren().add(one);
    }
}
