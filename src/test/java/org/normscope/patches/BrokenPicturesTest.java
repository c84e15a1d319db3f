package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;

/** A corpus of which one picture in twenty is broken or odd. */
class BrokenPicturesTest {
    @TempDir
    Path temp;

    @Test
    void brokenPicturesAreListedWithTheirReasonAndOddOnesAreRead() throws Exception {
        Path folder = TinyCorpus.write(temp.resolve("pictures"), 0, 120);
        Map<String, String> broken = broken(folder);
        for (String odd : new String[] {"cmyk.jpg", "ycck.jpg", "gray16.png", "rgb.gif", "bilevel.png",
            "lossy.webp", "rgb.tif"}) {
            Files.copy(resource(odd), folder.resolve("odd-" + odd));
        }
        PictureFile.writePng(Texture.EDGE.drawn(1, 3), folder.resolve("odd-one-pixel.png"));
        Files.copy(resource("rgb.png"), Files.createDirectories(folder.resolve("deep/er")).resolve("UPPER.PNG"));
        Files.writeString(folder.resolve("list.csv"), "no picture, and not named as one");
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = TinyCorpus.network(temp, runner);
            IndexReport report = IndexedFolder.index(network, folder, temp.resolve("i.db"), runner);
            assertEquals(broken.size(), report.skipped().size(), report.skipped().toString());
            for (IndexReport.Skipped skipped : report.skipped()) {
                String reason = broken.get(skipped.name());
                assertTrue(skipped.reason().contains(skipped.name()) && skipped.reason().contains(reason),
                    skipped + " should say: " + reason);
            }
            assertEquals(129, report.pictures());
            try (PatchIndex index = PatchIndex.open(temp.resolve("i.db"))) {
                assertEquals(report.skipped(), index.skipped());
            }
            repaired(network, folder, runner);
        }
    }

    private void repaired(Network network, Path folder, GraphRunner runner) throws IOException {
        PictureFile.writePng(Texture.RINGS.drawn(20, 7), folder.resolve("text.jpg"));
        IndexReport report = IndexedFolder.index(network, folder, temp.resolve("i.db"), runner);
        assertEquals(1, report.added(), "what was repaired is taken in, what is still broken is not read again");
        assertTrue(report.skipped().stream().noneMatch(skipped -> skipped.name().equals("text.jpg")));
    }

    /** By name, what has to be said. */
    private static Map<String, String> broken(Path folder) throws Exception {
        byte[] whole = Files.readAllBytes(resource("rgb.jpg"));
        Files.write(folder.resolve("truncated.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));
        Files.writeString(folder.resolve("text.jpg"), "this is text");
        Files.createFile(folder.resolve("empty.png"));
        Files.write(folder.resolve("huge.png"), header(20_000, 10_000));
        Files.createSymbolicLink(folder.resolve("gone.jpg"), folder.resolve("nowhere.jpg"));
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("truncated.jpg", "ends before the picture does");
        reasons.put("text.jpg", "not a picture");
        reasons.put("empty.png", "empty");
        reasons.put("huge.png", "megapixels");
        reasons.put("gone.jpg", "does not exist");
        return reasons;
    }

    /** A PNG file that says it is that large, and holds no pixels. */
    private static byte[] header(int width, int height) {
        byte[] fields = ByteBuffer.allocate(17).put("IHDR".getBytes()).putInt(width).putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0}).array();
        return ByteBuffer.allocate(8 + 4 + 17 + 4 + 24)
            .put(new byte[] {(byte) 137, 80, 78, 71, 13, 10, 26, 10}).putInt(13).put(fields)
            .putInt(crc(fields)).putInt(0).put("IDAT".getBytes()).putInt(crc("IDAT".getBytes()))
            .putInt(0).put("IEND".getBytes()).putInt(crc("IEND".getBytes())).array();
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(PictureFile.class.getResource("read/" + name).toURI());
    }
}
