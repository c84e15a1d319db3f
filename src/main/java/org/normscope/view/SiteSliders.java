package org.normscope.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.VBox;
import org.normscope.state.AppModel;
import org.normscope.state.StyleModel;
import org.normscope.style.StyleNetwork;
import org.normscope.style.StyleSite;

/** IBN mixing of each normalization site by itself, in the order of the network. */
final class SiteSliders extends VBox {
    private final AppModel app;
    private final StyleModel model;
    private final Controls controls;
    private final List<NumberSlider> sliders = new ArrayList<>();

    SiteSliders(AppModel app, Controls controls) {
        this.app = app;
        model = app.style();
        this.controls = controls;
        getStyleClass().add("site-sliders");
        model.engine().addListener((property, old, engine) -> build(engine));
        model.settings().addListener(ignored -> show());
        build(model.engine().get());
    }

    private void build(StyleNetwork engine) {
        getChildren().clear();
        sliders.clear();
        if (engine == null) return;
        for (int i = 0; i < engine.sites().size(); i++) {
            int site = i;
            StyleSite at = engine.sites().get(i);
            NumberSlider slider = new NumberSlider(controls, controls.texts().of("style.site", i + 1, at.channels()), NumberRange.linear(0, 1), 0,
                StyleInspector.drag(app, rho -> model.setRho(site, rho))).inOneLine();
            sliders.add(slider);
            getChildren().add(slider);
        }
        show();
    }

    private void show() {
        List<Float> rho = model.settings().get().mixing().rho();
        for (int i = 0; i < sliders.size(); i++) sliders.get(i).show(Math.round(1000 * rho.get(rho.size() == sliders.size() ? i : 0)) / 1000.0);
    }
}
