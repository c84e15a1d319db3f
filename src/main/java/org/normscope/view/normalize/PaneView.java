package org.normscope.view.normalize;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.normscope.color.Mosaic;
import org.normscope.normalize.Cell;
import org.normscope.normalize.CellBox;
import org.normscope.state.desk.Viewport;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneContent;
import org.normscope.state.normalize.PaneModel;
import org.normscope.stats.Summary;
import org.normscope.text.Fault;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Patience;
import org.normscope.view.control.Pseudo;
import org.normscope.view.control.Texts;

/**
 * One pane: header, maps, values. Where it is wide the values stand beside the maps, else below them. While something
 * is computed it goes on showing what it had; only where that does not hold any more and the new takes long it says so.
 */
public final class PaneView extends StackPane {
    private static final double WIDE = 2.1, NARROW = 70, GAP = 8, HIGHER = 44, LOW = 34, MAPS = 0.42;
    /** By how much a word stands higher than the bars beside it. */
    private static final double WORD = 2;

    private final NormalizeModel model;
    private final PaneModel pane;
    private final Texts texts;
    private final MosaicView mosaic;
    private final HistogramView histogram = new HistogramView();
    private final Label figures = new Label();
    /** Mean and deviation, where there is no room for more. */
    private final Label moments = new Label();
    /** Whether the colour scale of the strip below it is this pane's own. */
    private final Label whose = new Label();
    private final Label fault = new Label();
    private final PaneHeader header;
    private final Body body;
    private double aspect;
    private final PauseTransition patience = Patience.then(this::showWaiting);

    public PaneView(NormalizeModel model, PaneModel pane, ObjectProperty<Viewport> viewport,
                    Controls controls, FileAsker asker) {
        this.model = model;
        this.pane = pane;
        this.texts = controls.texts();
        mosaic = new MosaicView(viewport);
        MosaicGestures.install(mosaic);
        MenuButton menu = new PaneMenu(model, pane, controls, asker, this::copy).button();
        header = new PaneHeader(model, pane, controls, menu);
        controls.about(figures, "pane.figures");
        controls.about(histogram, "pane.histogram");
        getStyleClass().addAll("card", "pane");
        controls.about(moments, figures.textProperty());
        for (Label numbers : List.of(figures, moments)) numbers.getStyleClass().addAll("number", "pane-figures");
        whose.getStyleClass().addAll("tiny", "muted");
        whose.setMouseTransparent(true);
        figures.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        fault.getStyleClass().add("pane-fault");
        fault.setWrapText(true);
        fault.setVisible(false);
        body = new Body();
        getChildren().add(body);
        setMinSize(120, 110);
        controls.named(mosaic, accessibleName());
        listen();
        showContent();
        showFault();
        showPointer();
        showSelected();
    }

    public PaneModel model() {
        return pane;
    }

    /** The maps of this pane. */
    public MosaicView mosaic() {
        return mosaic;
    }

    /** The menu at the pointer: what fires the unit there? */
    void onAsk(IntConsumer ask) {
        ContextMenu menu = new ContextMenu();
        mosaic.setOnContextMenuRequested(event -> {
            Cell cell = model.pointer().cell().get();
            if (cell == null) return;
            MenuItem item = new MenuItem(texts.now("pane.fires", cell.c()));
            item.setOnAction(chosen -> ask.accept(cell.c()));
            menu.getItems().setAll(item);
            menu.show(mosaic, event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    /** Width over height of the room there is for the maps. */
    java.util.OptionalDouble mosaicAspect() {
        layout();
        return aspect > 0 ? java.util.OptionalDouble.of(aspect) : java.util.OptionalDouble.empty();
    }

    private javafx.beans.value.ObservableValue<String> accessibleName() {
        return Bindings.createStringBinding(
            () -> texts.now("pane.maps", NormalizationNames.title(pane.settings().get(), model.panes(), texts)),
            pane.settings(), model.settings(), texts.languageProperty());
    }

    private void listen() {
        mosaic.onSelect = () -> model.edit().selectPane(pane.key());
        mosaic.onToggle = this::toggle;
        mosaic.onPoint = spot ->
            model.pointAt(pane.key(), new Cell(model.settings().get().active(), spot.c(), spot.y(), spot.x()));
        setOnMousePressed(event -> model.edit().selectPane(pane.key()));
        pane.content().addListener(ignored -> showContent());
        pane.fault().addListener(ignored -> showFault());
        pane.outline().addListener(ignored -> showPointer());
        model.pointer().cell().addListener(new javafx.beans.WeakInvalidationListener(pointed));
        model.selectedPane().addListener(new javafx.beans.WeakInvalidationListener(selected));
        texts.languageProperty().addListener(new javafx.beans.WeakInvalidationListener(spoken));
    }

    // Held here and weakly there: the models outlive a pane that is removed.
    private final javafx.beans.InvalidationListener pointed = ignored -> showPointer();
    private final javafx.beans.InvalidationListener selected = ignored -> showSelected();
    private final javafx.beans.InvalidationListener spoken = ignored -> {
        showContent();
        showFault();
        if (getPseudoClassStates().contains(Pseudo.WAITING)) showWaiting();
    };

    private void toggle(Mosaic.Spot spot) {
        if (mosaic.mosaic().map(Mosaic::units).orElse(0) == 1) model.showAllUnits();
        else model.showUnit(spot.c());
    }

    private void showContent() {
        PaneContent content = pane.content().get();
        if (content == null) {
            if (pane.fault().get() == null) patience.playFromStart();
            return;
        }
        patience.stop();
        if (pane.fault().get() == null) tell(null, false);
        boolean otherLayout = !mosaic.mosaic().equals(Optional.of(content.frame().mosaic()));
        mosaic.setHardCells(model.settings().get().view().hardCells());
        mosaic.show(content.frame().pixels(), content.frame().mosaic());
        if (otherLayout) body.requestLayout();
        histogram.show(content.histogram(), content.frame().scale());
        whose.setText(texts.now(content.shared() ? "scale.bar.shared" : "scale.bar.own"));
        moments.setText(moments(content.summary()));
        figures.setText(figures(content));
        placeWhose();
        showPointer();
    }

    /** In a corner without bars; where both have some, there is no word. */
    private void placeWhose() {
        whose.autosize();
        double wide = whose.getWidth(), right = histogram.getWidth() - wide, tall = whose.getHeight() - WORD;
        boolean atLeft = histogram.clear(0, wide, tall);
        whose.relocate(histogram.getLayoutX() + (atLeft ? 0 : right), histogram.getLayoutY() - WORD);
        whose.setVisible(fault.getText() == null && right > 2 * wide
            && (atLeft || histogram.clear(right, histogram.getWidth(), tall)));
    }

    private String figures(PaneContent content) {
        Summary s = content.summary();
        String zeros = texts.now("pane.zeros", Figures.percent(s.zeros()));
        String broken = s.notFinite() == 0 ? "" : Figures.APART + texts.now("pane.notFinite",
            String.valueOf(s.notFinite()), content.broken().brief());
        return moments(s) + "\n" + texts.now("pane.extremes", Figures.signed(s.minimum()), Figures.signed(s.maximum()))
            + "\n" + zeros + broken
            + (content.milliseconds() > 0
                ? Figures.APART + texts.now("pane.took", Figures.milliseconds(content.milliseconds())) : "");
    }

    private String moments(Summary s) {
        return texts.now("pane.moments", Figures.mean(s.mean(), s.deviation()), Figures.plain(s.deviation()));
    }

    private void showFault() {
        Fault now = pane.fault().get();
        if (now == null && pane.content().get() == null) {
            patience.playFromStart();
            return;
        }
        patience.stop();
        tell(now == null ? null : now.message(texts.language()), now != null);
    }

    private void showWaiting() {
        tell(texts.now("pane.computing"), false);
    }

    /** @param words in place of maps and values; null where these are shown */
    private void tell(@Nullable String words, boolean faulty) {
        fault.setText(words);
        fault.setGraphic(faulty ? new FontIcon(MaterialDesignA.ALERT_CIRCLE_OUTLINE) : null);
        pseudoClassStateChanged(Pseudo.FAULTY, faulty);
        pseudoClassStateChanged(Pseudo.WAITING, words != null && !faulty);
        for (Region part : List.of(mosaic, histogram, figures, moments)) part.setVisible(words == null);
        fault.setVisible(words != null);
        body.requestLayout();
    }

    private void showPointer() {
        Cell cell = model.pointer().cell().get();
        mosaic.spotProperty().set(cell == null ? null : new Mosaic.Spot(cell.c(), cell.y(), cell.x()));
        CellBox box = pane.outline().get();
        Optional<Mosaic> shown = mosaic.mosaic();
        Outline outline = box == null || cell == null || shown.isEmpty() ? Outline.NONE
            : Outline.of(box, shown.get(), cell.n());
        mosaic.outlineProperty().set(outline);
        mosaic.tellOthers(outline.before() == 0 ? "" : texts.now("pane.unitsBefore", outline.before()),
            outline.after() == 0 ? "" : texts.now("pane.unitsAfter", outline.after()));
    }

    private void showSelected() {
        pseudoClassStateChanged(Pseudo.SELECTED, model.selectedPane().get() == pane);
    }

    /** Puts the pane, as it stands, on the clipboard. */
    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putImage(body.snapshot(null, null));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Header on top; maps with the values below, or beside where there is more width than height. */
    private final class Body extends Region {
        Body() {
            getChildren().addAll(header, mosaic, histogram, whose, figures, moments, fault);
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth(), top = snapSizeY(header.prefHeight(width));
            header.resizeRelocate(0, 0, width, top);
            double y = top + GAP - 2, height = Math.max(0, getHeight() - y);
            fault.resizeRelocate(0, y, width, height);
            double wide = snapSizeX(figures.prefWidth(-1)), tall = snapSizeY(figures.prefHeight(-1));
            if (width > WIDE * height && width > 2 * wide) beside(width, y, height, wide, tall);
            else below(width, y, height, wide, tall);
            placeWhose();
        }

        /**
         * What the maps leave of the height goes to the histogram, up to a point. In a narrow pane it stands above
         * the figures, and where that would leave the maps too little, only the first two of these are told.
         */
        private void below(double width, double y, double height, double wide, double tall) {
            boolean narrow = width - wide - 2 * GAP < NARROW,
                brief = wide > width || narrow && height - tall - LOW - 2 * GAP < MAPS * height;
            double line = brief ? snapSizeY(moments.prefHeight(-1)) : 0;
            double values = brief ? LOW + line : narrow ? tall + LOW + GAP : tall,
                room = Math.max(0, height - values - GAP);
            aspect = room > 1 ? width / room : 0;
            double needed = mosaic.mosaic().map(m -> Math.ceil(width * m.height() / m.width())).orElse(room);
            double maps = Math.max(Math.min(room, needed), room - HIGHER), top = y + maps + GAP,
                rest = height - maps - GAP;
            mosaic.resizeRelocate(0, y, width, maps);
            histogram.resizeRelocate(0, top, narrow ? width : width - wide - 2 * GAP,
                narrow && !brief ? rest - tall - GAP : rest - line);
            moments.setVisible(brief && fault.getText() == null);
            moments.resizeRelocate(0, y + height - line, width, line);
            figures.setVisible(!brief && fault.getText() == null);
            figures.resizeRelocate(width - wide, y + height - tall, wide, tall);
        }

        private void beside(double width, double y, double height, double wide, double tall) {
            double maps = width - wide - 2 * GAP;
            aspect = height > 1 ? maps / height : 0;
            moments.setVisible(false);
            figures.setVisible(fault.getText() == null);
            mosaic.resizeRelocate(0, y, maps, height);
            histogram.resizeRelocate(maps + 2 * GAP, y, wide, Math.max(30, Math.min(110, height - tall - GAP)));
            figures.resizeRelocate(maps + 2 * GAP, y + height - tall, wide, tall);
        }
    }
}
