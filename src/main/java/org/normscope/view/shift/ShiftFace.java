package org.normscope.view.shift;

import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.state.desk.Recent;
import org.normscope.state.shift.Meter;
import org.normscope.state.shift.ShiftModel;
import org.normscope.view.frame.Face;
import org.normscope.view.frame.Workbench;

/** The Shift workspace. */
public final class ShiftFace implements Face {
    private final Workbench bench;
    private final ShiftModel model;

    public ShiftFace(Workbench bench) {
        this.bench = bench;
        model = bench.app().workspace(ShiftModel.class);
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public List<String> hints() {
        return List.of("hint.shift.look", "hint.shift.curve", "hint.shift.surgery");
    }

    @Override
    public Ikon icon() {
        return MaterialDesignC.CHART_MULTILINE;
    }

    @Override
    public Node body() {
        return new ShiftView(bench.app(), bench.controls(), bench.asker());
    }

    @Override
    public List<Node> topBar() {
        return List.of(new NetworkChips(bench.controls(), model, bench.builtIn(),
            bench.app().recent().of(Recent.Kind.NETWORK), bench.asker()));
    }

    @Override
    public List<Node> status() {
        return List.of(timing("status.look", Meter::lookSeconds), timing("status.shift", Meter::networkSeconds));
    }

    /** From the slider to the curves. */
    private Label timing(String key, ToDoubleFunction<Meter> part) {
        ObservableValue<Meter> meter = model.meter();
        Label label = bench.controls().label(
            bench.texts().derived(() -> meter.getValue() == null ? "" : bench.texts().now(key,
                String.format(Locale.ROOT, "%.1f", 1000 * part.applyAsDouble(meter.getValue())),
                meter.getValue().networks().size()), meter));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return bench.controls().about(label, key);
    }

    @Override
    public URL styleSheet() {
        return ShiftFace.class.getResource("shift.css");
    }
}
