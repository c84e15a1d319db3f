package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.image.Pixels;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class MapImageTest {
    private static final int SIDE = 100, COLOUR = 0xFFE04020;

    private final Group root = new Group();

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(root, SIDE, SIDE));
        stage.show();
    }

    /** A picture of one colour is seen in that colour alone, however small or flat it is. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 2", "160, 1", "1, 160", "2, 2", "3, 1", "20000, 10"})
    void onePlainColourIsSeen(int width, int height, FxRobot robot) {
        Pixels pixels = plain(width, height);
        robot.interact(() -> {
            ImageView view = new ImageView(PictureView.imageOf(pixels));
            view.setFitWidth(SIDE);
            view.setFitHeight(SIDE);
            assertPlain(view);
            PictureView filling = new PictureView(0);
            filling.show(pixels);
            root.getChildren().setAll(filling);
            filling.resize(SIDE, SIDE);
            filling.layout();
            assertPlain(filling);
            for (int factor : new int[] {1, 2, 50}) {
                Canvas canvas = new Canvas(SIDE, SIDE);
                canvas.getGraphicsContext2D().setImageSmoothing(true);
                canvas.getGraphicsContext2D().drawImage(new MapImage().paint(pixels, factor), 0, 0, SIDE, SIDE);
                assertPlain(canvas);
            }
        });
    }

    /** Each pixel of a row of one keeps its place: the row is there twice. */
    @Test
    void aRowIsRepeated(FxRobot robot) {
        int[] row = IntStream.range(0, 7).map(i -> 0xFF000000 | i * 30).toArray();
        int[] twice = IntStream.range(0, 14).map(i -> row[i % 7]).toArray();
        robot.interact(() ->
            assertArrayEquals(twice, argb((WritableImage) PictureView.imageOf(new Pixels(7, 1, row)))));
    }

    private void assertPlain(Node node) {
        root.getChildren().setAll(node);
        int[] seen = argb(root.snapshot(new SnapshotParameters(), new WritableImage(SIDE, SIDE)));
        assertEquals(0, Arrays.stream(seen).filter(pixel -> pixel != COLOUR).count());
    }

    private static int[] argb(WritableImage image) {
        int width = (int) image.getWidth(), height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return argb;
    }

    private static Pixels plain(int width, int height) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, COLOUR);
        return new Pixels(width, height, argb);
    }
}
