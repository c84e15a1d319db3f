package org.normscope.state.shift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;

/**
 * How far the layers moved, over the depth of the networks.
 *
 * @param parts  of the axis, from left to right
 * @param shared whether all networks have these parts; else each network's layers lie at equal distances, and the parts
 *               are the first network's
 * @param lines  one for each network that could be measured
 */
public record DepthCurves(Measure measure, MeasuredAt at, Scope scope, List<Part> parts,
                          boolean shared, List<Line> lines) {
    /** While there is nothing to be seen. */
    public static final DepthCurves NONE = new DepthCurves(Measure.DIVERGENCE, MeasuredAt.PARTS, Scope.PICTURE,
        List.of(), true, List.of());

    /**
     * @param name of the layers' own, or their maps' extent: b2, 28²
     * @param from where it begins, as a share of the axis
     * @param to   where it ends
     */
    public record Part(String name, double from, double to) {
        public double middle() {
            return (from + to) / 2;
        }
    }

    public record Line(Compared compared, List<Point> points) { }

    /**
     * @param x           share of the axis
     * @param input       whether it is what the layer reads, else what it gives
     * @param constructed of the layer's channels whose divergence is zero because instance normalization has just made
     *                    their statistics equal; 0 where something else is measured
     * @param floored     channels whose variance the divergence takes as
     *                    {@link org.normscope.shift.Divergence#LEAST_VARIANCE} because it is less; 0 where something
     *                    else is measured
     */
    public record Point(double x, Layer layer, boolean input, double value, int constructed, int floored) {
        /** Whether all of it is zero by construction. */
        public boolean byConstruction() {
            return constructed > 0 && constructed == layer.shape().c();
        }

        /** Whether some channels are, and the value is the others'. */
        public boolean partlyByConstruction() {
            return constructed > 0 && constructed < layer.shape().c();
        }
    }

    /** What moved of one network, in the order of its layers. */
    record Moves(Compared compared, List<LayerMove> layers) { }

    static DepthCurves of(Measure measure, MeasuredAt at, Scope scope, List<Moves> networks) {
        List<List<NetworkParts.Part>> parts =
            networks.stream().map(moves -> NetworkParts.of(moves.compared().network())).toList();
        List<List<String>> names =
            parts.stream().map(own -> own.stream().map(NetworkParts.Part::name).toList()).toList();
        boolean shared = names.stream().distinct().count() < 2;
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            List<Part> own = axis(parts.get(i), at);
            lines.add(new Line(networks.get(i).compared(),
                points(networks.get(i), parts.get(i), own, measure, at, scope)));
        }
        return new DepthCurves(measure, at, scope, parts.isEmpty() ? List.of() : axis(parts.get(0), at), shared, lines);
    }

    /** At the ends of parts these lie at equal distances, the first and the last at the ends of the axis. */
    private static List<Part> axis(List<NetworkParts.Part> parts, MeasuredAt at) {
        List<Part> axis = new ArrayList<>();
        int count = parts.size();
        for (int i = 0; i < count; i++) {
            double point = count < 2 ? 0.5 : i / (count - 1.0);
            axis.add(at == MeasuredAt.PARTS ? new Part(parts.get(i).name(), point, point)
                : new Part(parts.get(i).name(), (double) i / count, (i + 1.0) / count));
        }
        return axis;
    }

    private static List<Point> points(Moves moves, List<NetworkParts.Part> parts, List<Part> axis, Measure measure,
                                      MeasuredAt at, Scope scope) {
        Map<Layer, LayerMove> byLayer = new HashMap<>();
        moves.layers().forEach(move -> byLayer.put(move.layer(), move));
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            List<LayerMove> moved = parts.get(i).layers().stream().map(byLayer::get)
                .filter(move -> move != null && measured(move, at)).toList();
            if (at == MeasuredAt.PARTS && !moved.isEmpty()) moved = moved.subList(moved.size() - 1, moved.size());
            for (int j = 0; j < moved.size(); j++) {
                double x = axis.get(i).from() + (axis.get(i).to() - axis.get(i).from()) * (j + 0.5) / moved.size();
                points.add(point(x, moved.get(j), measure, at, scope));
            }
        }
        return points;
    }

    /** Behind an addition IN may have been put, which makes it one of the norms. */
    private static boolean measured(LayerMove move, MeasuredAt at) {
        return at == MeasuredAt.PARTS || at == MeasuredAt.LAYERS || move.layer().kind() == LayerKind.NORMALIZATION
            || at == MeasuredAt.AFTER_NORMS && move.instance() > 0;
    }

    private static Point point(double x, LayerMove move, Measure measure, MeasuredAt at, Scope scope) {
        boolean input = at == MeasuredAt.BEFORE_NORMS;
        boolean shown = !input && scope == Scope.PICTURE && measure == Measure.DIVERGENCE;
        return new Point(x, move.layer(), input, input ? move.input().orElseThrow() : move.output(),
            shown ? move.instance() : 0, input ? move.inputFloored() : move.floored());
    }

    public Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points().stream());
    }
}
