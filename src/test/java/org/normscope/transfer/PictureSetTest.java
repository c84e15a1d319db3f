package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures by class, on their sides. */
class PictureSetTest {
    @TempDir
    Path folder;

    private static PictureSet read(Path folder) {
        return ClassFolder.read(folder, share -> { });
    }

    private static Map<String, Split> sides(PictureSet set) {
        return set.examples().stream().collect(Collectors.toMap(Example::hash, Example::split));
    }

    @Test
    void picturesStayOnTheirSideWhenOthersAreAdded() throws IOException {
        ColourPictures.write(folder, 40, 0);
        Map<String, Split> before = sides(read(folder));
        ColourPictures.write(folder, 60, 1000);
        Map<String, Split> after = sides(read(folder));
        assertEquals(200, after.size());
        before.forEach((hash, side) -> assertEquals(side, after.get(hash)));
        long trained = after.values().stream().filter(side -> side == Split.TRAINING).count();
        assertTrue(trained > 110 && trained < 170, "70 of a hundred: " + trained);
    }

    @Test
    void aPictureIsThereOnceAndInOneClass() throws IOException {
        ColourPictures.write(folder, 5, 0);
        Path first = folder.resolve("blue/0.png");
        Files.copy(first, Files.createDirectories(folder.resolve("blue/deeper/still")).resolve("copy.png"));
        Files.copy(folder.resolve("red/1.png"), folder.resolve("blue/red.png"));
        Files.copy(first, folder.resolve("loose.png"));
        Files.writeString(folder.resolve("blue/notes.txt"), "no picture");
        PictureSet set = read(folder);
        assertEquals(List.of("blue", "red"), set.classes());
        assertEquals(9, set.examples().size());
        assertEquals(1, set.count(LeftOut.Why.DUPLICATE));
        assertEquals(2, set.count(LeftOut.Why.CONTRADICTING));
        assertEquals(1, set.count(LeftOut.Why.LOOSE));
    }

    @Test
    void foldersCalledAsSidesAreTheSplitAndACopyIsNotLearntFrom() throws IOException {
        ColourPictures.write(folder.resolve("train"), 6, 0);
        ColourPictures.write(folder.resolve("val"), 3, 100);
        Files.copy(folder.resolve("val/red/101.png"), folder.resolve("train/red/again.png"));
        PictureSet set = read(folder);
        assertEquals(12, set.of(Split.TRAINING).size());
        assertEquals(6, set.of(Split.VALIDATION).size());
        assertEquals(Split.VALIDATION, set.judging());
        assertEquals(1, set.count(LeftOut.Why.DUPLICATE));
    }

    @Test
    void aClassAlwaysHasAPictureToLearnFrom() throws IOException {
        for (int i = 0; i < 12; i++) {
            Path one = folder.resolve("set" + i);
            ColourPictures.write(one, 1, 50 + i);
            PictureSet set = read(one);
            assertEquals(1, set.count(0, Split.TRAINING));
            assertEquals(1, set.count(1, Split.TRAINING));
        }
    }

    @Test
    void drawsDifferBySeedAndAreAsLargeAsAsked() throws IOException {
        ColourPictures.write(folder, 40, 0);
        PictureSet set = read(folder);
        assertEquals(14, set.drawn(7, 1).of(Split.TRAINING).size());
        assertEquals(set.drawn(7, 1), set.drawn(7, 1));
        assertTrue(!set.drawn(7, 1).equals(set.drawn(7, 2)));
        assertEquals(set.of(Split.TEST), set.drawn(7, 1).of(Split.TEST));
    }

    @Test
    void nothingToLearnFromIsSaid() throws IOException {
        assertThrows(TransferException.class, () -> read(folder.resolve("nowhere")));
        assertThrows(TransferException.class, () -> read(folder));
        Files.createDirectories(folder.resolve("empty/class"));
        assertThrows(TransferException.class, () -> read(folder.resolve("empty")));
        ColourPictures.write(folder.resolve("one"), 2, 0);
        ColourPictures.delete(folder.resolve("one/red"));
        PictureSet one = read(folder.resolve("one"));
        String said = assertThrows(TransferException.class, one::learnable).getMessage();
        assertTrue(said.contains("blue"), said);
    }

    /** Who looks like whom, against comparing all with all. */
    @Test
    void nearDuplicatesAreFound() {
        SplittableRandom random = new SplittableRandom(3);
        long[] looks = new long[400];
        for (int i = 0; i < looks.length; i++) {
            looks[i] = random.nextLong();
            if (i % 3 != 2) continue;
            looks[i] = looks[random.nextInt(i)];
            for (int flips = random.nextInt(6); flips > 0; flips--) looks[i] ^= 1L << random.nextInt(64);
        }
        List<Example> examples = new ArrayList<>(IntStream.range(0, looks.length).mapToObj(i ->
            new Example(String.valueOf(i), String.format("%064x", i), 0, i % 2 == 0 ? Split.TRAINING : Split.TEST))
            .toList());
        List<Integer> first = new ArrayList<>(), doubled = new ArrayList<>();
        for (int i = 0; i < looks.length; i++) {
            int at = i;
            boolean like = first.stream().anyMatch(j -> Long.bitCount(looks[at] ^ looks[j]) <= NearDuplicates.REACH);
            if (like) doubled.add(i);
            else first.add(i);
        }
        List<NearDuplicates> groups = NearDuplicates.among(examples, looks);
        List<Integer> found = groups.stream().flatMap(group -> group.alike().stream().skip(1))
            .map(example -> Integer.parseInt(example.file())).sorted().toList();
        assertEquals(doubled, found);
        assertTrue(groups.stream().anyMatch(NearDuplicates::acrossSplit));
    }
}
