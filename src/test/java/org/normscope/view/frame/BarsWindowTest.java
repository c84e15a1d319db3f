package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.onnx.TinyModel;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Workspace;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.state.tree.TreeModel;
import org.normscope.state.tree.TreeSettings;
import org.normscope.view.control.Tips;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Names in bars: of networks, pictures, folders. They make way for one another, not for nothing. */
class BarsWindowTest extends WindowFixture {
    private static final String LONG = "what was seen on a long walk by the lake in November of 2021";

    @TempDir
    static Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void noNameIsShortenedBesideRoom(FxRobot robot) throws Exception {
        Path network = folder.resolve(LONG + ".onnx"), picture = folder.resolve(LONG + ".png"),
            corpus = Files.createDirectory(folder.resolve(LONG));
        Files.copy(Path.of("assets/networks/twin-bn.onnx"), network);
        PictureFile.writePng(new Pixels(40, 30, new int[40 * 30]), picture);
        Files.copy(picture, corpus.resolve("a.png"));
        robot.interact(() -> {
            window.app.setWorkspace(TreeSettings.ID);
            window.app.drop(List.of(picture, picture));
            window.app.workspace(LayersModel.class).setCorpus(corpus.toString());
        });
        until(() -> window.app.workspace(TreeModel.class).settings().get().style().origin().equals(picture.toString())
            && window.app.workspace(TreeModel.class).content().width() == 40);
        robot.interact(() -> {
            window.app.subject().openNetwork(network.toString());
            window.app.setWorkspace(ShiftSettings.ID);
        });
        until(() -> network.toString().equals(window.app.subject().network().get().origin()));
        until(() -> window.app.workspace(ShiftModel.class).compared().size() > 1);
        Set<String> cut = new TreeSet<>();
        for (Workspace workspace : window.app.workspaces()) for (Theme theme : List.of(Theme.DARK, Theme.PROJECTOR)) {
            robot.interact(() -> {
                window.app.setTheme(theme);
                window.app.setWorkspace(workspace.id());
                EveryWindow windows = new EveryWindow(window, robot);
                for (int width : new int[] {960, 1330, 2400}) {
                    windows.settle(width, .6 * width);
                    look(workspace.id() + " " + theme + " " + width, cut);
                }
            });
        }
        assertEquals("", String.join("\n", cut));
    }

    /** A name that nothing shortens makes its bar wider than the window, and all else with it. */
    @Test
    void longNamesPushNothingOutOfTheWindow(FxRobot robot) throws Exception {
        Path engine = folder.resolve(LONG + " 2.onnx"), network = folder.resolve(LONG + " 3.onnx");
        StyleModel style = window.app.workspace(StyleModel.class);
        robot.interact(() -> window.app.setWorkspace(StyleSettings.ID));
        until(() -> style.frame().get() != null);
        robot.interact(() -> style.saveNetwork(engine));
        until(() -> Files.exists(engine) && window.app.activity().get() == null);
        robot.interact(() -> style.openEngine(engine.toString()));
        until(() -> style.engine().get().name().startsWith(LONG) && window.app.activity().get() == null);
        String layer = LONG.replace(' ', '/') + "/Conv";
        Files.write(network, new TinyModel().input("x", 1, 3, 32, 32).weights("w", new int[] {2, 3, 1, 1}, 1, 0, 1,
            1, 0, 1).node("Conv", "x w", layer).node("Relu", layer, "y").output("y").bytes());
        EveryWindow windows = new EveryWindow(window, robot);
        List<String> misfits = new ArrayList<>();
        robot.interact(() -> {
            windows.settle(960, 640);
            misfits.addAll(Misfits.of(window.frame));
            window.app.subject().openNetwork(network.toString());
            windows.settle(960, 640);
            misfits.addAll(Misfits.of(window.frame));
            window.app.setWorkspace(NormalizeSettings.ID);
        });
        until(() -> window.app.subject().network().get().name().startsWith(LONG));
        until(() -> window.app.workspace(NormalizeModel.class).settled());
        robot.interact(() -> {
            window.app.workspace(NormalizeModel.class).selectLayer(layer);
            windows.settle(960, 640);
        });
        until(() -> window.app.workspace(NormalizeModel.class).settled());
        for (Workspace workspace : window.app.workspaces()) {
            robot.interact(() -> {
                window.app.setWorkspace(workspace.id());
                windows.settle(960, 640);
            });
            until(() -> window.app.activity().get() == null && !workspace.computing().get());
            robot.interact(() -> {
                List.copyOf(window.app.notices()).forEach(window.app::dismiss);
                windows.settle(960, 640);
                Misfits.of(window.frame).forEach(misfit -> misfits.add(workspace.id() + " " + misfit));
            });
        }
        assertEquals("", String.join("\n", misfits));
    }

    @Test
    void remarksThatHaveNoRoomAreTold(FxRobot robot) throws Exception {
        until(() -> window.app.subject().network().get() != null);
        Path network = folder.resolve("two.onnx");
        Files.write(network, new TinyModel().input("x", 1, 3, 32, 32).input("mask", 1, 1, 32, 32)
            .node("Concat", "x mask", "both", TinyModel.integer("axis", 1)).weights("w", new int[] {2, 4, 1, 1}, 1, 0,
            0, 1, 0, 1, 0, 0).node("Conv", "both w", "c").node("GlobalAveragePool", "c", "g").output("g").bytes());
        robot.interact(() -> window.app.subject().openNetwork(network.toString()));
        until(() -> window.app.subject().network().get().name().equals("two"));
        Label remarks = (Label) window.frame.lookup(".remarks");
        assertTrue(remarks.getText().contains("several inputs"), remarks.getText());
        assertEquals(remarks.getText(), Tips.words(remarks).orElse(""));
    }

    private void look(String where, Set<String> cut) {
        for (String bar : List.of(".top-bar", ".corpus-bar")) {
            if (!(window.frame.lookup(bar) instanceof HBox row)) continue;
            double free = row.getChildren().stream().filter(child -> HBox.getHgrow(child) == Priority.ALWAYS)
                .mapToDouble(gap -> ((Region) gap).getWidth()).sum();
            all(row, MenuButton.class).filter(OnScreen::shown).filter(menu -> free > 1 && !menu.getText().isEmpty()
                && !((Text) menu.lookup(".text")).getText().equals(menu.getText())).forEach(menu ->
                cut.add(where + ": " + menu.getText() + " beside " + Math.round(free)));
        }
    }
}
