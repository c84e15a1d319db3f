package org.normscope.state.style;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.normscope.state.desk.PictureSession;
import org.normscope.style.EngineInput;
import org.normscope.style.StyleCommandLine;
import org.normscope.style.ValueRange;

/** How a styled picture came about. */
final class StyleWords {
    private StyleWords() { }

    /**
     * For the metadata of a file: as the command line would have it, and whole, to be opened as a session.
     *
     * @param request what was painted, with its longer side as its settings say
     * @param refine  steps of descent behind it
     * @param session the settings to be opened again
     */
    static Map<String, String> metadata(StyleRequest request, int refine, StyleSettings session) {
        Map<String, String> texts = new LinkedHashMap<>(command(request, refine).texts());
        texts.put(PictureSession.KEYWORD,
            PictureSession.of(new StyleSlice(), session.withGallery(session.styles(), List.of())));
        return texts;
    }

    /**
     * At the full size.
     *
     * @param refine steps of descent behind it
     */
    static StyleCommandLine command(StyleRequest request, int refine) {
        StyleSettings settings = request.settings();
        Map<String, String> input = settings.engine().input();
        List<ValueRange> range = Stream.of(StyleFiles.IN, StyleFiles.OUT).map(input::get).filter(Objects::nonNull)
            .map(ValueRange::valueOf).toList();
        return new StyleCommandLine(StyleRequest.place(settings.content()), settings.engine().origin(),
            EngineInput.NONE.ranging(range), request.recipe(), refine);
    }
}
