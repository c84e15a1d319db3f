package org.normscope.state.normalize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.normscope.color.ColorMaps;
import org.normscope.image.Samples;
import org.normscope.network.ModelLibrary;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.state.desk.FileReference;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Relocation;
import org.normscope.state.desk.Slice;
import org.normscope.state.desk.Theme;

/** The Normalize workspace's part of the settings. */
final class NormalizeSlice implements Slice<NormalizeSettings> {
    /** Its own size would be half of that: maps in which one recognizes little. */
    private static final NetworkChoice FIRST = new NetworkChoice("builtin:" + ModelLibrary.builtIn().get(0), "",
        Map.of("size", "256"));

    /** What a network is opened with unless told otherwise: the first one always as at the start. */
    static Map<String, String> input(String origin) {
        return origin.equals(FIRST.origin()) ? FIRST.input() : Map.of();
    }

    @Override
    public String id() {
        return NormalizeSettings.ID;
    }

    @Override
    public Class<NormalizeSettings> type() {
        return NormalizeSettings.class;
    }

    /**
     * A built-in network, five pictures, the raw maps beside five normalizations. The picture, the size and the layer
     * are measured ones: the network is right about the picture, its maps are fine enough to recognize it, and of the
     * convolutions with such fine maps this is the one where most of the five turn the answer.
     */
    @Override
    public NormalizeSettings initial(Look look) {
        List<PictureChoice> pictures = Samples.firstBatch().stream()
            .map(sample -> PictureChoice.of(sample.origin(), "")).toList();
        List<PaneSettings> panes = new ArrayList<>();
        for (String id : List.of(PaneSettings.RAW, "bn", "ln", "in", "gn", "lrn")) {
            panes.add(PaneSettings.of(panes.size(), id));
        }
        return new NormalizeSettings(FIRST, pictures, 0, "block1.first.conv", panes, panes.get(2).key(),
            MapView.initial(look.theme()),
            new Brush(false, 0xFFD62828, 0.04));
    }

    /**
     * At first a pane borrowed nothing, and was put in with gamma 1 and beta 0; one scale was for all panes or none,
     * and cells always had hard edges; slices stood one below the other; nothing was asked of the decision, and then
     * of its last maps only.
     */
    @Override
    public void upgrade(ObjectNode part, ObjectNode initial) {
        if (part.path("view") instanceof ObjectNode view && !view.has("scale")) {
            boolean shared = view.path("sharedScale").asBoolean(true);
            view.remove("sharedScale");
            view.put("scale", (shared ? ScaleSharing.ALL : ScaleSharing.OWN).name());
            view.put("hardCells", true);
        }
        if (part.path("view") instanceof ObjectNode view && !view.has("slice")) view.put("slice", MapView.MIDDLE);
        if (!part.has("decision")) part.set("decision", initial.get("decision"));
        if (part.path("decision") instanceof ObjectNode asked && !asked.has("layer")) asked.put("layer", "");
        part.path("panes").forEach(pane -> {
            if (pane instanceof ObjectNode old && !old.has("borrowed")) {
                old.set("borrowed", new ObjectMapper().valueToTree(Borrowed.NOTHING));
            }
            if (pane instanceof ObjectNode old && !old.has("calibration")) {
                old.put("calibration", Calibration.NONE.name());
            }
        });
    }

    @Override
    public void check(NormalizeSettings settings) {
        List<PaneSettings> panes = settings.panes();
        Slice.require(!panes.isEmpty() && panes.size() <= NormalizeSettings.MOST_PANES);
        Set<Integer> keys = new HashSet<>();
        for (PaneSettings pane : panes) {
            Slice.require(keys.add(pane.key()));
            Objects.requireNonNull(pane.calibration());
            Stream.of(pane.borrowed().style().origin(), pane.borrowed().style().sha256(), pane.borrowed().pool())
                .forEach(Objects::requireNonNull);
            if (!pane.raw()) Catalogue.entry(pane.normalization()).create(pane.parameters());
        }
        Slice.require(keys.contains(settings.selectedPane()));
        Slice.require(settings.active() == 0
            || settings.active() > 0 && settings.active() < settings.pictures().size());
        Slice.require(settings.view().unit() >= MapView.ALL && settings.view().page() >= 0
            && settings.view().perPage() > 0 && settings.view().slice() >= MapView.ALL_SLICES);
        Objects.requireNonNull(settings.view().scale());
        ColorMaps.of(settings.view().colorMap());
        Slice.require(settings.brush().radius() > 0);
        Slice.require(settings.decision().of() >= DecisionSettings.FIRST
            && settings.decision().against() >= DecisionSettings.FIRST);
        Stream.of(settings.network().origin(), settings.layer(), settings.decision().method(),
            settings.decision().layer())
            .forEach(Objects::requireNonNull);
    }

    /** A pane whose style is not found says so until another is chosen: what it was is not lost. */
    @Override
    public List<FileReference> files(NormalizeSettings settings) {
        List<FileReference> files = new ArrayList<>(settings.network().files().toList());
        settings.pictures().forEach(picture -> files.add(FileReference.of(picture)));
        settings.panes().stream().map(pane -> pane.borrowed().style())
            .filter(style -> !style.equals(PictureChoice.NONE))
            .forEach(style -> files.add(new FileReference(style.origin(), style.sha256(), FileReference.Kind.KEPT)));
        return files;
    }

    @Override
    public NormalizeSettings relocated(NormalizeSettings settings, Relocation relocation) {
        List<PictureChoice> pictures = new ArrayList<>();
        int active = 0;
        for (int i = 0; i < settings.pictures().size(); i++) {
            if (i == settings.active()) active = pictures.size();
            relocation.picture(settings.pictures().get(i)).ifPresent(pictures::add);
        }
        List<PaneSettings> panes = settings.panes().stream()
            .map(pane -> pane.withBorrowed(relocated(pane.borrowed(), relocation))).toList();
        return new NormalizeSettings(relocation.network(settings.network()), pictures,
            Math.max(0, Math.min(active, pictures.size() - 1)),
            settings.layer(), panes, settings.selectedPane(), settings.view(), settings.brush(),
            settings.decision());
    }

    private static Borrowed relocated(Borrowed borrowed, Relocation relocation) {
        if (borrowed.style().equals(PictureChoice.NONE)) return borrowed;
        return borrowed.withStyle(relocation.picture(borrowed.style()).orElse(borrowed.style()));
    }

    /** The diverging colours follow: their middle is the window's own colour. */
    @Override
    public NormalizeSettings themed(NormalizeSettings settings, Theme theme) {
        return settings.withView(view ->
            ColorMaps.of(view.colorMap()).diverging() ? view.withColorMap(MapView.diverging(theme)) : view);
    }
}
