package org.normscope.view.normalize;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.normscope.state.desk.RankedClass;
import org.normscope.state.normalize.Effect;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.MapThumbnail;
import org.normscope.view.control.Texts;
import org.normscope.view.control.Tips;

/** What a pane's normalization does to the network: its first classes and some later maps, before and after. */
final class EffectView extends VBox {
    private static final int MAPS_IN_ROW = 4, CLASSES = 3, SHORT = 9;

    private final Texts texts;
    private final GridPane classes = new GridPane();
    private final GridPane later = new GridPane();
    private final VBox laterMaps;

    EffectView(Texts texts) {
        this.texts = texts;
        getStyleClass().add("effect");
        classes.getStyleClass().add("effect-classes");
        later.getStyleClass().add("effect-maps");
        ColumnConstraints label = new ColumnConstraints(), bar = new ColumnConstraints(),
            value = new ColumnConstraints();
        label.setPercentWidth(30);
        bar.setHgrow(Priority.ALWAYS);
        value.setMinWidth(Region.USE_PREF_SIZE);
        classes.getColumnConstraints().setAll(label, bar, value);
        Label legend = new Label();
        legend.textProperty().bind(texts.of("inspector.later"));
        legend.getStyleClass().addAll("muted", "small");
        legend.setWrapText(true);
        laterMaps = new VBox(4, legend, later);
        getChildren().setAll(classes, laterMaps);
    }

    /**
     * @param effect    null while it is not known: nothing is shown
     * @param untouched whether nothing was done to the network, so that there is no before and after
     */
    void show(@Nullable Effect effect, boolean untouched) {
        boolean compared = effect != null && !untouched;
        laterMaps.setVisible(compared);
        laterMaps.setManaged(compared);
        classes.getChildren().clear();
        if (effect == null) return;
        for (int row = 0; row < Math.min(CLASSES, effect.after().size()); row++) {
            addClass(row, effect.after().get(row), untouched);
        }
        later.getChildren().clear();
        later.getColumnConstraints().clear();
        for (int i = 0; i < MAPS_IN_ROW; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / MAPS_IN_ROW);
            later.getColumnConstraints().add(column);
        }
        List<String> names = brief(LayerNames.apart(effect.later().stream().map(Effect.LaterMap::layer).toList()));
        for (int i = 0; i < effect.later().size(); i++) addMap(i, effect.later().get(i), names.get(i));
    }

    /** Long ones without the letters that all of them begin with: 2.second of block2.second. */
    private static List<String> brief(List<String> names) {
        if (names.stream().mapToInt(String::length).max().orElse(0) <= SHORT) return names;
        int shared = 0;
        String first = names.get(0);
        while (shared < first.length() && Character.isLetter(first.charAt(shared))) {
            String start = first.substring(0, shared + 1);
            if (!names.stream().allMatch(name -> name.startsWith(start) && name.length() > start.length())) break;
            shared++;
        }
        int from = shared;
        boolean numbered = names.stream().allMatch(name -> Character.isDigit(name.charAt(from)));
        return numbered ? names.stream().map(name -> name.substring(from)).toList() : names;
    }

    private void addClass(int row, RankedClass ranked, boolean untouched) {
        Label label = new Label(ClassNames.of(ranked.label(), texts));
        Controls.told(label);
        Label before = new Label(untouched ? "" : Figures.percent(ranked.before()) + " → ");
        Label after = new Label(Figures.percent(ranked.after()));
        before.getStyleClass().addAll("number", "muted");
        after.getStyleClass().addAll("number", "strong-number");
        before.setMinWidth(Region.USE_PREF_SIZE);
        after.setMinWidth(Region.USE_PREF_SIZE);
        HBox values = new HBox(before, after);
        values.setAlignment(Pos.CENTER_RIGHT);
        classes.addRow(row, label, new Bar(ranked.before(), ranked.after()), values);
    }

    /** @param apart what of the layer's name tells it from the others: its last steps do that best */
    private void addMap(int i, Effect.LaterMap map, String apart) {
        Label name = new Label(apart);
        name.getStyleClass().addAll("muted", "tiny");
        name.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        name.setMinWidth(0);
        Tips.on(name, LayerNames.name(map.layer()));
        MapThumbnail before = new MapThumbnail(), after = new MapThumbnail();
        before.show(map.before());
        after.show(map.after());
        before.setAccessibleText(
            texts.now("inspector.mapBefore", LayerNames.name(map.layer()), String.valueOf(map.unit())));
        after.setAccessibleText(
            texts.now("inspector.mapAfter", LayerNames.name(map.layer()), String.valueOf(map.unit())));
        HBox pair = new HBox(2, before, after);
        for (MapThumbnail one : List.of(before, after)) HBox.setHgrow(one, Priority.ALWAYS);
        VBox column = new VBox(name, pair);
        column.getStyleClass().add("effect-map");
        later.add(column, i % MAPS_IN_ROW, i / MAPS_IN_ROW);
    }

    /** Before in grey, after in the accent colour upon it. */
    private static final class Bar extends Region {
        private final Region was = new Region(), is = new Region();
        private final double before, after;

        Bar(double before, double after) {
            this.before = before;
            this.after = after;
            getStyleClass().add("effect-bar");
            was.getStyleClass().add("before");
            is.getStyleClass().add("after");
            getChildren().setAll(was, is);
        }

        @Override
        protected void layoutChildren() {
            was.resizeRelocate(0, 0, Math.round(getWidth() * Math.min(1, before)), getHeight());
            is.resizeRelocate(0, 0, Math.round(getWidth() * Math.min(1, after)), getHeight());
        }
    }
}
