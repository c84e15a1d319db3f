package org.normscope.view.style;

import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.normscope.state.style.ResultView;
import org.normscope.state.style.StyleFrame;
import org.normscope.state.style.StyleMade;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileDrop;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The result, large, with what it is and how long it took in its corners. */
final class StyleResult extends StackPane {
    private static final double CHIP = 14;

    private final StyleModel model;
    private final Controls controls;
    private final BeforeAfter view;
    /** Of the picture's longer side on screen, pixels. */
    private int side;

    StyleResult(StyleModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        Texts texts = controls.texts();
        view = new BeforeAfter(model.settings().get().view(), model::setView, model::setFills);
        getStyleClass().add("style-result");
        controls.named(view, texts.derived(this::name, model.settings()));
        MaskHand hand = new MaskHand(view, model);
        BeforeAfterGestures.install(view, hand, model);
        FileDrop.on(this, model::drop, model::offer);
        Label content = controls.label("style.content", "picture-chip");
        Label facts = controls.label(texts.derived(this::facts, model.frame(), model.render(),
            model.settings()), "picture-chip");
        Node waiting = waiting();
        BooleanBinding none = model.frame().isNull();
        Room.shown(waiting, none);
        facts.visibleProperty().bind(none.not());
        BooleanBinding room = Bindings.createBooleanBinding(
            () -> content.getWidth() + facts.getWidth() + 3 * CHIP <= getWidth(),
            content.widthProperty(), facts.widthProperty(), widthProperty());
        content.visibleProperty().bind(
            Bindings.createBooleanBinding(() -> model.frame().get() != null && (model.settings().get().view().beside()
                || !model.settings().get().brush().on()), model.frame(), model.settings()));
        // Beside each other, or one above the other, the content comes first; with no room below it is above, too.
        Runnable place = () -> StackPane.setAlignment(content,
            model.settings().get().view().beside() || !room.get() ? Pos.TOP_LEFT : Pos.BOTTOM_LEFT);
        model.settings().addListener(ignored -> place.run());
        room.addListener(ignored -> place.run());
        place.run();
        StackPane.setAlignment(facts, Pos.BOTTOM_RIGHT);
        for (Label chip : new Label[] {content, facts}) StackPane.setMargin(chip, new Insets(CHIP));
        HBox tools = tools();
        StackPane.setAlignment(tools, Pos.TOP_RIGHT);
        content.setMouseTransparent(true);
        controls.about(facts, "style.facts");
        getChildren().addAll(view, waiting, content, facts, tools);
        setMinSize(0, 0);
        model.frame().addListener((property, old, frame) -> show(hand));
        model.render().addListener((property, old, render) -> show(hand));
        model.settings().addListener((property, old, now) -> {
            boolean moved = !view.look().equals(now.view());
            view.setLook(now.view());
            if (moved) size();
            view.setMasking(now.brush().on());
            // Put away, or its stroke undone: the brush is no longer down.
            if (!now.brush().on() || now.content().strokes().size() < old.content().strokes().size()) hand.lift();
            show(hand);
        });
        view.setMasking(model.settings().get().brush().on());
        widthProperty().addListener(ignored -> resized(hand));
        heightProperty().addListener(ignored -> resized(hand));
    }

    /** The picture itself. */
    BeforeAfter view() {
        return view;
    }

    private void show(MaskHand hand) {
        StyleMade made = made();
        StyleFrame frame = made == null ? model.frame().get() : made.frame(side);
        boolean other = view.frame() == null || frame == null || aspect(view.frame()) != aspect(frame);
        view.show(frame);
        if (other) {
            size();
            if (made != null) view.show(made.frame(side));
        }
        hand.ring(view.ring().isVisible());
    }

    private void resized(MaskHand hand) {
        size();
        show(hand);
    }

    /** What a job made, where the settings still ask for that; under the brush what follows it is seen. */
    private @Nullable StyleMade made() {
        StyleMade made = model.render().get().made();
        StyleSettings now = model.settings().get();
        return made == null || now.brush().on() || !made.isOf(now) ? null : made;
    }

    private static double aspect(StyleFrame frame) {
        return Math.round(20.0 * frame.after().width() / frame.after().height());
    }

    /** Tells how large the picture is on screen. */
    private void size() {
        if (view.frame() == null || getWidth() < 1 || getHeight() < 1) return;
        double scale = getScene() == null || getScene().getWindow() == null ? 1
            : getScene().getWindow().getOutputScaleX();
        view.resize(getWidth(), getHeight());
        side = (int) Math.ceil(view.placement(true).scale() * view.frame().side() * scale);
        model.setViewSide(side);
    }

    private HBox tools() {
        ToggleButton beside = tool("style.beside", MaterialDesignV.VIEW_SPLIT_VERTICAL,
            following(ResultView::beside, model::setBeside));
        ToggleButton fill = tool("style.fill", MaterialDesignA.ARROW_EXPAND_ALL,
            following(ResultView::fills, model::setFills));
        HBox tools = new HBox(beside, fill);
        tools.getStyleClass().add("picture-tools");
        tools.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        tools.visibleProperty().bind(model.frame().isNotNull());
        return tools;
    }

    private ToggleButton tool(String key, org.kordamp.ikonli.Ikon icon, Property<Boolean> on) {
        ToggleButton tool = controls.toggle(key, icon, Shortcut.TAB, on);
        tool.setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
        tool.getStyleClass().add("icon");
        return tool;
    }

    /** On while the view has it so; pressed, asks for it. */
    private SimpleBooleanProperty following(Predicate<ResultView> has, Consumer<Boolean> ask) {
        SimpleBooleanProperty on = new SimpleBooleanProperty(has.test(model.settings().get().view()));
        on.addListener((property, was, now) -> {
            if (now != has.test(model.settings().get().view())) ask.accept(now);
        });
        model.settings().addListener((property, old, now) -> on.set(has.test(now.view())));
        return on;
    }

    private Node waiting() {
        ProgressIndicator turning = new ProgressIndicator();
        turning.accessibleTextProperty().bind(controls.texts().of("status.computing"));
        VBox waiting = new VBox(turning, controls.label("style.waiting", "muted"));
        waiting.getStyleClass().add("style-waiting");
        return waiting;
    }

    private String name() {
        return controls.texts().now(model.settings().get().brush().on() ? "style.result.mask" : "style.result");
    }

    private String facts() {
        StyleMade made = made();
        if (made != null) {
            StyleMade.Refined refined = made.refined();
            return controls.texts().now(refined == null ? "style.facts.full" : refined.seen() ? "style.facts.difference"
                : "style.facts.refined", made.shown().width() + " × " + made.shown().height());
        }
        StyleFrame frame = model.frame().get();
        if (frame == null) return "";
        String facts = controls.texts().now(frame.sharp() ? "style.facts.sharp" : "style.facts.preview",
            String.valueOf(frame.side()), String.valueOf(Math.round(frame.milliseconds())));
        return facts + switch (frame.ran()) {
            case ALL -> "";
            case DECODER -> " · " + controls.texts().now("style.facts.decoder");
            case NOTHING -> " · " + controls.texts().now("style.facts.nothing");
        };
    }
}
