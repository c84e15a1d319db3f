package org.normscope.view.normalize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameter;
import org.normscope.normalize.Parameters;
import org.normscope.state.app.AppModel;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneAffine;
import org.normscope.state.normalize.PaneModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;

/**
 * The parameters of the selected pane: numbers by slider, field and keys, choices by buttons. A drag is one entry of
 * the history. The controls stay while the pane, its normalization and what may be set stay, so that a drag is not cut.
 */
final class ParameterForm extends VBox {
    /** What is seldom touched is folded. */
    private static final Set<String> SELDOM = Set.of("eps", "eps-at");

    private final AppModel app;
    private final NormalizeModel model;
    private final Controls controls;
    private final Map<String, Runnable> refreshers = new HashMap<>();
    private final InvalidationListener changed = ignored -> follow();
    private final Button resetAll;
    private final ToggleButton more;
    private final SimpleBooleanProperty all = new SimpleBooleanProperty();
    private final Label title = new Label();
    private PaneModel pane;
    private @Nullable String built;
    private List<Integer> divisors = List.of();

    ParameterForm(AppModel app, Controls controls) {
        this.app = app;
        this.model = app.workspace(NormalizeModel.class);
        this.controls = controls;
        getStyleClass().add("parameters");
        title.getStyleClass().add("strong");
        resetAll = controls.button("inspector.resetAll", MaterialDesignR.RESTORE, Shortcut.TAB,
            () -> model.edit().resetParameters(pane.key()));
        resetAll.getStyleClass().addAll("flat", "muted", "small");
        more = controls.toggle("inspector.more", MaterialDesignC.CHEVRON_DOWN, Shortcut.TAB, all);
        more.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        more.getStyleClass().addAll("icon", "flat", "muted");
        model.selectedPane().addListener(ignored -> choose());
        controls.texts().languageProperty().addListener(ignored -> {
            built = null;
            follow();
        });
        choose();
    }

    private void choose() {
        pane = model.selectedPane().get();
        built = null;
        if (pane == null) return;
        pane.settings().addListener(new WeakInvalidationListener(changed));
        pane.divisors().addListener(new WeakInvalidationListener(changed));
        pane.affine().addListener(new WeakInvalidationListener(changed));
        follow();
    }

    private void follow() {
        if (pane == null || pane != model.selectedPane().get()) return;
        String normalization = pane.settings().get().normalization();
        if (!normalization.equals(built) || !divisors.equals(pane.divisors().get())) build(normalization);
        refreshers.values().forEach(Runnable::run);
        resetAll.setDisable(pane.settings().get().parameters().values().isEmpty());
    }

    private void build(String normalization) {
        built = normalization;
        divisors = pane.divisors().get();
        refreshers.clear();
        Catalogue.Entry entry = pane.entry();
        List<Parameter> parameters = entry == null ? List.of() : entry.parameters();
        setVisible(!parameters.isEmpty());
        setManaged(!parameters.isEmpty());
        getChildren().clear();
        if (parameters.isEmpty()) return;
        title.setText(controls.texts().now("inspector.parameters",
            NormalizationNames.brief(pane.settings().get(), controls.texts())));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap, resetAll);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(head);
        boolean fold = parameters.size() > 1;
        for (Parameter parameter : parameters) {
            Node control = control(parameter);
            getChildren().add(fold && SELDOM.contains(parameter.key()) ? Room.shown(control, all) : control);
            if (fold && SELDOM.contains(parameter.key()) && !head.getChildren().contains(more)) {
                head.getChildren().add(more);
            }
        }
    }

    private Node control(Parameter parameter) {
        if (parameter instanceof Parameter.Real real) {
            NumberRange range = real.logarithmic() ? NumberRange.logarithmic(real.minimum(), real.maximum())
                : NumberRange.linear(real.minimum(), real.maximum());
            return slider(parameter.key(), range, real.value(), Parameters::text);
        }
        if (parameter instanceof Parameter.Odd odd) {
            int[] values = IntStream.rangeClosed(odd.minimum(), odd.maximum()).filter(n -> n % 2 != 0).toArray();
            return slider(parameter.key(), NumberRange.steps(values), odd.value(), ParameterForm::whole);
        }
        if (parameter instanceof Parameter.Divisor divisor) {
            int[] offered = divisors.isEmpty() ? new int[] {1}
                : divisors.stream().mapToInt(Integer::intValue).toArray();
            int initial = IntStream.of(offered).filter(d -> d <= divisor.value()).max().orElse(1);
            return slider(parameter.key(), NumberRange.steps(offered), initial, ParameterForm::whole);
        }
        if (parameter instanceof Parameter.Whole number) {
            int[] values = IntStream.rangeClosed(number.minimum(), number.maximum()).toArray();
            return slider(number.key(), NumberRange.steps(values), number.value(), ParameterForm::whole);
        }
        if (parameter instanceof Parameter.Share share) {
            return slider(share.key(), NumberRange.linear(0, 1), share.value(), Parameters::text);
        }
        if (parameter instanceof Parameter.Weights weights) return weights(weights);
        if (parameter instanceof Parameter.Condition condition) {
            return choice(condition.key(), List.of(Parameter.Condition.STYLE, "0"));
        }
        Parameter.Choice choice = (Parameter.Choice) parameter;
        return choice(choice.key(), choice.values());
    }

    private static String whole(double value) {
        return Long.toString(Math.round(value));
    }

    private NumberSlider slider(String key, NumberRange range, double initial, DoubleFunction<String> text) {
        PaneModel owner = pane;
        NumberSlider slider = new NumberSlider(controls, name(key), range, initial,
            new NumberSlider.Gesture() {
                @Override public void begin() { app.beginGesture(); }
                @Override public void move(double value) {
                    if (value == unset(owner, key, initial)) model.edit().resetParameter(owner.key(), key);
                    else model.edit().setParameter(owner.key(), key, text.apply(value));
                }
                @Override public void end() { app.endGesture(); }
            });
        slider.setId("parameter-" + key);
        slider.about(controls, "parameter." + key);
        refreshers.put(key, () -> {
            slider.setInitial(unset(owner, key, initial));
            slider.show(Double.parseDouble(owner.value(key)));
        });
        return slider.inOneLine();
    }

    /** The sliders of gamma and beta multiply and add to the network's own, or to matched ones, where there are any. */
    private ObservableValue<String> name(String key) {
        ReadOnlyObjectProperty<PaneAffine> affine = pane.affine();
        boolean ofAffine = key.equals("gamma") || key.equals("shift");
        return !ofAffine ? controls.texts().of("parameter." + key) : controls.texts().derived(() ->
            controls.texts().now("parameter." + key + (affine.get() == PaneAffine.NONE ? "" : affine.get()
                == PaneAffine.LEARNED ? ".learned" : ".matched")), affine);
    }

    /** What a number is where it is not set: a choice of another parameter may say otherwise than the catalogue. */
    private static double unset(PaneModel pane, String key, double initial) {
        Catalogue.Entry entry = pane.settings().get().entry().orElseThrow();
        boolean divisor = entry.parameters()
            .stream().anyMatch(p -> p.key().equals(key) && p instanceof Parameter.Divisor);
        if (divisor) return initial;
        return Double.parseDouble(entry.value(key, pane.settings().get().parameters().without(key)));
    }

    /** One slider for each part; the parts count by their share of the sum. */
    private Node weights(Parameter.Weights weights) {
        String key = weights.key();
        List<Double> initial = weights.read(weights.initial());
        PaneModel owner = pane;
        List<NumberSlider> sliders = new ArrayList<>();
        for (int i = 0; i < weights.parts().size(); i++) {
            int part = i;
            NumberSlider slider = new NumberSlider(controls,
                controls.texts().of("parameter." + key, weights.parts().get(part)),
                NumberRange.linear(0, 1), initial.get(part), new NumberSlider.Gesture() {
                    @Override public void begin() { app.beginGesture(); }
                    @Override public void move(double value) {
                        List<Double> moved = weights.read(owner.value(key));
                        moved.set(part, value);
                        if (moved.equals(initial)) {
                            model.edit().resetParameter(owner.key(), key);
                        } else {
                            model.edit().setParameter(owner.key(), key,
                                moved.stream().map(Parameters::text).collect(Collectors.joining(",")));
                        }
                    }
                    @Override public void end() { app.endGesture(); }
                });
            slider.setId("parameter-" + key + "-" + weights.parts().get(part));
            sliders.add(slider.about(controls, "parameter." + key).inOneLine());
        }
        refreshers.put(key, () -> {
            List<Double> shown = weights.read(owner.value(key));
            for (int i = 0; i < sliders.size(); i++) sliders.get(i).show(shown.get(i));
        });
        VBox all = new VBox(controls.label("parameter." + key + ".all", "muted"));
        all.getChildren().addAll(sliders);
        return all;
    }

    private Node choice(String key, List<String> values) {
        Label label = controls.about(controls.label("parameter." + key, "number-slider-name"), "parameter." + key);
        Map<String, String> words = new LinkedHashMap<>();
        values.forEach(value -> words.put(value, "parameter." + key + "." + value));
        PaneModel owner = pane;
        Segments<String> buttons = new Segments<>(controls, words, value -> {
            if (!value.equals(owner.value(key))) model.edit().setParameter(owner.key(), key, value);
        });
        refreshers.put(key, () -> buttons.show(owner.value(key)));
        HBox line = new HBox(label, buttons);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setId("parameter-" + key);
        return line;
    }
}
