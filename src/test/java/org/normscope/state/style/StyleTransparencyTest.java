package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.state.app.Desk;

/** What is see-through in a picture is so in what the window writes of it. */
class StyleTransparencyTest {
    @TempDir
    Path folder;
    private Desk desk;
    private StyleModel style;
    private Pixels content;

    @BeforeEach
    void enter() {
        desk = new Desk(folder.resolve("data")).started();
        style = desk.app.workspace(StyleModel.class);
        desk.app.setWorkspace(StyleSettings.ID);
        int[] argb = Lanczos.scaled(PictureSource.open("builtin:photos/dogs"), 64, 48).argb().clone();
        for (int i = 0; i < argb.length; i++) argb[i] = argb[i] & 0xFFFFFF | i % 64 * 4 << 24;
        content = new Pixels(64, 48, argb);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static int[] alpha(Pixels picture) {
        return Arrays.stream(picture.argb()).map(pixel -> pixel >>> 24).toArray();
    }

    @Test
    void atFullSize() {
        PictureFile.writePng(content, folder.resolve("glass.png"));
        style.dropOnContent(List.of(folder.resolve("glass.png")));
        style.setFullSide(96);
        style.renderFull();
        style.saveRender(folder.resolve("painted.png"));
        assertArrayEquals(alpha(Lanczos.scaled(content, 96)), alpha(PictureFile.read(folder.resolve("painted.png"))));
    }

    @Test
    void inAFolder() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        PictureFile.writePng(content, from.resolve("glass.png"));
        style.renderFolder(from, folder.resolve("to"), false);
        assertArrayEquals(alpha(content), alpha(PictureFile.read(folder.resolve("to/glass.png"))));
    }
}
