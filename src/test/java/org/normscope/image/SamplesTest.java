package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.text.Language;
import org.normscope.text.Messages;

class SamplesTest {
    private static final Path ASSETS = Path.of("assets");
    private static final Set<String> LICENCES = Set.of("CC0-1.0", "CC-BY-2.0", "CC-BY-4.0", "Public domain",
        "No known copyright restrictions");

    static Stream<Sample> samples() {
        return Stream.concat(Samples.all().stream(), Samples.flowers().stream());
    }

    @Test
    void everyShippedFileHasACreditAndEveryCreditAFile() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(ASSETS.resolve("images")),
                Files.walk(ASSETS.resolve("flowers")))) {
            Set<String> shipped = files.filter(Files::isRegularFile)
                .map(file -> ASSETS.relativize(file).toString().replace('\\', '/'))
                .filter(file -> !file.endsWith("CREDITS.md")).collect(Collectors.toSet());
            assertEquals(shipped, samples().map(Sample::file).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void opensAndSaysWhoseItIs(Sample sample) {
        Pixels picture = PictureSource.open(sample.origin());
        int least = sample.id().startsWith("flowers/") ? 160 : 300;
        assertTrue(picture.width() >= least && picture.height() >= least, sample.id());
        assertFalse(sample.author().isBlank() || sample.source().isBlank());
        assertTrue(LICENCES.contains(sample.licence()), sample.licence());
        for (Language language : Language.values()) assertFalse(Messages.get(language, sample.titleKey()).isBlank());
    }

    @Test
    void sixtyFlowersOfEachKindHaveASourceOfTheirOwn() {
        assertEquals("{daisy=60, dandelion=60, roses=60, sunflowers=60, tulips=60}", Samples.flowers().stream()
            .collect(Collectors.groupingBy(flower -> flower.id().split("/")[1], TreeMap::new, Collectors.counting()))
            .toString());
        assertEquals(300, Samples.flowers().stream().map(Sample::source).distinct().count());
    }

    @Test
    void theFirstBatchIsTheOneOnTheCover() {
        assertEquals("photos/pagoda photos/dogs photos/cat photos/astronaut photos/dahlia",
            Samples.firstBatch().stream().map(Sample::id).collect(Collectors.joining(" ")));
        assertEquals("danielbuechele, CC-BY-2.0", Samples.firstBatch().get(0).credit());
    }

    @Test
    void originsAreSamplesOrPaths(@TempDir Path folder) {
        Path file = folder.resolve("dot.png");
        PictureFile.writePng(new Pixels(1, 1, new int[] {0xFF102030}), file);
        assertEquals(0xFF102030, PictureSource.open(file.toString()).at(0, 0));
        String fault = assertThrows(BadPictureException.class,
            () -> PictureSource.open("builtin:photos/yeti")).getMessage();
        assertTrue(fault.startsWith(
            "builtin:photos/yeti is no built-in picture. Choose one of: photos/dogs photos/pagoda"), fault);
    }
}
