package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.normscope.image.PictureSource;
import org.normscope.image.Sample;
import org.normscope.image.Samples;

class BuiltInCorpusTest {
    private final BuiltInCorpus corpus = new BuiltInCorpus();
    private final List<String> names = corpus.entries().stream().map(Corpus.Entry::name).toList();

    @Test
    void everyShippedPictureIsInItOnceAndWhole() {
        List<String> shipped = Stream.concat(Samples.all().stream(), Samples.flowers().stream()).map(Sample::id)
            .sorted().toList();
        assertEquals(shipped, names.stream().filter(name -> !name.startsWith("drawn/")).sorted().toList());
        String flower = Samples.flowers().get(7).id();
        assertArrayEquals(PictureSource.open("builtin:" + flower).argb(), corpus.read(flower).pixels().get().argb());
    }

    @Test
    void noTwoPicturesAreTheSame() {
        assertEquals(names.size(), names.stream().map(name -> corpus.read(name).hash()).distinct().count());
    }

    @Test
    void someOfEverythingComesEarly() {
        List<String> kinds = names.subList(0, 80).stream().map(name -> name.substring(0, name.lastIndexOf('/')))
            .distinct().toList();
        assertTrue(kinds.containsAll(List.of("photos", "paintings", "textures", "styles", "drawn", "flowers/daisy",
            "flowers/dandelion", "flowers/roses", "flowers/sunflowers", "flowers/tulips")), kinds.toString());
    }
}
