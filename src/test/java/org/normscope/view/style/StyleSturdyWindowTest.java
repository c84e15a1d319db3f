package org.normscope.view.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Settings;
import org.normscope.state.style.StyleFrame;
import org.normscope.state.style.StyleSettings;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.view.frame.DroppedFiles;
import org.normscope.view.frame.NoticeBar;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The Style workspace under files that are wrong, and under pictures that are right but odd. */
class StyleSturdyWindowTest extends StyleWindow {
    private static final Path CLASSIFIER = Path.of("assets/networks/twin-bn.onnx"),
        DECODER = Path.of("assets/style/style-decoder.onnx");
    private static final int WIDTH = 72, HEIGHT = 48, TURNED_TO_THE_RIGHT = 6;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void whatIsWrongIsSaidOnceAndAllStays(FxRobot robot) throws IOException {
        StyleSettings first = settings();
        robot.interact(() -> model().setWeight(0.4));
        settle();
        StyleFrame painted = model().frame().get();
        Settings before = window.app.settings().get();
        byte[] cat = Files.readAllBytes(CAT), decoder = Files.readAllBytes(DECODER);
        Map<Path, String> pictures = Map.of(Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(cat, cat.length / 2)),
            "picture.cut",
            Files.createFile(folder.resolve("empty.jpg")), "picture.empty",
            Files.writeString(folder.resolve("text.png"), "a letter to a friend"), "picture.unknown");
        Map<Path, String> networks = Map.of(Files.copy(CLASSIFIER, folder.resolve("classifier.onnx")), "style.output",
            Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(decoder, decoder.length / 2)), "onnx.damaged",
            Files.createFile(folder.resolve("empty.onnx")), "onnx.empty");
        for (Node place : List.of(part(StyleResult.class), part(ContentCard.class), part(StyleTiles.class))) {
            pictures.forEach((file, key) -> refuses(robot, place, file, key));
        }
        networks.forEach((file, key) -> refuses(robot, part(StyleResult.class), file, key));
        assertEquals(before, window.app.settings().get());
        assertSame(painted, model().frame().get(), "it is not even painted again");
        assertFalse(window.app.canRedo().get());
        robot.interact(window.app::undo);
        assertEquals(first, settings(), "nothing lies between");
        robot.interact(window.app::redo);
        assertEquals(before, window.app.settings().get());
        settle();
        assertArrayEquals(painted.after().argb(), model().frame().get().after().argb());
    }

    private void refuses(FxRobot robot, Node place, Path file, String key) {
        DroppedFiles.on(place, robot, List.of(file));
        until(() -> !window.app.notices().isEmpty() && window.app.activity().get() == null);
        assertEquals(1, window.app.notices().size());
        assertTrue(window.app.notices().get(0).isFault());
        List<String> said = words(part(NoticeBar.class));
        assertEquals(1, said.size(), said.toString());
        String why = Messages.get(Language.ENGLISH, key).replaceFirst(".*\\}", "");
        assertTrue(said.get(0).contains(file.getFileName().toString()) && said.get(0).endsWith(why),
            said + ", wanted: " + why);
        robot.type(KeyCode.ESCAPE);
        until(() -> window.app.notices().isEmpty());
    }

    @Test
    void whatIsOddIsPaintedAsItsPlainTwin(FxRobot robot) throws IOException {
        BufferedImage photo = ImageIO.read(CAT.toFile()).getSubimage(60, 40, WIDTH, HEIGHT);
        Path half = folder.resolve("half.png"), grey = folder.resolve("grey.png"), one = folder.resolve("one.png");
        ImageIO.write(halfClear(photo), "png", half.toFile());
        ImageIO.write(deepGrey(photo), "png", grey.toFile());
        PictureFile.writePng(new Pixels(1, 1, new int[] {0xFF336699}), one);
        asItsTwin(robot, half, twin("half", WIDTH, HEIGHT, (x, y) -> overWhite(photo.getRGB(x, y), alpha(x))), 1);
        asItsTwin(robot, grey, twin("grey", WIDTH, HEIGHT, (x, y) -> level(photo, x, y) * 0x010101), 0);
        asItsTwin(robot, one, one, 0);
        assertEquals("4 x 4", size(model().frame().get().after()));
        Path turned = turned(photo);
        BufferedImage stored = ImageIO.read(turned.toFile());
        asItsTwin(robot, turned, twin("turned", HEIGHT, WIDTH, (x, y) -> stored.getRGB(y, HEIGHT - 1 - x)), 2);
        // Its twin is what Pillow reads, see pictures.py.
        asItsTwin(robot, resource("cmyk.jpg"), resource("cmyk.jpg.png"), 4);
    }

    /** As content and as style it is painted as the same picture, upright, in plain RGB. */
    private void asItsTwin(FxRobot robot, Path odd, Path plain, int tolerance) {
        Pixels wanted = PictureFile.read(plain);
        robot.interact(() -> model().setWeight(1));
        Pixels[] content = painted(robot, ContentCard.class, odd);
        Pixels before = content[0]; // as large as the screen shows it
        close(Lanczos.scaled(wanted, Math.max(before.width(), before.height())), before, tolerance);
        assertEquals(size(before), size(content[1]));
        Pixels[] twin = painted(robot, ContentCard.class, plain);
        close(twin[1], content[1], 5 * tolerance);
        assertEquals(content[1].width(), part(BeforeAfter.class).frame().after().width(), "what is on screen");
        int[] asStyle = painted(robot, StyleTiles.class, odd)[1].argb();
        assertFalse(Arrays.equals(twin[1].argb(), asStyle), "another style");
        close(painted(robot, StyleTiles.class, plain)[1],
            new Pixels(before.width(), before.height(), asStyle), 5 * tolerance);
    }

    /** The content and what is painted of it. */
    private Pixels[] painted(FxRobot robot, Class<? extends Node> place, Path file) {
        DroppedFiles.on(part(place), robot, List.of(file));
        until(() -> (place == ContentCard.class ? settings().content() : settings().styles().get(0).picture())
            .origin().equals(file.toAbsolutePath().toString()));
        settle();
        assertEquals(List.of(), window.app.notices());
        return new Pixels[] {model().frame().get().before(), model().frame().get().after()};
    }

    private static void close(Pixels wanted, Pixels seen, int tolerance) {
        assertEquals(size(wanted), size(seen));
        int worst = 0;
        for (int i = 0; i < wanted.argb().length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                worst = Math.max(worst, Math.abs((wanted.argb()[i] >> shift & 255) - (seen.argb()[i] >> shift & 255)));
            }
        }
        assertTrue(worst <= tolerance, "off by " + worst);
    }

    private static String size(Pixels picture) {
        return picture.width() + " x " + picture.height();
    }

    private interface Colour {
        int at(int x, int y);
    }

    private Path twin(String name, int width, int height, Colour colour) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) argb[i] = 0xFF000000 | colour.at(i % width, i / width);
        Path file = folder.resolve(name + "-plain.png");
        PictureFile.writePng(new Pixels(width, height, argb), file);
        return file;
    }

    private static int alpha(int x) {
        return 128 + x;
    }

    private static int overWhite(int rgb, int alpha) {
        int over = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            over |= Math.round(((rgb >> shift & 255) * alpha + 255f * (255 - alpha)) / 255) << shift;
        }
        return over;
    }

    private static BufferedImage halfClear(BufferedImage photo) {
        BufferedImage half = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            half.setRGB(i % WIDTH, i / WIDTH, photo.getRGB(i % WIDTH, i / WIDTH) & 0xFFFFFF | alpha(i % WIDTH) << 24);
        }
        return half;
    }

    private static int level(BufferedImage photo, int x, int y) {
        return photo.getRGB(x, y) >> 8 & 255;
    }

    private static BufferedImage deepGrey(BufferedImage photo) {
        BufferedImage grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            grey.getRaster().setSample(i % WIDTH, i / WIDTH, 0, level(photo, i % WIDTH, i / WIDTH) * 0x0101);
        }
        return grey;
    }

    /** Stored lying, its EXIF says that it is to be turned by a quarter to the right. */
    private Path turned(BufferedImage photo) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        BufferedImage opaque = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(photo, 0, 0, null);
        ImageIO.write(opaque, "jpg", plain);
        byte[] exif = {(byte) 0xFF, (byte) 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1,
            18, 0, 3, 0, 0, 0, 1, 0, TURNED_TO_THE_RIGHT, 0, 0, 0, 0, 0, 0};
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(plain.toByteArray(), 0, 2); // The start of image; the rest follows the EXIF.
        all.writeBytes(exif);
        all.write(plain.toByteArray(), 2, plain.size() - 2);
        return Files.write(folder.resolve("turned.jpg"), all.toByteArray());
    }

    private Path resource(String name) throws IOException {
        try (var bytes = PictureFile.class.getResourceAsStream("/org/normscope/image/read/" + name)) {
            Path file = folder.resolve(name);
            Files.copy(bytes, file);
            return file;
        }
    }

    private <N extends Node> N part(Class<N> kind) {
        return all(window.frame, kind).findFirst().orElseThrow();
    }
}
