package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.PinnedRun;
import org.normscope.onnx.Graph;
import org.normscope.state.app.AppModel;
import org.normscope.state.app.Desk;
import org.normscope.task.Queue;
import org.normscope.task.Stop;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What happens to a sharp picture under way when a slider moves again. */
class StyleDragTest {
    private final Queue work = new Queue();
    private final List<StyleFrame> shown = new ArrayList<>();
    private final Watched runner = new Watched();
    private AppModel app;
    private StyleModel style;

    @BeforeEach
    void open() {
        app = Desk.app(runner, Workers.all(work), Desk.DATA, Runnable::run);
        app.start(Desk.initial());
        work.runAll();
        app.setWorkspace(StyleSettings.ID);
        work.runAll();
        style = app.workspace(StyleModel.class);
        style.frame().addListener((property, old, frame) -> shown.add(frame));
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aStaleSharpPictureIsStoppedInTheEngineAndNeverShown() {
        style.setWeight(0.5);
        runner.meanwhile = () -> style.setWeight(0.2); // while the sharp one runs
        work.runAll();
        assertTrue(runner.stopped > 0, "the engine went on");
        assertTrue(shown.stream().filter(StyleFrame::sharp).noneMatch(frame -> frame.settings().weight() == 0.5),
            () -> said(shown));
        assertTrue(style.frame().get().sharp());
        assertEquals(0.2, style.frame().get().settings().weight());
        assertFalse(style.computing().get());
        assertEquals(List.of(), List.copyOf(app.notices()), "stopping is no failure");
    }

    @Test
    void aDragStopsWhatIsSharpAndEndsWithIt() {
        style.setWeight(0.5);
        runner.meanwhile = () -> {
            app.beginGesture();
            style.setWeight(0.3);
        };
        work.runAll();
        assertEquals(1, runner.stopped);
        assertFalse(style.frame().get().sharp(), "while it is dragged there are previews");
        style.setWeight(0.5);
        work.runAll();
        app.endGesture();
        work.runAll();
        assertTrue(style.frame().get().sharp(), "back where it was, what was stopped is painted after all");
        assertEquals(0.5, style.frame().get().settings().weight());
        assertFalse(style.computing().get());
    }

    @Test
    void theContentStaysSharpWhileASliderIsDragged() {
        Pixels content = style.frame().get().before();
        app.beginGesture();
        style.setWeight(0.3);
        work.runAll();
        StyleFrame dragged = style.frame().get();
        assertEquals(StylePipeline.PREVIEW, dragged.side(), "a preview");
        assertArrayEquals(content.argb(), dragged.before().argb());
        app.endGesture();
        work.runAll();
    }

    @Test
    void aMaskDoesNotStopWhatItIsLaidOn() {
        style.setWeight(0.5);
        runner.meanwhile = () -> {
            style.beginStroke(0.3, 0.3);
            style.endStroke();
        };
        work.runAll();
        assertEquals(0, runner.stopped);
        assertTrue(style.frame().get().sharp());
        assertEquals(style.settings().get().painted(), style.frame().get().settings());
    }

    @Test
    void lookingAtItPaintsNothing() {
        StyleFrame frame = style.frame().get();
        StyleRuns runs = style.runs().get();
        style.setView(style.settings().get().view().withDivider(0.7));
        style.setView(style.settings().get().view().withZoom(3, 0.2, 0.3));
        style.setBeside(true);
        assertEquals(0, work.size());
        assertEquals(frame, style.frame().get());
        assertEquals(runs, style.runs().get());
        app.undo();
        app.undo();
        assertEquals(ResultView.INITIAL.withDivider(0.7), style.settings().get().view(),
            "beside each other and the zoom were a step each");
        app.undo();
        assertEquals(ResultView.INITIAL, style.settings().get().view());
    }

    private static String said(List<StyleFrame> frames) {
        return frames.stream().map(frame -> frame.settings().weight() + (frame.sharp() ? " sharp" : ""))
            .toList().toString();
    }

    /** The engine, with something that happens while it runs the decoder for the next sharp picture. */
    private static final class Watched implements GraphRunner {
        private final GraphRunner engine = new DjlRunner(1);
        private Runnable meanwhile = () -> { };
        private int stopped;

        @Override
        public Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values) {
            return engine.run(graph, feeds, values);
        }

        @Override
        public void check(Graph graph, Collection<String> values) {
            engine.check(graph, values);
        }

        @Override
        public Activations runWhole(byte[] file, String name, Map<String, Tensor> feeds) {
            return engine.runWhole(file, name, feeds);
        }

        @Override
        public Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values, Stop stop) {
            if (feeds.values().stream().anyMatch(tensor -> tensor.data().length > 1_000_000)) {
                Runnable once = meanwhile;
                meanwhile = () -> { };
                once.run();
            }
            try {
                return engine.run(graph, feeds, values, stop);
            } catch (CancellationException e) {
                stopped++;
                throw e;
            }
        }

        @Override
        public PinnedRun pin(Graph graph, Map<String, Shape> values, int memories) {
            return engine.pin(graph, values, memories);
        }

        @Override
        public String description() {
            return engine.description();
        }

        @Override
        public int threads() {
            return engine.threads();
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
