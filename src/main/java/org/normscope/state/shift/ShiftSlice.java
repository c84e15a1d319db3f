package org.normscope.state.shift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.normscope.state.desk.FileReference;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Relocation;
import org.normscope.state.desk.Slice;

/** The Shift workspace's part of the settings. */
final class ShiftSlice implements Slice<ShiftSettings> {
    @Override
    public String id() {
        return ShiftSettings.ID;
    }

    @Override
    public Class<ShiftSettings> type() {
        return ShiftSettings.class;
    }

    @Override
    public ShiftSettings initial(Look look) {
        return ShiftSettings.initial();
    }

    /** At first nothing was recalibrated, and no slider went from none to full. */
    @Override
    public void upgrade(ObjectNode part, ObjectNode initial) {
        part.path("networks").forEach(network -> {
            if (network instanceof ObjectNode old && !old.has("pool")) {
                old.set("pool", new ObjectMapper().valueToTree(Pool.NONE));
            }
        });
        if (!part.has("robustness")) part.set("robustness", initial.get("robustness"));
    }

    @Override
    public void check(ShiftSettings settings) {
        Set<Integer> inks = new HashSet<>();
        for (ComparedChoice compared : settings.networks()) {
            Slice.require(compared.ink() >= 0 && compared.ink() < ShiftSettings.MOST_NETWORKS
                && inks.add(compared.ink()));
            Stream.of(compared.network().origin(), compared.pool().folder(), compared.pool().print())
                .forEach(Objects::requireNonNull);
        }
        Slice.require(settings.restyle().weight() >= 0 && settings.restyle().weight() <= 1);
        settings.surgery().rho().values().forEach(rho -> Slice.require(rho >= 0 && rho <= 1));
        Stream.of(settings.look(), settings.restyle().painting(), settings.own().origin(), settings.scope(),
            settings.measure(), settings.at(),
            settings.surgery().mode(), settings.folder(), settings.robustness(),
            settings.robustness().trait(), settings.robustness().folder()).forEach(Objects::requireNonNull);
    }

    @Override
    public List<FileReference> files(ShiftSettings settings) {
        List<FileReference> files = new ArrayList<>();
        settings.networks().forEach(choice -> files.addAll(choice.network().files().toList()));
        if (!settings.own().equals(PictureChoice.NONE)) files.add(FileReference.of(settings.own()));
        return files;
    }

    @Override
    public ShiftSettings relocated(ShiftSettings settings, Relocation relocation) {
        return settings.relocated(relocation);
    }
}
