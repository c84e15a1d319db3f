package org.normscope.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;

/** Two classes that a child tells apart: speckled red pictures and speckled blue ones. */
public final class ColourPictures {
    private static final int SIDE = 24;

    private ColourPictures() { }

    /** Pictures number {@code first} on, as red/N.png and blue/N.png. */
    public static Path write(Path folder, int each, int first) throws IOException {
        for (String kind : List.of("red", "blue")) write(folder, kind, kind.equals("red") ? 16 : 0, each, first);
        return folder;
    }

    /** Classes of three colours by turns: those of one colour nobody tells apart. */
    public static Path write(Path folder, List<String> classes, int each) throws IOException {
        for (int i = 0; i < classes.size(); i++) write(folder, classes.get(i), i % 3 * 8, each, 100 * i);
        return folder;
    }

    private static void write(Path folder, String kind, int shift, int each, int first) throws IOException {
        Files.createDirectories(folder.resolve(kind));
        for (int i = first; i < first + each; i++) {
            PictureFile.writePng(speckled(shift, 2L * i + kind.length() % 2), folder.resolve(kind + "/" + i + ".png"));
        }
    }

    private static Pixels speckled(int shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] argb = new int[SIDE * SIDE];
        Arrays.setAll(argb, i -> 0xFF000000 | random.nextInt(0x80) * 0x010101 | 0x7F + random.nextInt(0x80) << shift);
        return new Pixels(SIDE, SIDE, argb);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
