package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normscope.patches.Corpus;
import org.normscope.text.Language;

class PictureNamesTest {
    @ParameterizedTest
    @EnumSource
    void noPictureOfTheBuiltInCorpusIsCalledByItsPath(Language language) {
        Texts texts = new Texts(new SimpleObjectProperty<>(language));
        Corpus corpus = Corpus.of("builtin");
        assertEquals(List.of(), corpus.entries().stream().map(Corpus.Entry::name)
            .filter(name -> PictureNames.title(corpus.origin(name), name, texts).equals(name)).toList());
    }

    @Test
    void aFileIsCalledByItsName() {
        Texts texts = new Texts(new SimpleObjectProperty<>(Language.ENGLISH));
        assertEquals("styles/mosaic.png", PictureNames.title("/home/styles/mosaic.png", "styles/mosaic.png", texts));
    }
}
