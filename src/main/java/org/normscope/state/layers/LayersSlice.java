package org.normscope.state.layers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.normscope.state.desk.FileReference;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Relocation;
import org.normscope.state.desk.Slice;

/** The Layers workspace's part of the settings. */
final class LayersSlice implements Slice<LayersSettings> {
    @Override
    public String id() {
        return LayersSettings.ID;
    }

    @Override
    public Class<LayersSettings> type() {
        return LayersSettings.class;
    }

    @Override
    public LayersSettings initial(Look look) {
        return LayersSettings.initial();
    }

    /**
     * There was no plate at first, then one way to make a wish, for two units at most; there were no concepts, then
     * none on the current picture.
     */
    @Override
    public void upgrade(ObjectNode part, ObjectNode initial) {
        if (!part.has("plate")) part.set("plate", initial.get("plate"));
        if (part.path("plate") instanceof ObjectNode plate && !plate.has("wish")) {
            plate.set("wish", initial.get("plate").get("wish"));
        }
        if (part.path("plate") instanceof ObjectNode plate && !plate.has("over")) {
            plate.set("over", initial.get("plate").get("over"));
        }
        if (part.path("plate").path("wish") instanceof ObjectNode wish && wish.has("with")) upgradeWish(wish);
        if (!part.has("concepts")) part.set("concepts", initial.get("concepts"));
        if (part.path("concepts") instanceof ObjectNode concepts && !concepts.has("here")) concepts.put("here", false);
    }

    private static void upgradeWish(ObjectNode wish) {
        int with = wish.remove("with").asInt();
        double share = wish.path("share").asDouble();
        wish.remove("share");
        wish.put("own", 1.0);
        ArrayNode others = wish.putArray("others");
        if (with >= 0) others.addObject().put("unit", with).put("share", share);
    }

    @Override
    public void check(LayersSettings settings) {
        Slice.require(settings.page() >= 0 && settings.unit() >= LayersSettings.FIRST);
        Slice.require(settings.place() >= 0 && settings.place() < LayersSettings.PLACES);
        Slice.require(settings.plate().steps() > 0 && settings.plate().steps() <= PlateSettings.MOST_STEPS);
        WishSettings wish = settings.plate().wish();
        Slice.require(Math.abs(wish.own()) <= WishSettings.MOST && wish.others().size() <= WishSettings.MOST_OTHERS);
        Slice.require(wish.others().stream().allMatch(other -> other.unit() >= 0
            && Math.abs(other.share()) <= WishSettings.MOST));
        ConceptsSettings concepts = settings.concepts();
        Slice.require(concepts.count() > 0 && concepts.count() <= ConceptsSettings.MOST);
        Slice.require(concepts.of() >= ConceptsSettings.NONE);
        Stream.of(settings.layer(), settings.order(), settings.corpus(), settings.compared().origin(),
            settings.plate().method(), settings.plate().over(),
            settings.plate().wish().begin()).forEach(Objects::requireNonNull);
    }

    @Override
    public List<FileReference> files(LayersSettings settings) {
        return settings.compared().equals(LayersSettings.NOBODY) ? List.of()
            : settings.compared().files().toList();
    }

    @Override
    public LayersSettings relocated(LayersSettings settings, Relocation relocation) {
        return settings.compared().equals(LayersSettings.NOBODY) ? settings
            : settings.withCompared(relocation.network(settings.compared()));
    }
}
