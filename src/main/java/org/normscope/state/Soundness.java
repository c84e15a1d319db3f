package org.normscope.state;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.normscope.color.ColorMaps;
import org.normscope.normalize.Catalogue;
import org.normscope.style.ValueRange;
import org.normscope.text.Fault;

/** Whether settings that were read from a file are some that the window could have made. */
final class Soundness {
    private Soundness() { }

    /** @throws Fault where they are not, naming the file */
    static Settings checked(Settings settings, String file) {
        try {
            check(settings.normalize());
            check(settings.layers());
            check(settings.style());
            check(settings.shift());
            return settings;
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new Fault(e, "session.damaged", file);
        }
    }

    private static void check(NormalizeSettings settings) {
        List<PaneSettings> panes = settings.panes();
        require(!panes.isEmpty() && panes.size() <= NormalizeSettings.MOST_PANES);
        Set<Integer> keys = new HashSet<>();
        for (PaneSettings pane : panes) {
            require(keys.add(pane.key()));
            Stream.of(pane.borrowed().style().origin(), pane.borrowed().style().sha256(), pane.borrowed().pool()).forEach(Objects::requireNonNull);
            if (!pane.raw()) Catalogue.entry(pane.normalization()).create(pane.parameters());
        }
        require(keys.contains(settings.selectedPane()));
        require(settings.active() == 0 || settings.active() > 0 && settings.active() < settings.pictures().size());
        require(settings.view().unit() >= MapView.ALL && settings.view().page() >= 0 && settings.view().perPage() > 0);
        ColorMaps.of(settings.view().colorMap());
        require(settings.brush().radius() > 0);
        Stream.of(settings.network().origin(), settings.layer()).forEach(Objects::requireNonNull);
    }

    private static void check(LayersSettings settings) {
        require(settings.page() >= 0 && settings.unit() >= LayersSettings.FIRST);
        require(settings.place() >= 0 && settings.place() < LayersSettings.PLACES);
        Stream.of(settings.layer(), settings.order(), settings.corpus(), settings.compared().origin()).forEach(Objects::requireNonNull);
    }

    private static void check(ShiftSettings settings) {
        Set<Integer> inks = new HashSet<>();
        for (ComparedChoice compared : settings.networks()) {
            require(compared.ink() >= 0 && compared.ink() < ShiftSettings.MOST_NETWORKS && inks.add(compared.ink()));
            Stream.of(compared.network().origin(), compared.pool().folder(), compared.pool().print()).forEach(Objects::requireNonNull);
        }
        require(settings.restyle().weight() >= 0 && settings.restyle().weight() <= 1);
        settings.surgery().rho().values().forEach(rho -> require(rho >= 0 && rho <= 1));
        Stream.of(settings.look(), settings.restyle().painting(), settings.own().origin(), settings.scope(), settings.measure(), settings.at(),
            settings.surgery().mode(), settings.folder()).forEach(Objects::requireNonNull);
    }

    private static void check(StyleSettings settings) {
        require(!settings.styles().isEmpty() && settings.styles().size() <= StyleSettings.MOST_STYLES);
        double sum = 0;
        for (StyleShare style : settings.styles()) {
            require(style.weight() >= 0);
            sum += style.weight();
        }
        require(Math.abs(sum - 1) < 1e-3 && settings.weight() >= 0 && settings.weight() <= 1);
        require(settings.brush().radius() > 0 && settings.brush().softness() >= 0 &&
            settings.view().zoom() > 0 && settings.view().divider() >= 0 && settings.view().divider() <= 1 && settings.fullSide() > 0 && settings.fullSide() <= StyleSettings.LARGEST);
        settings.files().forEach(picture -> Objects.requireNonNull(picture.origin()));
        Map<String, String> ranges = settings.engine().input();
        require(ranges.isEmpty() || ranges.keySet().equals(Set.of(StyleFiles.IN, StyleFiles.OUT)));
        ranges.values().forEach(ValueRange::valueOf);
        Stream.of(settings.engine().origin(), settings.mixing().mode(), settings.colours()).forEach(Objects::requireNonNull);
    }

    private static void require(boolean sound) {
        if (!sound) throw new IllegalArgumentException();
    }
}
