package org.normscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.stage.Stage;
import org.normscope.engine.DjlRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Workspace;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.OpenWindow;

/**
 * What the window holds in memory while it is used for some minutes: it opens networks, corpora, workspaces, layers and
 * sessions, and touches what is on screen, by a seeded chance, and tells the resident set in MB after every step.
 * Linux only; needs a display.
 */
public final class MemoryUse {
    private static final long PATIENCE = 20_000_000_000L;

    private MemoryUse() { }

    /** @param arguments seconds, a folder of pictures to be a second corpus, and the share of steps that touch */
    public static void main(String[] arguments) throws Exception {
        double seconds = Double.parseDouble(arguments[0]);
        String corpus = arguments[1];
        double touching = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 0.5;
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Path folder = Files.createTempDirectory("memory-use");
        OpenWindow window = onScreen(() -> new OpenWindow(new Stage(), folder, OpenWindow.settings(),
            new DjlRunner(1)));
        long start = System.nanoTime();
        Random chance = new Random(1);
        for (int step = 0; System.nanoTime() - start < 1e9 * seconds; step++) {
            String did = onScreen(() -> chance.nextDouble() < touching ? touch(window, chance)
                : step(window.app, chance, corpus, folder));
            rest(window.app);
            System.out.printf(Locale.ROOT, "%5.0f s %4d %-40s %5d MB, of them heap %4d%n",
                1e-9 * (System.nanoTime() - start), step, did, resident(),
                Runtime.getRuntime().totalMemory() >> 20);
        }
        Runtime.getRuntime().halt(0);
    }

    private static String step(AppModel app, Random chance, String corpus, Path folder) {
        List<Workspace> workspaces = app.workspaces();
        List<String> networks = ModelLibrary.builtIn();
        NormalizeModel model = app.workspace(NormalizeModel.class);
        int verb = chance.nextInt(6);
        switch (verb) {
            case 0 -> app.setWorkspace(workspaces.get(chance.nextInt(workspaces.size())).id());
            case 1 -> app.subject().openNetwork("builtin:" + networks.get(chance.nextInt(networks.size())));
            case 2 -> app.workspace(org.normscope.state.layers.LayersModel.class)
                .setCorpus(chance.nextBoolean() ? corpus : org.normscope.state.layers.LayersSettings.BUILT_IN);
            case 3 -> model.nextLayer();
            case 4 -> {
                Path session = folder.resolve("one.normscope");
                if (Files.exists(session)) app.openSession(session);
                else app.saveSession(session);
            }
            default -> app.undo();
        }
        return List.of("workspace", "network", "corpus", "layer", "session", "undo").get(verb);
    }

    /** Presses a button, moves a slider or chooses from a menu on screen. Files that it asks for are not given. */
    private static String touch(OpenWindow window, Random chance) {
        List<Control> there = OnScreen.all(window.frame, Control.class).filter(OnScreen::shown)
            .filter(control -> !control.isDisabled())
            .filter(control -> control instanceof ButtonBase || control instanceof Slider).toList();
        Control control = there.get(chance.nextInt(there.size()));
        if (control instanceof Slider slider) {
            slider.setValue(slider.getMin() + chance.nextDouble() * (slider.getMax() - slider.getMin()));
        } else if (control instanceof MenuButton menu) {
            menu.show();
            List<MenuItem> items = menu.getItems().stream().filter(item -> !item.isDisable()).toList();
            if (!items.isEmpty()) items.get(chance.nextInt(items.size())).fire();
            menu.hide();
        } else {
            ((ButtonBase) control).fire();
        }
        return control.getClass().getSimpleName() + " " + control.getStyleClass();
    }

    /** Until nothing is computed, or a job goes on by itself. */
    private static void rest(AppModel app) throws Exception {
        long start = System.nanoTime();
        do LockSupport.parkNanos(100_000_000);
        while (System.nanoTime() - start < PATIENCE
            && onScreen(() -> app.computing().get() || app.activity().get() != null));
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        return done.get();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst().orElseThrow();
    }
}
