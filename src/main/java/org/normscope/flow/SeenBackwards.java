package org.normscope.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Projection;
import org.normscope.attribution.Projector;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchCutter;
import org.normscope.patches.field.Box;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Patches seen backwards: what in each of them made its unit fire. Thread-safe. */
public final class SeenBackwards {
    /** Pixels of the longer side: larger fields are shrunk, so that what is kept of them stays small. */
    private static final int LONGEST = 128;
    /** A layer by each method, a neighbour too: what was made ready for these is kept. */
    private static final int KEPT = 8;

    private record Question(Layer layer, Projection method) { }

    private final Network network;
    private final GraphRunner runner;
    private final Map<Question, Projector> ready = new LinkedHashMap<>(16, .75f, true);

    public SeenBackwards(Network network, GraphRunner runner) {
        this.network = network;
        this.runner = runner;
    }

    /**
     * One patch.
     *
     * @param patch of the unit, from an index of the network
     * @return over the patch's field, padding included: [1, C, h, w] of a change of colours, [1, 1, h, w] of shares
     * @throws org.normscope.image.BadPictureException where the picture cannot be read any more
     * @throws org.normscope.onnx.BadNetworkException  where the layer cannot be gone back from
     */
    public Tensor of(PatchCutter cutter, Patch patch, Layer layer, int unit, Projection method, @Nullable Stop stop) {
        return of(cutter.picture(patch), new FieldCell(layer, unit, patch.y(), patch.x(), patch.padded()),
            method, stop);
    }

    /** As above, of any picture. @param picture opaque */
    public Tensor of(Pixels picture, FieldCell cell, Projection method, @Nullable Stop stop) {
        Tensor prepared = network.spec().preprocessing().apply(List.of(picture));
        return shrunk(cut(projector(cell.layer(), method).of(prepared, cell.unit(), cell.row(), cell.column(), stop),
            cell.field()));
    }

    private Projector projector(Layer layer, Projection method) {
        synchronized (ready) {
            Projector projector = ready.computeIfAbsent(new Question(layer, method),
                question -> new Projector(network, runner, layer, method));
            if (ready.size() > KEPT) ready.remove(ready.keySet().iterator().next());
            return projector;
        }
    }

    /** What lies beyond the picture is 0. */
    static Tensor cut(Tensor whole, Box box) {
        Shape shape = whole.shape();
        int height = Math.max(1, box.height()), width = Math.max(1, box.width());
        Tensor cut = Tensor.zeros(Shape.of(1, shape.c(), height, width));
        for (int c = 0; c < shape.c(); c++) {
            for (int y = Math.max(0, -box.y()); y < Math.min(height, shape.h() - box.y()); y++) {
                int from = Math.max(0, -box.x()), to = Math.min(width, shape.w() - box.x());
                if (from < to) System.arraycopy(whole.data(), whole.index(0, c, y + box.y(), from + box.x()),
                    cut.data(), cut.index(0, c, y, from), to - from);
            }
        }
        return cut;
    }

    /** By means over whole squares of cells. */
    static Tensor shrunk(Tensor cells) {
        Shape shape = cells.shape();
        int factor = (Math.max(shape.h(), shape.w()) + LONGEST - 1) / LONGEST;
        if (factor == 1) return cells;
        int height = (shape.h() + factor - 1) / factor, width = (shape.w() + factor - 1) / factor;
        Tensor shrunk = Tensor.zeros(Shape.of(1, shape.c(), height, width));
        for (int c = 0; c < shape.c(); c++) {
            for (int y = 0; y < shape.h(); y++) {
                for (int x = 0; x < shape.w(); x++) {
                    shrunk.data()[shrunk.index(0, c, y / factor, x / factor)] += cells.at(0, c, y, x) / factor / factor;
                }
            }
        }
        return shrunk;
    }
}
