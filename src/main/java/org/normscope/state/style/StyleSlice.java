package org.normscope.state.style;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.normscope.state.desk.FileReference;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Relocation;
import org.normscope.state.desk.Slice;
import org.normscope.style.Recipe;
import org.normscope.style.StyleLibrary;
import org.normscope.style.ValueRange;

/** The Style workspace's part of the settings. */
final class StyleSlice implements Slice<StyleSettings> {
    /** Sites of the built-in network when it had as many. */
    private static final int FIVE_BLOCKS = 14;

    @Override
    public String id() {
        return StyleSettings.ID;
    }

    @Override
    public Class<StyleSettings> type() {
        return StyleSettings.class;
    }

    @Override
    public StyleSettings initial(Look look) {
        return StyleSettings.initial();
    }

    @Override
    public void upgrade(ObjectNode part, ObjectNode initial) {
        // At first it was all that was kept of the view.
        if (part.has("beside")) {
            part.set("view", ((ObjectNode) initial.get("view")).set("beside", part.remove("beside")));
        }
        // The built-in network had one block more, the fourth of five, with two sites.
        if (part.at("/mixing/rho") instanceof ArrayNode shares && shares.size() == FIVE_BLOCKS
            && part.at("/engine/origin").asText().equals(StyleLibrary.BUILT_IN)) {
            shares.remove(8);
            shares.remove(7);
        }
    }

    @Override
    public void check(StyleSettings settings) {
        Slice.require(!settings.styles().isEmpty() && settings.styles().size() <= StyleSettings.MOST_STYLES);
        double sum = 0;
        for (StyleShare style : settings.styles()) {
            Slice.require(style.weight() >= 0);
            sum += style.weight();
        }
        ResultView view = settings.view();
        Slice.require(Math.abs(sum - 1) < 1e-3 && settings.weight() >= 0 && settings.weight() <= 1);
        Slice.require(settings.brush().radius() > 0 && settings.brush().softness() >= 0);
        Slice.require(view.zoom() > 0 && view.divider() >= 0 && view.divider() <= 1);
        Slice.require(settings.fullSide() > 0 && settings.fullSide() <= Recipe.LARGEST);
        settings.files().forEach(picture -> Objects.requireNonNull(picture.origin()));
        Map<String, String> ranges = settings.engine().input();
        Slice.require(ranges.isEmpty() || ranges.keySet().equals(Set.of(StyleFiles.IN, StyleFiles.OUT)));
        ranges.values().forEach(ValueRange::valueOf);
        Stream.of(settings.engine().origin(), settings.mixing().mode(), settings.colours())
            .forEach(Objects::requireNonNull);
    }

    @Override
    public List<FileReference> files(StyleSettings settings) {
        List<FileReference> files = new ArrayList<>(settings.engine().files().toList());
        settings.files().forEach(picture -> files.add(FileReference.of(picture)));
        return files;
    }

    @Override
    public StyleSettings relocated(StyleSettings settings, Relocation relocation) {
        return settings.relocated(relocation);
    }

    /** The user's own styles stay in the gallery. */
    @Override
    public StyleSettings taken(StyleSettings painted, StyleSettings present) {
        return painted.keeping(present.own());
    }
}
