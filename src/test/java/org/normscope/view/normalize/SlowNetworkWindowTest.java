package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.engine.SharedEngine;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.state.app.Desk;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the window shows while a network takes its time. */
@ExtendWith(ApplicationExtension.class)
class SlowNetworkWindowTest {
    private final Semaphore gate = new Semaphore(1);
    private OpenWindow window;

    @Start
    void start(Stage stage) {
        GraphRunner slow = (GraphRunner) Proxy.newProxyInstance(GraphRunner.class.getClassLoader(),
            new Class<?>[] {GraphRunner.class}, (proxy, method, arguments) -> {
                boolean runs = !List.of("description", "threads", "check").contains(method.getName());
                if (runs) gate.acquire();
                try {
                    return method.invoke(SharedEngine.ENGINE, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                } finally {
                    if (runs) gate.release();
                }
            });
        window = new OpenWindow(stage, Desk.DATA, OpenWindow.settings(), slow);
    }

    @AfterEach
    void close(FxRobot robot) {
        gate.release(100);
        robot.interact(window::close);
    }

    private Stream<Label> words() {
        return all(window.frame, Label.class).filter(OnScreen::shown)
            .filter(label -> "Running the network…".equals(label.getText()));
    }

    private List<MosaicView> maps() {
        return all(window.frame, MosaicView.class).filter(OnScreen::shown).filter(MosaicView::isVisible).toList();
    }

    @Test
    void panesSayThatTheyWaitInPlaceOfMapsThatDoNotHold(FxRobot robot) throws InterruptedException {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(model::settled);
        int panes = model.panes().size();
        assertEquals(panes, maps().size());
        assertEquals(0, words().count());
        gate.acquire();
        robot.interact(model::nextLayer);
        assertEquals(panes, maps().size(), "nothing flickers");
        until(() -> words().count() == panes);
        assertEquals(List.of(), maps());
        assertTrue(all(window.frame, EffectView.class).allMatch(view -> view.lookupAll(".effect-bar").isEmpty()));
        gate.release();
        until(() -> model.settled() && words().count() == 0 && maps().size() == panes);
        until(() -> all(window.frame, EffectView.class).anyMatch(view -> !view.lookupAll(".effect-bar").isEmpty()));
    }

    @Test
    void whereANormalizationGoesIsNotSaidBeforeItIsKnown(FxRobot robot) throws InterruptedException {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(model::settled);
        assertTrue(told("not retrained") && told("swapped in for"));
        Network last = model.network().get();
        gate.acquire();
        robot.interact(() -> model.openNetwork("builtin:twin-in"));
        until(() -> model.network().get() != last);
        assertFalse(told("not retrained"), "neither swapped in nor inserted");
        assertFalse(all(window.frame, CubeView.class).anyMatch(OnScreen::shown), "of the last network's maps");
        gate.release();
        until(model::settled);
        assertTrue(told("not retrained") && all(window.frame, CubeView.class).anyMatch(OnScreen::shown));
    }

    @Test
    void unitsAreCountedOfTheLayerThatComes(FxRobot robot) throws InterruptedException {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(model::settled);
        int last = model.maps().get().c();
        Layer other = model.network().get().layers().stream().filter(layer -> layer.shape().c() > last).findFirst()
            .orElseThrow();
        assertTrue(told("–" + (last - 1) + " of " + last));
        gate.acquire();
        robot.interact(() -> model.selectLayer(other.name()));
        assertFalse(told("–" + (last - 1) + " of " + last), "of the last layer");
        assertTrue(told(other.shape().c() + " units"));
        gate.release();
        until(model::settled);
        assertTrue(told(" of " + other.shape().c()));
    }

    private boolean told(String words) {
        return OnScreen.words(window.frame).stream().anyMatch(text -> text.contains(words));
    }
}
