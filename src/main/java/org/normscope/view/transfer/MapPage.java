package org.normscope.view.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.Deeper;
import org.normscope.state.transfer.Lesson;
import org.normscope.state.transfer.PictureLayout;
import org.normscope.state.transfer.TransferModel;
import org.normscope.transfer.Example;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** All pictures on a plane, coloured by class; a line drawn around some chooses them, as does a class's name. */
final class MapPage implements FindingPage {
    /** More names are no legend that anybody reads. */
    private static final int MOST = 8;

    private final TransferModel model;
    private final Controls controls;
    private final Texts texts;
    private final PicturePlane plane;
    private final FlowPane legend = new FlowPane();
    private final VBox body;

    MapPage(TransferModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        texts = controls.texts();
        plane = new PicturePlane(model.findings()::select);
        VBox.setVgrow(plane, Priority.ALWAYS);
        legend.getStyleClass().addAll("wrapped-row", "map-legend");
        legend.setMinHeight(Region.USE_PREF_SIZE);
        body = new VBox(legend, plane);
        body.getStyleClass().add("map-page");
        body.setMinWidth(0);
        model.findings().map().addListener((property, old, now) -> show());
        model.findings().selected().addListener((property, old, now) -> plane.choose(now));
        model.deeper().addListener((ListChangeListener<Deeper>) change -> show());
        texts.languageProperty().addListener((property, old, now) -> show());
        show();
    }

    private void show() {
        PictureLayout map = model.findings().map().get();
        Lesson lesson = model.lesson().get();
        plane.show(map, map == null || lesson == null ? "" : texts.now("transfer.map.about", map.examples().size(),
            lesson.classes().size()));
        plane.choose(model.findings().selected().get());
        List<Button> buttons = new ArrayList<>();
        if (map != null && lesson != null) {
            for (int label = 0; label < Math.min(MOST, lesson.classes().size()); label++) {
                buttons.add(named(map, lesson, label));
            }
            Button out = controls.button("transfer.map.out", Shortcut.TAB,
                () -> model.takeOut(model.findings().selected().get()));
            buttons.add(Room.shown(out, model.findings().selected().map(chosen -> !chosen.isEmpty())));
            if (model.deeper().stream().anyMatch(one -> !one.scratch())) {
                buttons.add(controls.button(map.trained() ? "transfer.map.before" : "transfer.map.after", Shortcut.TAB,
                    () -> model.findings().layOut(map.neighbours(), !map.trained())));
            }
        }
        legend.getChildren().setAll(buttons);
    }

    private Button named(PictureLayout map, Lesson lesson, int label) {
        String name = ClassNames.of(lesson.classes().get(label), texts);
        Button button = controls.button("transfer.map.class", Shortcut.TAB, () -> model.findings().select(
            map.examples().stream().filter(one -> one.label() == label).map(Example::hash)
                .collect(Collectors.toSet())));
        button.textProperty().unbind();
        button.setText(name);
        button.accessibleTextProperty().unbind();
        button.setAccessibleText(name);
        button.getStyleClass().addAll("flat", "tiny", "net" + label % PicturePlane.INKS);
        return button;
    }

    @Override
    public Region body() {
        return body;
    }

    @Override
    public ObservableValue<String> answer() {
        return texts.derived(() -> {
            PictureLayout map = model.findings().map().get();
            Lesson lesson = model.lesson().get();
            Set<String> chosen = model.findings().selected().get();
            if (map == null || lesson == null) return "";
            if (chosen.isEmpty()) return map.many() ? texts.now("transfer.map.many", map.examples().size()) : "";
            List<String> counts = new ArrayList<>();
            for (int label = 0; label < lesson.classes().size(); label++) {
                int of = label;
                long count = map.examples().stream().filter(one -> one.label() == of && chosen.contains(one.hash()))
                    .count();
                if (count > 0) counts.add(ClassNames.of(lesson.classes().get(label), texts) + " " + count);
            }
            return texts.now("transfer.map.chosen", chosen.size(), String.join(", ", counts));
        }, model.findings().selected(), model.findings().map());
    }
}
