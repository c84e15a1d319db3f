package org.normscope.state.style;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.PictureSession;
import org.normscope.state.desk.Sources;
import org.normscope.style.Mixing;

/** How a styled picture came about, as the command line would have it. */
final class StyleWords {
    private StyleWords() { }

    /** For the metadata of a file: in words, and whole, to be opened as a session. */
    static Map<String, String> metadata(StyleSettings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "NormScope");
        texts.put("Description", command(settings));
        texts.put(PictureSession.KEYWORD, PictureSession.of(new StyleSlice(), settings.withOwn(List.of())));
        return texts;
    }

    static String command(StyleSettings settings) {
        StringBuilder words = new StringBuilder("normscope style --content ").append(place(settings.content()));
        for (StyleShare style : settings.styles()) {
            words.append(" --style ").append(place(style.picture()));
            if (settings.styles().size() > 1) words.append(':').append(number(style.weight()));
        }
        words.append(" --weight ").append(number(settings.weight()));
        Mixing mixing = settings.mixing();
        words.append(" --ibn ").append(String.join(",", mixing.rho().stream().map(rho -> number(rho)).toList()));
        words.append(" --ibn-mode ").append(mixing.mode().name().toLowerCase(Locale.ROOT));
        if (settings.colours() != StyleColours.STYLE) words.append(" --colors ").append(settings.colours().name().toLowerCase(Locale.ROOT));
        if (!settings.content().strokes().isEmpty()) words.append(" (masked, ").append(settings.content().strokes().size()).append(" strokes in the session below)");
        if (!settings.engine().equals(StyleSettings.BUILT_IN)) words.append(" --engine ").append(settings.engine().origin());
        return words.toString();
    }

    private static String place(PictureChoice picture) {
        return picture.origin().startsWith(Sources.PASTED) ? picture.name() : picture.origin();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }
}
