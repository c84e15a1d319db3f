package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.Npy;
import org.normscope.color.Mosaic;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Parameters;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Notice;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Viewport;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.desk.Workspace;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.normalize.ScaleSharing;
import org.normscope.state.normalize.Show;
import org.normscope.state.style.StyleModel;
import org.normscope.task.Queue;
import org.normscope.text.Language;

class AppModelTest {
    @TempDir
    Path folder;

    @Test
    void badFilesAreToldAndChangeNothing() throws Exception {
        try (Desk desk = new Desk().started()) {
            List<Path> bad = new ArrayList<>();
            for (String name : List.of("text.onnx", "empty.onnx", "text.png", "empty.jpg", "text.normscope")) {
                bad.add(Files.writeString(folder.resolve(name), name.startsWith("empty") ? "" : "no such thing"));
            }
            bad.add(folder.resolve("missing.onnx"));
            bad.add(folder.resolve("missing.png"));
            bad.add(folder);
            Settings before = desk.app.settings().get();
            float[] shown = desk.pane("gn").content().get().maps().data();
            for (Path file : bad) {
                desk.app.drop(List.of(file));
                assertEquals(before, desk.app.settings().get(), file.toString());
                assertArrayEquals(shown, desk.pane("gn").content().get().maps().data());
                assertEquals(1, desk.app.notices().size(), file.toString());
                for (Notice notice : List.copyOf(desk.app.notices())) {
                    String told = notice.text(Language.ENGLISH);
                    assertTrue(notice.isFault() && told.contains(file.toString()), told);
                    desk.app.dismiss(notice);
                }
            }
            assertFalse(desk.app.canUndo().get());
        }
    }

    /** By Ctrl+O and from the clipboard, where no sign over the window says so before. */
    @Test
    void ofAFileOfAnotherKindItIsSaidWhatIsReadInEveryWorkspace() throws Exception {
        Path letter = Files.write(folder.resolve("letter.docx"), new byte[] {'P', 'K', 3, 4, 0}),
            song = Files.writeString(folder.resolve("a song"), "la"), page = Files.writeString(folder.resolve("p.pdf"),
            "%PDF-1.7"), picture = Files.writeString(folder.resolve("bad.png"), "text");
        try (Desk desk = new Desk().started()) {
            for (Workspace workspace : desk.app.workspaces()) {
                desk.app.setWorkspace(workspace.id());
                for (Path file : List.of(letter, song)) {
                    desk.app.drop(List.of(file));
                    assertEquals(List.of(file + " is of no kind that is read here. Open a picture, a folder of"
                        + " pictures, an .onnx network, a session (.normscope) or a list of class names (text, CSV,"
                        + " JSON)."), desk.notices(), workspace.id());
                    desk.app.dismiss(desk.app.notices().get(0));
                }
                for (Path file : List.of(page, picture)) {
                    desk.app.drop(List.of(file));
                    assertTrue(desk.notices().get(0).contains("as PNG or JPEG") || desk.notices().get(0)
                        .contains("not a picture that NormScope reads"), desk.notices().toString());
                    desk.app.dismiss(desk.app.notices().get(0));
                }
            }
        }
    }

    @Test
    void goodPicturesAmongBadOnesAreAdded() throws Exception {
        try (Desk desk = new Desk().started()) {
            Path bad = Files.writeString(folder.resolve("bad.png"), "text");
            desk.model.addPictures(List.of(bad.toString(), "builtin:photos/coffee"));
            assertEquals(6, desk.settings().pictures().size());
            assertEquals(1, desk.app.notices().size());
        }
    }

    @Test
    void wrongPreprocessingIsToldAndChangesNothing() {
        try (Desk desk = new Desk().started()) {
            Settings before = desk.app.settings().get();
            desk.model.setInput("size", "huge");
            desk.model.setInput("order", "GRAY");
            assertEquals(before, desk.app.settings().get());
            assertEquals(2, desk.app.notices().size());
            desk.model.setInput("size", "96x64");
            assertEquals(96, desk.model.network().get().spec().preprocessing().width());
            assertEquals(64, desk.model.seen().get().height());
        }
    }

    @Test
    void aThousandSliderMovesEndOnTheLastValue() {
        Queue work = new Queue(), window = new Queue();
        try (Desk desk = new Desk(work, window)) {
            desk.app.start(Desk.initial());
            settle(work, window);
            int key = desk.pane("in").key();
            desk.app.beginGesture();
            for (int i = 1; i <= 1000; i++) {
                desk.model.edit().setParameter(key, "gamma", Parameters.text(i / 250.0));
                if (i % 10 == 0) work.runOne(); // the worker is slower than the hand
                if (i % 10 == 5) window.runOne();
            }
            desk.app.endGesture();
            // One run of the panes, whose tasks others may have taken over, and one request of each stage at the most.
            assertTrue(work.size() <= 24, work.size() + " tasks wait");
            settle(work, window);
            float[] shown = desk.pane("in").content().get().maps().data().clone();
            desk.model.edit().setParameter(key, "gamma", "1");
            settle(work, window);
            desk.app.undo();
            settle(work, window);
            assertArrayEquals(shown, desk.pane("in").content().get().maps().data());
            assertEquals("4", desk.pane("in").value("gamma"));
            desk.app.undo();
            assertEquals("1", desk.pane("in").value("gamma"));
            assertFalse(desk.app.canUndo().get());
        }
    }

    private static void settle(Queue work, Queue window) {
        while (work.runOne() || window.runOne()) { }
    }

    @Test
    void anotherLayerSilencesWhatWasAskedOfTheLast() {
        Queue work = new Queue(), window = new Queue();
        try (Desk desk = new Desk(work, window)) {
            desk.app.start(Desk.initial());
            settle(work, window);
            List<Layer> layers = desk.model.network().get().layers();
            for (Layer layer : layers) desk.model.selectLayer(layer.name());
            settle(work, window);
            Layer last = layers.get(layers.size() - 1);
            assertEquals(last, desk.model.layer().get());
            assertEquals(last.shape().c(), desk.model.maps().get().c());
            for (PaneModel pane : desk.model.panes()) {
                assertEquals(last.shape().c(), pane.content().get().maps().shape().c());
            }
            assertFalse(desk.model.computing().get());
        }
    }

    @Test
    void whateverIsDoneCanBeUndone() {
        try (Desk desk = new Desk().started()) {
            Random random = new Random(11);
            Settings start = desk.app.settings().get();
            List<Settings> states = new ArrayList<>(List.of(start));
            for (int step = 0; step < 60; step++) {
                act(desk, random);
                Settings now = desk.app.settings().get();
                if (!now.equals(states.get(states.size() - 1))) states.add(now);
            }
            float[] shown = desk.model.panes().get(0).content().get().maps().data();
            Settings last = states.get(states.size() - 1);
            while (desk.app.canUndo().get()) desk.app.undo();
            assertEquals(last.look(), desk.app.settings().get().look(), "how it looks is not taken back");
            look(desk, start.look());
            assertEquals(start, desk.app.settings().get());
            while (desk.app.canRedo().get()) desk.app.redo();
            look(desk, last.look());
            assertEquals(last, desk.app.settings().get());
            assertArrayEquals(shown, desk.model.panes().get(0).content().get().maps().data());
        }
    }

    private static void look(Desk desk, Look look) {
        desk.app.setTheme(look.theme());
        desk.app.setLanguage(look.language());
    }

    @Test
    void aLookAroundIsNoStepAndEndsNone() {
        try (Desk desk = new Desk().started()) {
            desk.app.setWorkspace("style");
            assertFalse(desk.app.canUndo().get());
            StyleModel style = desk.app.workspace(StyleModel.class);
            double weight = style.settings().get().weight();
            style.setWeight(0.25);
            desk.app.setWorkspace("normalize");
            desk.app.setTheme(Theme.LIGHT);
            desk.app.setLanguage(Language.CHINESE);
            desk.app.undo();
            assertEquals(weight, style.settings().get().weight());
            assertEquals("style", desk.app.workspace().get().id(), "where the step was made");
            assertEquals(new Look(Theme.LIGHT, Language.CHINESE), desk.app.settings().get().look());
            desk.app.setWorkspace("layers");
            desk.app.setTheme(Theme.PROJECTOR);
            desk.app.redo();
            assertEquals(0.25, style.settings().get().weight());
            assertEquals("style", desk.app.workspace().get().id(), "where the step was made");
            assertEquals(Theme.PROJECTOR, desk.app.theme().get());
            assertFalse(desk.app.canRedo().get());
        }
    }

    /** One verb with arguments that a window could give it. */
    private static void act(Desk desk, Random random) {
        NormalizeModel model = desk.model;
        PaneModel pane = model.panes().get(random.nextInt(model.panes().size()));
        int pictures = desk.settings().pictures().size(), panes = model.panes().size();
        List<Layer> layers = model.network().get().layers();
        switch (random.nextInt(24)) {
            case 0 -> model.openNetwork("builtin:" + (random.nextBoolean() ? "twin-in" : "twin-bn"));
            case 1 -> model.setInput("fit", random.nextBoolean() ? "pad" : null);
            case 2 -> model.addPictures(List.of("builtin:photos/cat"));
            case 3 -> { if (pictures > 1) model.removePicture(random.nextInt(pictures)); }
            case 4 -> model.movePicture(random.nextInt(pictures), random.nextInt(pictures));
            case 5 -> model.activatePicture(random.nextInt(pictures));
            case 6 -> model.setBrush(desk.settings().brush().withRadius(0.01 + random.nextDouble()));
            case 7 -> {
                model.beginStroke(random.nextDouble(), random.nextDouble());
                for (int i = 0; i < 3; i++) model.extendStroke(random.nextDouble(), random.nextDouble());
                model.endStroke();
            }
            case 8 -> model.clearStrokes();
            case 9 -> model.selectLayer(layers.get(random.nextInt(layers.size())).name());
            case 10 -> model.nextLayer();
            case 11 -> model.edit().addPane(Catalogue.entries().get(random.nextInt(15)).id());
            case 12 -> { if (panes > 1) model.edit().removePane(pane.key()); }
            case 13 -> model.edit().movePane(pane.key(), random.nextInt(panes));
            case 14 -> model.edit().selectPane(pane.key());
            case 15 -> model.edit().setNormalization(pane.key(), Catalogue.entries().get(random.nextInt(15)).id());
            case 16 -> { if (!pane.settings().get().raw()) model.edit().setParameter(pane.key(), "gamma", "1.5"); }
            case 17 -> model.edit().resetParameters(pane.key());
            case 18 -> model.edit().setShow(pane.key(), Show.values()[random.nextInt(5)], model.panes().get(0).key());
            case 19 -> model.edit().setOwnAffine(pane.key(), random.nextBoolean());
            case 20 -> model.setScale(ScaleSharing.values()[random.nextInt(3)]);
            case 21 -> { if (random.nextBoolean()) model.showUnit(random.nextInt(32)); else model.showAllUnits(); }
            case 22 -> {
                for (int i = 0; i < 4; i++) {
                    model.setViewport(new Viewport(1 + 3 * random.nextDouble(),
                        random.nextDouble(), random.nextDouble()));
                }
            }
            default -> {
                desk.app.setTheme(Theme.values()[random.nextInt(3)]);
                desk.app.setLanguage(Language.values()[random.nextInt(2)]);
            }
        }
    }

    @Test
    void theDivergingColoursSuitTheTheme() {
        try (Desk desk = new Desk().started()) {
            desk.app.setTheme(Theme.PROJECTOR);
            assertEquals("diverging-light", desk.settings().view().colorMap());
            desk.app.setTheme(Theme.DARK);
            assertEquals("diverging-dark", desk.settings().view().colorMap());
            desk.model.setColorMap("viridis");
            desk.app.setTheme(Theme.LIGHT);
            assertEquals("viridis", desk.settings().view().colorMap());
        }
    }

    @Test
    void whatFailedIsToldUntilItSucceeds() {
        try (Desk desk = new Desk().started()) {
            desk.app.subject().openNetwork(folder.resolve("none.onnx").toString());
            desk.app.subject().addPictures(List.of(folder.resolve("none.png").toString()));
            assertEquals(2, desk.notices().size());
            desk.app.subject().openNetwork("builtin:twin-in");
            assertEquals(1, desk.notices().size(), desk.notices().toString());
            desk.app.subject().addPictures(List.of("builtin:photos/cat"));
            assertEquals(List.of(), desk.notices());
        }
    }

    @Test
    void whatIsShownCanBeTakenOut() throws Exception {
        try (Desk desk = new Desk().started()) {
            PaneModel pane = desk.pane("ln");
            desk.model.exportNpy(pane.key(), folder.resolve("a.npy"));
            assertArrayEquals(pane.content().get().maps().data(), Npy.read(folder.resolve("a.npy")).data());
            desk.model.exportPng(pane.key(), folder.resolve("a.png"));
            Pixels shown = pane.content().get().frame().pixels(), written = PictureFile.read(folder.resolve("a.png"));
            int times = written.width() / shown.width();
            Mosaic units = pane.content().get().frame().mosaic();
            assertTrue(units.units() > 1 && times * Math.min(units.tileWidth(), units.tileHeight()) >= 512,
                written.width() + " wide");
            for (int i = 0; i < written.argb().length; i += 37) {
                int x = i % written.width(), y = i / written.width();
                assertEquals(shown.at(x / times, y / times), written.at(x, y));
            }
            desk.model.showUnit(3);
            desk.model.exportPng(pane.key(), folder.resolve("unit.png"));
            Pixels unit = PictureFile.read(folder.resolve("unit.png"));
            assertTrue(Math.min(unit.width(), unit.height()) >= 512, unit.width() + " x " + unit.height());
            desk.model.exportCsv(folder.resolve("a.csv"));
            List<String> lines = Files.readAllLines(folder.resolve("a.csv"));
            assertEquals(7, lines.size());
            assertTrue(lines.get(3).startsWith("3,ln,,result,explorer," + desk.model.layer().get().name() + ",dogs,"
                + pane.summary().mean()), lines.get(3));
            assertTrue(desk.app.notices().stream().noneMatch(Notice::isFault));
            desk.model.exportCsv(folder.resolve("no/folder/a.csv"));
            assertTrue(desk.app.notices().stream().anyMatch(Notice::isFault));
        }
    }

    @Test
    void settingsThatCannotBeOpenedGiveWayToTheUsualOnes() {
        try (Desk desk = new Desk()) {
            desk.app.start(Desk.initial().with(NormalizeSettings.class,
                s -> s.withNetwork(new NetworkChoice("/no/such/net.onnx", "", java.util.Map.of()), "")));
            assertEquals("explorer", desk.model.network().get().name());
            assertEquals(1, desk.app.notices().size());
            desk.model.pointAt(desk.pane("ln").key(), new Cell(0, 0, 0, 0));
        }
    }
}
