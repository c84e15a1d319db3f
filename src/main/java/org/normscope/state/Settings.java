package org.normscope.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.normscope.image.Samples;
import org.normscope.network.ModelLibrary;
import org.normscope.text.Language;

/**
 * All choices of the user: what undo goes back to and what a session file holds. Immutable, with one record a
 * workspace inside.
 */
public record Settings(Look look, Workspace workspace, NormalizeSettings normalize, LayersSettings layers, StyleSettings style,
                       ShiftSettings shift) {
    /** What the window opens with: a built-in network, five pictures, the raw maps beside five normalizations. */
    public static Settings initial() {
        return initial(new Look(Theme.DARK, Language.ENGLISH));
    }

    public static Settings initial(Look look) {
        List<PictureChoice> pictures = Samples.firstBatch().stream().map(sample -> PictureChoice.of(sample.origin(), "")).toList();
        List<PaneSettings> panes = new ArrayList<>();
        for (String id : List.of(PaneSettings.RAW, "bn", "ln", "in", "gn", "lrn")) panes.add(PaneSettings.of(panes.size(), id));
        NetworkChoice network = new NetworkChoice("builtin:" + ModelLibrary.builtIn().get(0), "", Map.of());
        return new Settings(look, Workspace.NORMALIZE, new NormalizeSettings(network, pictures,
            0, "", panes, panes.get(3).key(), MapView.initial(look.theme()), new Brush(false, 0xFFD62828, 0.04)), LayersSettings.initial(),
            StyleSettings.initial(), ShiftSettings.initial());
    }

    public Settings withLook(Look next) {
        return new Settings(next, workspace, normalize, layers, style, shift);
    }

    public Settings withWorkspace(Workspace next) {
        return new Settings(look, next, normalize, layers, style, shift);
    }

    public Settings withNormalize(UnaryOperator<NormalizeSettings> change) {
        return new Settings(look, workspace, change.apply(normalize), layers, style, shift);
    }

    public Settings withLayers(UnaryOperator<LayersSettings> change) {
        return new Settings(look, workspace, normalize, change.apply(layers), style, shift);
    }

    public Settings withStyle(UnaryOperator<StyleSettings> change) {
        return new Settings(look, workspace, normalize, layers, change.apply(style), shift);
    }

    public Settings withShift(UnaryOperator<ShiftSettings> change) {
        return new Settings(look, workspace, normalize, layers, style, change.apply(shift));
    }
}
