package org.normscope.view.control;

import org.normscope.image.PictureSource;
import org.normscope.image.Samples;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Words;

/** What a picture is called on screen: the title of a shipped one, else its file. */
public final class PictureNames {
    private PictureNames() { }

    public static String of(PictureChoice picture, Texts texts) {
        if (!picture.origin().startsWith(PictureSource.BUILT_IN)) return picture.name();
        return Samples.of(picture.origin().substring(PictureSource.BUILT_IN.length()))
            .map(sample -> texts.now(sample.titleKey()) + " · " + sample.credit()).orElse(picture.name());
    }

    /** Without whom it is by. */
    public static String title(PictureChoice picture, Texts texts) {
        return title(picture.origin(), picture.name(), texts);
    }

    /** Of a picture of a corpus. */
    public static String title(String origin, String name, Texts texts) {
        Object title = PictureChoice.title(origin, name);
        return title instanceof Words words ? texts.now(words.key()) : name;
    }
}
