package org.normscope.state.style;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.normscope.image.Pixels;
import org.normscope.style.Mixing;

/**
 * The contact sheet: one picture in nine settings, row by row.
 *
 * @param cells nine, or none where the network has nothing to set
 */
public record StyleSheet(List<Cell> cells) {
    /** @param weight of the style; @param rho IBN mixing of all sites */
    public record Cell(double weight, double rho, Pixels picture) { }

    public static final int COLUMNS = 3;
    static final StyleSheet NONE = new StyleSheet(List.of());
    private static final double[] WEIGHTS = {0.4, 0.7, 1}, RHOS = {0, 0.5, 1};

    /** The cell nearest to settings; -1 where there is none. */
    public int nearest(StyleSettings settings) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < cells.size(); i++) {
            double away = Math.hypot(cells.get(i).weight() - settings.weight(), cells.get(i).rho() - settings.rho());
            if (away < least) {
                least = away;
                nearest = i;
            }
        }
        return nearest;
    }

    /** What a request would become in nine settings, at their size; the weight grows to the right, rho downwards. */
    static List<StyleRequest> settings(StyleRequest request) {
        List<StyleRequest> nine = new ArrayList<>();
        boolean weighed = request.network().takesStyles();
        if (!weighed && request.network().sites().isEmpty()) return nine;
        for (int i = 0; i < COLUMNS * COLUMNS; i++) {
            double weight = weighed ? WEIGHTS[i % COLUMNS] : request.settings().weight();
            double rho = weighed ? request.network().sites().isEmpty() ? 0 : RHOS[i / COLUMNS] : i / 8.0;
            nine.add(request.with(set(request.settings(), weight, rho), request.side()));
        }
        return nine;
    }

    /** The same rho at every site, in as many numbers as before. */
    static StyleSettings set(StyleSettings settings, double weight, double rho) {
        List<Float> all = DoubleStream.generate(() -> rho).limit(settings.mixing().rho().size())
            .mapToObj(r -> (float) r).toList();
        return settings.withMix(weight, new Mixing(settings.mixing().mode(), all));
    }
}
