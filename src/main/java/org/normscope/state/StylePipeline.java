package org.normscope.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.normscope.style.Mixing;
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
    private static final int[] SHARP = {384, 512, 640, 768, 1024};

    private final StyleModel model;
    private final StylePainter.Known known;
    private final Stage<StyleRequest, StyleFrame> preview;
    private final Stage<StyleRequest, StyleFrame> sharp;
    private final Stage<StyleRequest, StyleSheet> sheet;
    private StyleRequest asked;
    /** What was painted sharp last, and what is being painted so, or was asked to be. */
    private StyleRequest.Painting painted, painting;
    /** What the contact sheet is made of, or is to be made of when a drag is over. */
    private StyleRequest sheeting;
    private int side = 640;

    StylePipeline(StyleModel model, StylePainter.Known known, Notices notices, Workers workers, Executor ui) {
        this.model = model;
        this.known = known;
        StylePainter quick = new StylePainter(known), fine = new StylePainter(known), small = new StylePainter(known);
        preview = stage(workers.inference(), ui, (request, stop) -> quick.paint(request, false, stop), this::previewed, notices);
        sharp = stage(workers.light(), ui, (request, stop) -> fine.paint(request, true, stop), this::sharpened, notices);
        sheet = stage(workers.light(), ui, (request, stop) -> sheet(small, request, stop), model.sheet::set, notices);
    }

    private <Q, A> Stage<Q, A> stage(Executor worker, Executor ui, BiFunction<Q, Stop, A> work, Consumer<A> deliver, Notices notices) {
        return new Stage<>(worker, ui, work, deliver, notices::tell, this::publish);
    }

    private void publish() {
        if (sheet == null) return; // still being put together
        model.computing.set(!(preview.idle() && sharp.idle() && sheet.idle()));
        model.runs.set(known.runs());
    }

    private static StyleSheet sheet(StylePainter painter, StyleRequest request, Stop stop) {
        List<StyleSheet.Cell> cells = new ArrayList<>();
        for (StyleRequest cell : StyleSheet.settings(request)) {
            cells.add(new StyleSheet.Cell(cell.settings().weight(), cell.settings().mixing().at(0), painter.paint(cell, false, stop).after()));
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
        // Colours and mask are laid on without the network: what is sharp stays sharp.
        if (!model.dragging() || asked.painting().equals(painted)) sharp.submitNew(asked);
        StyleRequest nine = plain(request);
        if (!nine.equals(sheeting)) sheet.stop();
        sheeting = nine;
        if (!model.dragging()) sheet.submitNew(nine);
    }

    /** Without what the contact sheet does not depend on: then a slider does not ask for it anew. */
    private static StyleRequest plain(StyleRequest request) {
        StyleSettings initial = StyleSettings.initial(), s = request.settings();
        return request.with(initial.withContent(s.content().withoutStrokes()).withStyles(s.styles()).withColours(s.colours())
            .withMixing(Mixing.all(s.mixing().mode(), 0)), SHEET);
    }

    private void previewed(StyleFrame frame) {
        StyleFrame shown = model.frame.get();
        boolean late = shown != null && shown.sharp() && shown.settings().equals(asked.settings()) && shown.side() >= frame.side();
        if (!late) model.frame.set(frame);
    }

    /** Shown only if it is still what is asked for: else a newer preview stands there. */
    private void sharpened(StyleFrame frame) {
        if (!frame.settings().equals(asked.settings())) return;
        painted = asked.painting();
        model.frame.set(frame);
    }

    /** Something else is painted, or nothing. */
    void forget() {
        List.of(preview, sharp, sheet).forEach(Stage::cancel);
        asked = null;
        painted = null;
        painting = null;
        sheeting = null;
        model.frame.set(null);
        model.sheet.set(StyleSheet.NONE);
    }
}
