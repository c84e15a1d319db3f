package org.normscope.view.style;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.normscope.state.app.AppModel;
import org.normscope.state.style.MaskBrush;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The brush that paints where the style goes. */
final class MaskSection extends VBox {
    private static final double LARGEST = 30, SOFTEST = 20;

    private final StyleModel model;

    MaskSection(AppModel app, Controls controls) {
        model = app.workspace(StyleModel.class);
        Texts texts = controls.texts();
        getStyleClass().add("mask-section");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button clear = controls.button("style.mask.clear", MaterialDesignB.BROOM, Shortcut.TAB, model::clearMask);
        Room.shown(clear, model.settings().map(settings -> !settings.content().strokes().isEmpty()));
        Label state = controls.label(texts.derived(() -> texts.now(model.settings().get().content().strokes().isEmpty()
            ? "style.mask.everywhere" : "style.mask.painted"), model.settings()), "small", "muted");
        HBox head = new HBox(controls.label("style.mask"), state, gap, clear, paint(controls));
        head.getStyleClass().add("style-row");
        head.setAlignment(Pos.CENTER_LEFT);
        head.getChildren().forEach(child -> ((Region) child).setMinWidth(child == gap ? 0 : USE_PREF_SIZE));
        Map<Boolean, String> ways = new LinkedHashMap<>();
        ways.put(false, "style.mask.on");
        ways.put(true, "style.mask.off");
        Segments<Boolean> way = new Segments<>(controls, ways, erase -> model.setBrush(brush().withErase(erase)));
        MaskBrush initial = StyleSettings.initial().brush();
        NumberSlider size = new NumberSlider(controls, texts.of("style.mask.size"), NumberRange.linear(1, LARGEST),
            percent(initial.radius()),
            StyleDrag.of(app, share -> model.setBrush(brush().withRadius(share / 100))))
            .about(controls, "style.mask.size").inOneLine();
        NumberSlider soft = new NumberSlider(controls, texts.of("style.mask.softness"), NumberRange.linear(0, SOFTEST),
            percent(initial.softness()),
            StyleDrag.of(app, share -> model.setBrush(brush().withSoftness(share / 100))))
            .about(controls, "style.mask.softness").inOneLine();
        VBox brush = new VBox(way, size, soft);
        brush.getStyleClass().add("mask-brush");
        Room.shown(brush, model.settings().map(settings -> settings.brush().on()));
        getChildren().addAll(head, brush);
        Runnable show = () -> {
            way.show(brush().erase());
            size.show(percent(brush().radius()));
            soft.show(percent(brush().softness()));
        };
        model.settings().addListener(ignored -> show.run());
        show.run();
    }

    private ToggleButton paint(Controls controls) {
        SimpleBooleanProperty on = new SimpleBooleanProperty(brush().on());
        model.settings().addListener((property, old, now) -> on.set(now.brush().on()));
        on.addListener((property, was, now) -> {
            if (now != brush().on()) model.setBrush(brush().withOn(now));
        });
        return controls.toggle("style.mask.paint", MaterialDesignB.BRUSH, Shortcut.BRUSH, on);
    }

    private MaskBrush brush() {
        return model.settings().get().brush();
    }

    private static double percent(double share) {
        return Math.round(share * 1000) / 10.0;
    }
}
