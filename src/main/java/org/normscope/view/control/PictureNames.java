package org.normscope.view.control;

import org.normscope.image.PictureSource;
import org.normscope.image.Samples;
import org.normscope.state.desk.PictureChoice;
import org.normscope.text.Messages;

/** What a picture is called on screen: the title of a shipped one, else its file. */
public final class PictureNames {
    private static final String KEY = "picture.title.";

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

    /** Of a picture of a corpus; the textures that are drawn for the built-in one have titles, too. */
    public static String title(String origin, String name, Texts texts) {
        String key = KEY + origin.substring(origin.indexOf('/') + 1).replaceFirst("/.*", "");
        return origin.startsWith(PictureSource.BUILT_IN) && Messages.has(key) ? texts.now(key) : name;
    }
}
