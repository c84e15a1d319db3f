package org.normscope.state.style;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.task.Stop;
import org.normscope.task.Workers;

/**
 * What paints behind the Style workspace: a preview that follows the sliders, the same at the size of the view once
 * they rest, and the contact sheet. Each has a painter of its own, so that none waits for another's memory. Lives on
 * the UI thread; the painting runs on workers.
 */
final class StylePipeline {
    /** Longer sides, pixels: what follows a slider at 15 pictures a second, and what nine take in the time of one. */
    static final int PREVIEW = 256, SHEET = 160;
    /** A sharp picture has the first of these that fills the view. */
    private static final int[] SHARP = {384, 512, 640, 768, 1024, 1280, 1536};

    private final ReadOnlyObjectWrapper<StyleFrame> frame = new ReadOnlyObjectWrapper<>(this, "frame");
    private final ReadOnlyObjectWrapper<StyleSheet> nine = new ReadOnlyObjectWrapper<>(this, "sheet", StyleSheet.NONE);
    private final ReadOnlyObjectWrapper<StyleRuns> runs = new ReadOnlyObjectWrapper<>(this, "runs", StyleRuns.NONE);
    private final Chosen chosen;
    private final Stages stages;
    private final StylePainter.Known known;
    private final StylePainter quick, fine, small;
    private final Stage<StyleRequest, StyleFrame> preview;
    private final Stage<StyleRequest, StyleFrame> sharp;
    private final Stage<StyleRequest, StyleSheet> sheet;
    private @Nullable StyleRequest asked;
    /** What was painted sharp last, and what is being painted so, or was asked to be. */
    private StyleRequest.@Nullable Painting painted, painting;
    /** What the contact sheet is made of, or is to be made of when a drag is over. */
    private @Nullable StyleRequest sheeting;
    private int side = 640;

    StylePipeline(StylePainter.Known known, Services services) {
        Workers workers = services.workers();
        chosen = services.chosen();
        this.known = known;
        stages = new Stages(services.ui(), services.notices()::tell);
        quick = new StylePainter(known);
        fine = new StylePainter(known);
        small = new StylePainter(known);
        preview = stages.addStoppable(workers.inference(),
            (request, stop) -> quick.paint(request, false, stop), this::previewed);
        sharp = stages.addStoppable(workers.light(),
            (request, stop) -> fine.paint(request, true, stop), this::sharpened);
        sheet = stages.addStoppable(workers.light(), (request, stop) -> sheet(small, request, stop), nine::set);
        chosen.settings().addListener((property, old, now) -> rest());
        stages.computing().addListener((property, old, now) -> runs.set(known.runs()));
    }

    // Results, as StyleModel tells of them

    ReadOnlyObjectProperty<StyleFrame> frame() { return frame.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<StyleSheet> sheet() { return nine.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<StyleRuns> runs() { return runs.getReadOnlyProperty(); }

    ReadOnlyBooleanProperty computing() { return stages.computing(); }

    private static StyleSheet sheet(StylePainter painter, StyleRequest request, Stop stop) {
        List<StyleSheet.Cell> cells = new ArrayList<>();
        for (StyleRequest cell : StyleSheet.settings(request)) {
            cells.add(new StyleSheet.Cell(cell.settings().weight(), cell.settings().mixing().at(0),
                painter.paint(cell, false, stop).after()));
        }
        return new StyleSheet(cells);
    }

    /** How long the longer side of the picture is on screen, pixels. */
    void view(int pixels) {
        int next = SHARP[SHARP.length - 1];
        for (int i = SHARP.length - 1; i >= 0; i--) if (SHARP[i] >= pixels) next = SHARP[i];
        if (next == side) return;
        side = next;
        if (asked != null) ask(asked);
    }

    /** @param request of any side */
    void ask(StyleRequest request) {
        asked = request.with(request.settings().painted(), side);
        preview.submitNew(asked.with(asked.settings(), PREVIEW));
        // What is not asked for any more gives the processor back to the preview.
        if (!asked.painting().equals(painting)) sharp.stop();
        painting = asked.painting();
        // StyleColours and mask are laid on without the network: what is sharp stays sharp.
        if (!chosen.history().inGesture() || asked.painting().equals(painted)) sharp.submitNew(asked);
        // Without what the contact sheet does not depend on: then a slider does not ask for it anew.
        StyleRequest plain = request.with(request.settings().sheeted(), SHEET);
        if (!plain.equals(sheeting)) sheet.stop();
        sheeting = plain;
        if (!chosen.history().inGesture()) sheet.submitNew(plain);
    }

    private void previewed(StyleFrame next) {
        runs.set(known.runs());
        StyleFrame shown = frame.get();
        boolean late = asked != null && shown != null && shown.sharp() && shown.settings().equals(asked.settings())
            && shown.side() >= next.side();
        if (!late) frame.set(shown == null ? next : besideSeen(next, shown));
    }

    /** With the content as it is seen, where it is the same one: a slider that moves does not make it coarse. */
    private static StyleFrame besideSeen(StyleFrame next, StyleFrame shown) {
        return shown.settings().content().isOf(next.settings().content()) ? next.withBefore(shown.before()) : next;
    }

    /** Shown only if it is still what is asked for: else a newer preview stands there. */
    private void sharpened(StyleFrame next) {
        runs.set(known.runs());
        if (asked == null || !next.settings().equals(asked.settings())) return;
        painted = asked.painting();
        frame.set(next);
    }

    /** While another workspace is open, what a slider decodes goes: 40 MB that one run of the encoder makes again. */
    private void rest() {
        if (chosen.at(StyleSettings.ID)) return;
        Stream.of(quick, fine, small).forEach(StylePainter::rest);
    }
}
