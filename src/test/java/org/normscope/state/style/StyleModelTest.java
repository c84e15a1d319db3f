package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.film.FilmFile;
import org.normscope.network.Layer;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.Notice;
import org.normscope.state.desk.Settings;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.style.Mixing;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;
import org.normscope.task.Queue;

class StyleModelTest extends StyleDesk {
    @Test
    void nothingIsOpenedBeforeTheWorkspaceIs() {
        try (Desk other = new Desk().started()) {
            assertNull(other.app.workspace(StyleModel.class).engine().get());
            assertEquals(0, other.app.workspace(StyleModel.class).styles().size());
        }
    }

    @Test
    void opensWithAPaintedPictureAndNineSettings() {
        assertEquals(List.of(), desk.notices());
        assertTrue(style.frame().get().sharp());
        assertEquals(settings().painted(), style.frame().get().settings());
        assertEquals(9, style.sheet().get().cells().size());
        assertEquals(new StyleRuns(3, 2, 11), style.runs().get());
        assertTrue(style.styles().stream().allMatch(item -> item.thumbnail() != null));
        assertEquals(List.of("builtin:paintings/cafe-terrace"),
            style.styles().stream().filter(GalleryItem::chosen).map(item -> item.picture().origin()).toList());
    }

    @Test
    void theFrameIsWhatTheNetworkGives() {
        desk.app.beginGesture();
        style.setWeight(0.3);
        style.setRho(0.6);
        StyleNetwork network = new StyleLibrary(desk.runner).builtIn();
        Pixels photo = PictureSource.open("builtin:photos/pagoda");
        Pixels content = StylePainter.scaled(photo, StylePipeline.PREVIEW);
        StyleCode own = network.code(photo),
            terrace = network.code(PictureSource.open("builtin:paintings/cafe-terrace"));
        Pixels expected = network.paint(network.read(content),
            StyleCode.between(own, terrace, .3), Mixing.all(Mixing.Mode.BLEND, 0.6f));
        Pixels before = style.frame().get().before();
        assertArrayEquals(StylePainter.scaled(photo, before.width()).argb(), before.argb());
        assertArrayEquals(expected.argb(), style.frame().get().after().argb());
    }

    /** The frames of a file have its hash in common. */
    @Test
    void eachFrameOfAFileIsAStyleOfItsOwn() {
        Path film = folder.resolve("film.gif");
        Pixels terrace = Lanczos.scaled(PictureSource.open(CAFE.toString()), 64);
        FilmFile.write(List.of(terrace, new Pixels(terrace.width(), terrace.height(), new int[terrace.argb().length])
            .overWhite()), 100, film);
        StyleNetwork network = new StyleLibrary(desk.runner).builtIn();
        Pixels photo = PictureSource.open("builtin:photos/pagoda"), content = StylePainter.scaled(photo, SIDE);
        for (String frame : List.of(film + "#0", film + "#1")) {
            style.addStyles(List.of(frame));
            StyleCode code = StyleCode.between(network.code(photo), network.code(PictureSource.open(frame)),
                settings().weight());
            assertArrayEquals(network.paint(network.read(content), code, Mixing.all(Mixing.Mode.BLEND, 0)).argb(),
                style.frame().get().after().argb(), frame);
        }
    }

    /** Before a view has said how large it is. */
    @Test
    void theSharpPictureHas640PixelsWhereNoViewAsks() {
        try (Desk other = new Desk(folder.resolve("other")).started()) {
            other.app.setWorkspace(StyleSettings.ID);
            assertEquals(640, other.app.workspace(StyleModel.class).frame().get().side());
        }
    }

    @Test
    void aSliderRunsTheDecoderAloneAndSharpensWhenItRests() {
        StyleSettings before = settings();
        StyleRuns runs = style.runs().get();
        desk.app.beginGesture();
        style.setWeight(0.5);
        style.setRho(0.4);
        assertEquals(new StyleRuns(runs.contents(), runs.styles(), runs.decodes() + 2), style.runs().get());
        assertFalse(style.frame().get().sharp());
        assertEquals(StyleFrame.Ran.DECODER, style.frame().get().ran());
        assertEquals(256, style.frame().get().side());
        assertEquals(0.5, style.frame().get().settings().weight());
        assertEquals(List.of(0.4f), style.frame().get().settings().mixing().rho());
        desk.app.endGesture();
        assertTrue(style.frame().get().sharp());
        assertEquals(SIDE, style.frame().get().side());
        assertEquals(new StyleRuns(runs.contents(), runs.styles(), runs.decodes() + 3), style.runs().get(),
            "the contact sheet does not depend on the sliders");
        desk.app.undo();
        assertEquals(before, settings());
        assertEquals(before.painted(), style.frame().get().settings());
    }

    @Test
    void aDragShowsFramesOnItsWayAndEndsOnTheLastValue() {
        Queue work = new Queue();
        List<Double> shown = new ArrayList<>();
        try (Desk other = new Desk(work, Runnable::run).started()) {
            StyleModel model = entered(other, work);
            long decodes = model.runs().get().decodes();
            model.frame().addListener((property, old, frame) -> shown.add(frame.settings().weight()));
            other.app.beginGesture();
            for (int i = 1; i <= 20; i++) {
                model.setWeight(i / 20.0);
                if (i % 5 == 0) work.runOne();
            }
            work.runAll();
            assertEquals(1, shown.get(shown.size() - 1));
            assertEquals(List.of(0.25, 0.5, 0.75, 1.0), shown,
                "one runs, one waits, and what runs has been asked last");
            assertEquals(decodes + 4, model.runs().get().decodes());
            other.app.endGesture();
            work.runAll();
            assertTrue(model.frame().get().sharp());
            assertEquals(1, model.frame().get().settings().weight());
        }
    }

    @Test
    void stylesAreMixedOnThePad() {
        style.mix().toggleStyle(style.styles().get(1).picture());
        style.mix().toggleStyle(style.styles().get(2).picture());
        assertEquals(3, settings().styles().size());
        assertTrue(settings().styles().stream().allMatch(share -> Math.abs(share.weight() - 1 / 3.0) < 1e-9));
        StyleRuns runs = style.runs().get();
        style.mix().setShares(new StylePad(3).sharesAt(0.5, 0));
        assertEquals(List.of(1.0, 0.0, 0.0), settings().styles().stream().map(StyleShare::weight).toList());
        assertEquals(runs.styles(), style.runs().get().styles());
        Pixels mixed = style.frame().get().after();
        style.mix().chooseStyle(style.styles().get(0).picture());
        assertArrayEquals(mixed.argb(), style.frame().get().after().argb(), "all of one is that one");
        style.mix().toggleStyle(style.styles().get(0).picture());
        assertEquals(1, settings().styles().size(), "the last one stays");
        for (int i = 1; i < 6; i++) style.mix().toggleStyle(style.styles().get(i).picture());
        assertEquals(4, settings().styles().size());
    }

    @Test
    void coloursAreKeptWithoutTheNetwork() {
        StyleFrame painted = style.frame().get();
        long decodes = style.runs().get().decodes();
        style.setColours(StyleColours.LUMINANCE);
        for (int i = 0; i < painted.before().argb().length; i += 359) {
            int before = painted.before().argb()[i], after = style.frame().get().after().argb()[i];
            int red = (after >> 16 & 255) - (before >> 16 & 255), blue = (after & 255) - (before & 255);
            boolean cut = (after & 255) % 255 == 0 || (after >> 16 & 255) % 255 == 0;
            if (!cut) assertEquals(red, blue, 1, "every channel is moved by the same");
        }
        style.setColours(StyleColours.MATCHED);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertEquals(mean(painted.before(), shift), mean(style.frame().get().after(), shift), 6,
                "the mean is the content's, but for what is cut");
        }
        style.setColours(StyleColours.STYLE);
        assertArrayEquals(painted.after().argb(), style.frame().get().after().argb());
        assertEquals(decodes, style.runs().get().decodes() - 27,
            "nine settings three times over, and no run for the picture");
    }

    private static double mean(Pixels picture, int shift) {
        return java.util.Arrays.stream(picture.argb()).map(pixel -> pixel >> shift & 255).average().orElseThrow();
    }

    @Test
    void everySiteCanHaveItsOwnShare() {
        int sites = style.engine().get().channels().size();
        style.setRho(0.2);
        style.setBySite(true);
        assertEquals(java.util.Collections.nCopies(sites, 0.2f), settings().mixing().rho());
        int[] before = style.frame().get().after().argb();
        style.setRho(3, 0.9);
        for (int site = 0; site < sites; site++) {
            assertEquals(site == 3 ? 0.9f : 0.2f, settings().mixing().rho().get(site));
        }
        assertNotEquals(java.util.Arrays.hashCode(before),
            java.util.Arrays.hashCode(style.frame().get().after().argb()));
        style.setBySite(false);
        assertEquals(0.2 + 0.7 / sites, settings().mixing().rho().get(0), 1e-6);
        style.setSplit(true);
        assertEquals(Mixing.Mode.SPLIT, style.frame().get().settings().mixing().mode());
    }

    @Test
    void aCellOfTheContactSheetIsTakenOver() {
        StyleSheet sheet = style.sheet().get();
        style.choose(sheet.cells().get(5));
        assertEquals(sheet.cells().get(5).weight(), settings().weight());
        assertEquals((float) sheet.cells().get(5).rho(), settings().mixing().at(0));
        assertEquals(5, sheet.nearest(settings()));
        assertEquals(sheet, style.sheet().get());
        style.mix().chooseStyle(style.styles().get(3).picture());
        assertNotEquals(sheet, style.sheet().get());
    }

    @Test
    void theMaskKeepsTheContentWhereNothingIsPainted() {
        int[] everywhere = style.frame().get().after().argb();
        long decodes = style.runs().get().decodes();
        style.setBrush(new MaskBrush(true, false, 0.1, 0));
        style.beginStroke(0.25, 0.5);
        style.extendStroke(0.3, 0.5);
        style.endStroke();
        StyleFrame frame = style.frame().get();
        assertEquals(decodes, style.runs().get().decodes(), "a mask is laid on without the network");
        assertEquals(frame.before().at(300, 120), frame.after().at(300, 120));
        int inside = SIDE * 128 + 102;
        assertEquals(everywhere[inside], frame.after().argb()[inside]);
        style.beginStroke(0.8, 0.5);
        style.endStroke();
        assertEquals(2, settings().content().strokes().size());
        desk.app.undo();
        assertEquals(1, settings().content().strokes().size());
        style.setBrush(settings().brush().withErase(true));
        style.beginStroke(0.27, 0.5);
        style.endStroke();
        assertEquals(style.frame().get().before().argb()[inside], style.frame().get().after().argb()[inside]);
        style.clearMask();
        assertArrayEquals(everywhere, style.frame().get().after().argb());
    }

    @Test
    void twoFilesDroppedAreContentAndStyle() {
        desk.app.drop(List.of(CAT, CAFE));
        assertEquals(CAT.toString(), settings().content().origin());
        assertEquals(List.of(CAFE.toString()),
            settings().styles().stream().map(share -> share.picture().origin()).toList());
        assertEquals(settings().painted(), style.frame().get().settings());
        assertTrue(style.styles().get(style.styles().size() - 1).own());
        desk.app.undo();
        assertEquals(StyleSettings.initial(), settings());
        assertEquals(5, desk.settings().pictures().size(), "the batch of the other workspace");
    }

    @Test
    void oneFileIsWhatItIsDroppedOnAndElseIsSaid() {
        style.dropOnStyles(List.of(CAFE));
        assertEquals(CAFE.toString(), settings().styles().get(0).picture().origin());
        style.mix().removeStyle(settings().own().get(0));
        assertEquals(StyleSettings.initial(), settings());
        desk.app.drop(List.of(CAT));
        assertEquals(CAT.toString(), settings().content().origin());
        assertTrue(desk.notices().get(0).contains("content"), desk.notices().toString());
        desk.app.drop(List.of(CAFE));
        assertEquals(CAFE.toString(), settings().styles().get(0).picture().origin());
        assertTrue(desk.notices().get(1).contains("style"), desk.notices().toString());
        style.dropOnContent(List.of(CAFE));
        assertEquals(CAFE.toString(), settings().content().origin(), "a style equal to the content");
        assertEquals(settings().painted(), style.frame().get().settings());
    }

    @Test
    void whatCannotBeTakenIsSaidAndNothingIsLost() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.png"), "no picture"),
            classifier = folder.resolve("classifier.onnx");
        try (var file = StyleModelTest.class.getResourceAsStream("/assets/networks/twin-in.onnx")) {
            Files.copy(file, classifier);
        }
        StyleSettings before = settings();
        StyleFrame frame = style.frame().get();
        for (List<Path> bad : List.of(List.of(text), List.of(classifier), List.of(folder),
            List.of(folder.resolve("none.jpg"), text))) {
            desk.app.drop(bad);
            style.dropOnContent(bad);
            style.dropOnStyles(bad);
        }
        assertEquals(before, settings());
        assertEquals(frame, style.frame().get());
        assertTrue(desk.notices().stream().anyMatch(notice -> notice.contains("notes.png")), desk.notices().toString());
        assertTrue(desk.app.notices().stream().allMatch(Notice::isFault));
        style.dropOnStyles(List.of(text, CAFE));
        assertEquals(CAFE.toString(), settings().styles().get(0).picture().origin(), "the good one of two");
    }

    @Test
    void tinyAndLongPicturesArePainted() {
        for (int[] size : List.of(new int[] {1, 1}, new int[] {3, 700}, new int[] {9, 9}, new int[] {150, 100})) {
            Path file = folder.resolve(size[0] + "x" + size[1] + ".png");
            PictureFile.writePng(new Pixels(size[0], size[1], new int[size[0] * size[1]]), file);
            style.dropOnContent(List.of(file));
            assertEquals(List.of(), desk.notices());
            assertEquals(file.toString(), style.frame().get().settings().content().origin());
            // As large as the screen shows it, up to four times what it is.
            assertEquals(Math.min(SIDE, 4 * Math.max(size[0], size[1])), style.frame().get().side());
            style.dropOnStyles(List.of(file));
            assertEquals(List.of(), desk.notices());
        }
    }

    @Test
    void theMapsAroundASiteOpenInNormalize() {
        style.setRho(0.3);
        StyleFrame frame = style.frame().get();
        Settings before = desk.app.settings().get();
        style.openInside(2, false);
        assertEquals(List.of(), desk.notices());
        assertEquals(NormalizeSettings.ID, desk.app.workspace().get().id());
        assertEquals("builtin:photos/pagoda", desk.settings().pictures().get(desk.settings().active()).origin());
        Layer shown = desk.model.layer().get(), site = desk.model.network().get().normalizationAt(shown).orElseThrow();
        assertEquals("BIN", site.operator());
        assertEquals(site.input(), shown.output());
        assertEquals(style.engine().get().channels().get(2), desk.model.maps().get().c());
        desk.app.undo();
        assertEquals(before, desk.app.settings().get());
        style.openInside(2, true);
        assertEquals(site.name(), desk.model.layer().get().name());
        assertEquals(frame.settings(), settings().painted());
    }

    /** Another workspace takes the content's maps away; one run of the encoder brings them back. */
    @Test
    void whatIsNotOnScreenIsLetGoAndPaintedTheSameAgain() {
        style.setWeight(0.5);
        Pixels before = style.frame().get().after();
        style.setWeight(0.4);
        desk.app.setWorkspace(NormalizeSettings.ID);
        desk.app.setWorkspace(StyleSettings.ID);
        long contents = style.runs().get().contents();
        style.setWeight(0.5);
        assertTrue(style.runs().get().contents() > contents, "they were kept");
        assertArrayEquals(before.argb(), style.frame().get().after().argb());
    }
}
