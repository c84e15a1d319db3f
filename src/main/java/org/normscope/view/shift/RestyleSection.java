package org.normscope.view.shift;

import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.image.PictureSource;
import org.normscope.image.Samples;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Recent;
import org.normscope.state.shift.Restyle;
import org.normscope.state.shift.ShiftModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.PaintingItems;
import org.normscope.view.control.Shortcut;

/** The picture painted in the style of a painting: how much, and which. */
final class RestyleSection extends VBox {
    private static final double PERCENT = 100;

    private final ShiftModel model;
    private final Controls controls;
    private final FileAsker asker;
    private final List<String> recent;

    RestyleSection(AppModel app, Controls controls, FileAsker asker) {
        this.model = app.workspace(ShiftModel.class);
        this.controls = controls;
        this.asker = asker;
        recent = app.recent().of(Recent.Kind.PICTURE);
        getStyleClass().add("restyle");
        NumberSlider weight = new NumberSlider(controls, controls.texts().of("shift.restyle"),
            NumberRange.linear(0, PERCENT), 0, new NumberSlider.Gesture() {
                @Override public void begin() { app.beginGesture(); }
                @Override public void move(double value) {
                    model.setRestyle(new Restyle(restyle().painting(), value / PERCENT));
                }
                @Override public void end() { app.endGesture(); }
            });
        weight.about(controls, "shift.restyle").setId("restyle");
        model.settings().addListener((property, old, now) -> weight.show(now.restyle().weight() * PERCENT));
        weight.show(restyle().weight() * PERCENT);
        getChildren().addAll(weight, painting());
        VBox.setVgrow(weight, Priority.NEVER);
    }

    private Restyle restyle() {
        return model.settings().get().restyle();
    }

    private MenuButton painting() {
        MenuButton menu = controls.menu("shift.restyle.choose",
            controls.texts().derived(this::name, model.settings()), Shortcut.TAB);
        menu.setMaxWidth(Double.MAX_VALUE);
        Runnable fill = () -> menu.getItems().setAll(PaintingItems.of(controls, "shift.restyle.open", recent,
            restyle().painting(), asker, this::choose));
        fill.run();
        menu.setOnShowing(event -> fill.run());
        return menu;
    }

    /** Another painting is to be seen at once. */
    private void choose(String origin) {
        model.setRestyle(new Restyle(origin, restyle().weight() == 0 ? 1 : restyle().weight()));
    }

    private String name() {
        String origin = restyle().painting();
        if (!origin.startsWith(PictureSource.BUILT_IN)) {
            return origin.substring(Math.max(origin.lastIndexOf('/'), origin.lastIndexOf('\\')) + 1);
        }
        return Samples.of(origin.substring(PictureSource.BUILT_IN.length()))
            .map(sample -> controls.texts().now(sample.titleKey())).orElse(origin);
    }
}
