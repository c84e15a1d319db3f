package org.normscope.view.transfer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.normscope.state.transfer.Deeper;
import org.normscope.state.transfer.MovedUnits;
import org.normscope.state.transfer.TransferModel;
import org.normscope.state.transfer.UnitPatches;
import org.normscope.transfer.LayerChange;
import org.normscope.view.control.Choice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** How far training moved each layer, and what one of its units fires on before and after. */
final class MovedPage implements FindingPage {
    private final TransferModel model;
    private final MovedUnits moved;
    private final Texts texts;
    private final BarPage bars;
    private final HBox body;

    MovedPage(TransferModel model, Controls controls) {
        this.model = model;
        moved = model.findings().moved();
        texts = controls.texts();
        bars = new BarPage(texts, false, "transfer.finding.MOVED", this::bars, this::sentence, model.deeper(),
            moved.layer());
        HBox.setHgrow(bars.body(), Priority.ALWAYS);
        body = new HBox(bars.body(), Room.shown(units(controls), moved.layer().map(layer -> true).orElse(false)));
        body.getStyleClass().add("moved-page");
        body.setMinWidth(0);
    }

    private List<LayerChange> changes() {
        return model.deeper().stream().filter(one -> !one.scratch()).findFirst().map(Deeper::changes)
            .orElse(List.of());
    }

    private List<BarChart.Bar> bars() {
        LayerChange chosen = moved.layer().get();
        return changes().stream().map(one -> new BarChart.Bar(one.layer(), one.share(), one.equals(chosen))).toList();
    }

    private String sentence() {
        Optional<LayerChange> furthest = changes().stream().max(Comparator.comparingDouble(LayerChange::share));
        return furthest.map(one -> texts.now("transfer.moved.most", one.layer(), percent(one.share())))
            .orElseGet(() -> texts.now("transfer.moved.none"));
    }

    private VBox units(Controls controls) {
        ComboBox<LayerChange> layer = Choice.of(controls, "transfer.patches.layer", moved.layers(), moved.layer(),
            change -> change, moved::choose, change -> change.layer() + " · " + percent(change.share()) + "%");
        ComboBox<Integer> unit = Choice.of(controls, "transfer.patches.unit",
            moved.shown().map(shown -> shown.change().furthest()).orElse(List.of()), moved.shown(),
            MovedPage::unitOf, moved::choose, this::unit);
        Button find = controls.button("transfer.patches.find", Shortcut.TAB, moved::find);
        for (Region box : List.of(layer, unit)) {
            box.setMinWidth(0);
            box.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(box, Priority.ALWAYS);
        }
        ObservableValue<Boolean> known = moved.shown().map(shown -> true).orElse(false);
        HBox choices = new HBox(layer, Room.shown(unit, known)), nines = new HBox(
            new PatchBlock(texts, "transfer.patches.before", moved.shown().map(UnitPatches::before)),
            new PatchBlock(texts, "transfer.patches.after", moved.shown().map(UnitPatches::after)));
        for (HBox row : List.of(choices, nines)) row.getStyleClass().add("moved-row");
        VBox units = new VBox(choices, Room.shown(find, model.job().map(job -> !job.running()).flatMap(free ->
            moved.shown().map(shown -> false).orElse(free))), Room.shown(nines, known));
        units.getStyleClass().add("moved-units");
        units.setMinWidth(Region.USE_PREF_SIZE);
        return units;
    }

    private static @Nullable Integer unitOf(@Nullable UnitPatches shown) {
        return shown == null ? null : shown.unit();
    }

    private String unit(Integer unit) {
        UnitPatches shown = moved.shown().get();
        return shown == null ? "" : texts.now("transfer.patches.number", unit,
            percent(shown.change().filters()[unit]));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < .1 ? "%.1f" : "%.0f", 100 * share);
    }

    @Override
    public Region body() {
        return body;
    }

    @Override
    public ObservableValue<String> answer() {
        return texts.derived(() -> {
            UnitPatches shown = moved.shown().get();
            return shown == null ? sentence() : texts.now("transfer.patches.answer",
                shown.unit(), percent(shown.moved()), shown.same(), shown.after().places().size());
        }, model.deeper(), moved.shown());
    }
}
