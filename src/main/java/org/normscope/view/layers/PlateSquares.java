package org.normscope.view.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.attribution.Projection;
import org.normscope.state.layers.FieldOver;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.OpenedUnit;
import org.normscope.state.layers.PlateBackwards;
import org.normscope.state.layers.PlateField;
import org.normscope.state.layers.PlateModel;
import org.normscope.state.layers.WishFrame;
import org.normscope.state.layers.WishSettings;
import org.normscope.view.control.Choice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The four squares of a plate: what fires the unit, what in that counts, what it wishes for, where it looks. */
final class PlateSquares extends StackPane {
    /** Below this many letters' heights choices take one line, so that the squares keep their size. */
    private static final double ROOMY = 84;

    private final LayersModel model;
    private final PlateModel plate;
    private final Controls controls;
    private final Texts texts;
    private final NineButtons patches, backwards;
    private final Segments<Projection> methods;
    private final Segments<FieldOver> overs;
    private final PictureView wish = new PictureView(8), field = new PictureView(8);
    private final WishMeter meter = new WishMeter();
    private final ObservableValue<Boolean> explained;
    private final ObservableValue<Number> least;

    /**
     * @param explained whether there is room to say what each square is
     * @param least     height that they have at least
     */
    PlateSquares(LayersModel model, Controls controls, ObservableValue<Boolean> explained,
        ObservableValue<Number> least) {
        this.explained = explained;
        this.least = least;
        least.addListener((property, old, now) -> requestLayout());
        this.model = model;
        this.controls = controls;
        plate = model.plate();
        texts = controls.texts();
        patches = new NineButtons(controls, model::showPlace, this::ring);
        backwards = new NineButtons(controls, model::showPlace, this::ring);
        Map<Projection, String> words = new LinkedHashMap<>();
        for (Projection method : Projection.values()) words.put(method, "plate.method." + method.name());
        methods = new Segments<>(controls, words, plate::setMethod);
        methods.getStyleClass().add("plate-methods");
        Label letter = new Label();
        letter.setManaged(false);
        getChildren().add(letter);
        BooleanBinding roomy = Room.enough(this, letter, ROOMY);
        Map<FieldOver, String> over = new LinkedHashMap<>();
        for (FieldOver one : FieldOver.values()) over.put(one, "plate.over." + one.name());
        overs = new Segments<>(controls, over, plate::setOver);
        overs.getStyleClass().add("plate-methods");
        SquareRow row = new SquareRow();
        row.add(head("plate.fires", "plate.fires.what"), patches,
            foot(line(texts.derived(this::fact, model.opened()))));
        row.add(head("plate.counts", "plate.counts.what"), backwards, foot(Room.shown(methods, roomy),
            Room.shown(method(), roomy.not())));
        row.add(head("plate.wish", "plate.wish.what"), framed(wish, texts.derived(this::wishName, plate.wish())),
            wishFoot());
        row.add(head("plate.field", "plate.field.what"), framed(field, texts.derived(this::fieldName, plate.field())),
            foot(Room.shown(overs, roomy), Room.shown(over(), roomy.not()), controls.about(
                line(texts.derived(this::does, plate.field())), texts.derived(this::share, plate.field())),
            Room.shown(line(texts.derived(this::share, plate.field())), roomy)));
        getChildren().add(row);
        setMinWidth(0);
        model.opened().addListener((property, old, now) -> showPatches());
        model.settings().addListener((property, old, now) -> {
            methods.show(now.plate().method());
            overs.show(now.plate().over());
        });
        plate.backwards().addListener((property, old, now) -> showBackwards());
        plate.wish().addListener((property, old, now) -> showWish());
        plate.field().addListener((property, old, now) -> showField());
        texts.languageProperty().addListener((property, old, now) -> showPatches());
        methods.show(model.settings().get().plate().method());
        overs.show(model.settings().get().plate().over());
        showPatches();
        showWish();
        showField();
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.max(least.getValue().doubleValue(), super.computeMinHeight(width));
    }

    private ComboBox<Projection> method() {
        return Choice.of(controls, "plate.method.choose", List.of(Projection.values()), model.settings(),
            settings -> settings.plate().method(), plate::setMethod, one -> texts.now("plate.method." + one.name()));
    }

    private ComboBox<FieldOver> over() {
        return Choice.of(controls, "plate.over.choose", List.of(FieldOver.values()), model.settings(),
            settings -> settings.plate().over(), plate::setOver, one -> texts.now("plate.over." + one.name()));
    }

    private Region head(String key, String more) {
        Label what = controls.label(texts.of(more), "small", "muted");
        what.setWrapText(true);
        return new VBox(controls.about(controls.label(key, "strong"), texts.of(more)), Room.shown(what, explained));
    }

    private Label line(ObservableValue<String> words) {
        Label line = controls.label(words, "small", "muted");
        line.setWrapText(true);
        line.setMinHeight(USE_PREF_SIZE);
        return line;
    }

    private static VBox foot(javafx.scene.Node... nodes) {
        VBox foot = new VBox(nodes);
        foot.getStyleClass().add("plate-foot");
        return foot;
    }

    private StackPane framed(PictureView picture, ObservableValue<String> name) {
        StackPane frame = new StackPane(picture);
        frame.getStyleClass().addAll("plate-square", "focusable");
        controls.named(frame, name);
        return frame;
    }

    private VBox wishFoot() {
        Label reaches = controls.label(texts.derived(this::reaches, plate.wish(), model.opened()));
        reaches.setWrapText(true);
        reaches.setMinHeight(USE_PREF_SIZE);
        Label now = line(texts.derived(this::steps, plate.wish()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button stop = Room.shown(controls.icon("plate.wish.stop", MaterialDesignS.STOP, Shortcut.TAB,
            () -> plate.halt(true)), texts.derived(() -> "", plate.wish(), plate.halted()).map(any -> running()));
        Button go = Room.shown(controls.icon("plate.wish.go", MaterialDesignP.PLAY, Shortcut.TAB,
            () -> plate.halt(false)), plate.halted());
        Button again = controls.icon("plate.wish.again", MaterialDesignR.REFRESH, Shortcut.TAB, plate::wishAgain);
        HBox row = new HBox(now, gap, stop, go, again, new WishPanel(model, controls).button());
        row.getStyleClass().add("plate-wish");
        return foot(reaches, meter, row);
    }

    private boolean running() {
        WishFrame frame = plate.wish().get();
        return frame != null && !frame.done() && !plate.halted().get();
    }

    private OpenedUnit unit() {
        return model.opened().get();
    }

    private void ring(int pointed) {
        patches.ring(pointed);
        backwards.ring(pointed);
    }

    private void showPatches() {
        OpenedUnit unit = unit();
        List<OpenedUnit.Firing> nine = unit == null ? List.of() : unit.patches();
        patches.show(nine.stream().map(OpenedUnit.Firing::pixels).toList(), unit == null ? -1 : unit.place(),
            i -> i >= nine.size() ? texts.now("layers.unit.noPatch") : texts.now("layers.unit.place",
                String.valueOf(i + 1), Figures.plain(nine.get(i).value()), title(nine.get(i))));
        showBackwards();
    }

    private void showBackwards() {
        PlateBackwards seen = plate.backwards().get();
        backwards.show(seen == null ? List.of() : seen.pictures(), unit() == null ? -1 : unit().place(),
            i -> seen == null || i >= seen.pictures().size() ? texts.now("plate.counts.waiting")
                : texts.now("plate.counts.name", String.valueOf(i + 1), texts.now("plate.method."
                    + seen.method().name())));
    }

    private void showWish() {
        WishFrame frame = plate.wish().get();
        wish.show(frame == null ? null : frame.picture());
        meter.show(frame == null ? 0 : frame.peak() / best());
    }

    private void showField() {
        field.show(plate.field().get() == null ? null : plate.field().get().picture());
    }

    /** The activation of the strongest patch; NaN where there is none. */
    private double best() {
        return unit() == null || unit().patches().isEmpty() ? Double.NaN : unit().patches().get(0).value();
    }

    private String fact() {
        if (unit() == null) return "";
        int without = unit().spread().without();
        if (without > 0) return texts.now("plate.fires.notFinite", without, unit().spread().pictures());
        if (unit().shown() == null) return texts.now("layers.unit.noPatch");
        return texts.now("plate.fires.fact", Figures.plain(unit().shown().value()), title(unit().shown()));
    }

    private String title(OpenedUnit.Firing patch) {
        return PictureNames.title(patch.origin(), patch.picture(), texts);
    }

    private String reaches() {
        WishFrame frame = plate.wish().get();
        if (frame == null) return texts.now("plate.wish.waiting");
        if (frame.dead()) return texts.now("plate.wish.dead");
        if (Double.isNaN(frame.peak())) return texts.now("plate.wish.waiting");
        if (!(best() > 0)) return texts.now("plate.wish.alone", Figures.plain(frame.peak()));
        return texts.now("plate.wish.reaches", Figures.brief(frame.peak() / best()), Figures.plain(frame.peak()),
            Figures.plain(best()));
    }

    private String steps() {
        WishFrame frame = plate.wish().get();
        if (frame == null) return "";
        WishSettings how = model.settings().get().plate().wish();
        String steps = texts.now("plate.wish.steps", String.valueOf(frame.steps()), String.valueOf(frame.of()));
        return how.begin() == WishSettings.Begin.NOISE ? steps : steps + " · " + texts.now("plate.wish.begin."
            + how.begin().name());
    }

    private String wishName() {
        return texts.now("plate.wish") + ": " + reaches();
    }

    private String does() {
        PlateField now = plate.field().get();
        if (now == null) return texts.now("plate.field.waiting");
        if (now.diameter() == 0) return texts.now("plate.field.dead");
        return texts.now("plate.field.does", String.valueOf(Math.round(now.width())),
            String.valueOf(Math.round(now.height())), Figures.brief(now.diameter()));
    }

    private String share() {
        PlateField now = plate.field().get();
        return now == null || now.diameter() == 0 ? ""
            : texts.now("plate.share." + now.over().name(), Figures.percent(now.share()), now.places());
    }

    private String fieldName() {
        return texts.now("plate.field") + ": " + does();
    }
}
