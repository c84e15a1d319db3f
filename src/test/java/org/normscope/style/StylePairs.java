package org.normscope.style;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.image.Samples;

/**
 * The 400 pairs that the style network is measured on and was never trained on: the shipped photos and seven of
 * flowers/val in the shipped paintings, textures and drawn styles. Each is the middle square, 256 x 256.
 */
final class StylePairs {
    private static final int SIDE = 256, FLOWERS = 7;

    private StylePairs() { }

    static List<Pixels> contents(Path flowers) {
        List<Pixels> contents = new ArrayList<>(Samples.photos().map(StylePairs::shipped).toList());
        Map<String, byte[]> found = new TreeMap<>();
        try (InputStream bytes = Files.newInputStream(flowers);
             TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().contains("val/")) found.put(entry.getName(), tar.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.entrySet().stream().limit(FLOWERS)
            .forEach(file -> contents.add(square(PictureFile.read(file.getValue(), file.getKey()))));
        return contents;
    }

    static List<Pixels> styles() {
        return origins(id -> !id.startsWith("photos/")).stream().map(StylePairs::shipped).toList();
    }

    static List<String> origins(Predicate<String> wanted) {
        return Samples.all().stream().filter(sample -> wanted.test(sample.id()))
            .map(sample -> sample.origin()).toList();
    }

    static Pixels shipped(String origin) {
        return square(PictureSource.open(origin));
    }

    /** The shipped photos' middle squares. */
    static List<Pixels> photos(int side) {
        return Samples.photos().map(origin -> square(PictureSource.open(origin), side)).toList();
    }

    static Pixels square(Pixels picture) {
        return square(picture, SIDE);
    }

    private static Pixels square(Pixels picture, int side) {
        return new Preprocessing(side, side, 0, 1, new float[3], new float[] {1, 1, 1}, Preprocessing.Order.RGB,
            Preprocessing.Fit.CROP).fitted(picture);
    }
}
