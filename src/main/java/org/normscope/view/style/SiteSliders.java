package org.normscope.view.style;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.VBox;
import org.normscope.state.app.AppModel;
import org.normscope.state.style.StyleEngine;
import org.normscope.state.style.StyleModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;

/** IBN mixing of each normalization site by itself, in the order of the network. */
final class SiteSliders extends VBox {
    private final AppModel app;
    private final StyleModel model;
    private final Controls controls;
    private final List<NumberSlider> sliders = new ArrayList<>();

    SiteSliders(AppModel app, Controls controls) {
        this.app = app;
        model = app.workspace(StyleModel.class);
        this.controls = controls;
        getStyleClass().add("site-sliders");
        model.engine().addListener((property, old, engine) -> build(engine));
        model.settings().addListener(ignored -> show());
        build(model.engine().get());
    }

    private void build(StyleEngine engine) {
        getChildren().clear();
        sliders.clear();
        if (engine == null) return;
        for (int i = 0; i < engine.channels().size(); i++) {
            int site = i;
            NumberSlider slider = new NumberSlider(controls,
                controls.texts().of("style.site", i + 1, engine.channels().get(i)), NumberRange.linear(0, 1), 0,
                StyleDrag.of(app, rho -> model.setRho(site, rho)))
                .about(controls, "style.rho").inOneLine();
            sliders.add(slider);
            getChildren().add(slider);
        }
        show();
    }

    private void show() {
        for (int i = 0; i < sliders.size(); i++) {
            sliders.get(i).show(StyleDrag.rounded(model.settings().get().rho(i)));
        }
    }
}
