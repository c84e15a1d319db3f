package org.normscope.onnx.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.normscope.onnx.Node;

/**
 * What exporters compute of shapes: Shape, then Gather, Slice, Concat and the like on short vectors of whole numbers.
 */
final class ShapeArithmetic {
    private ShapeArithmetic() { }

    static Optional<Extent[]> cells(Node node, Shapes shapes) {
        switch (node.operator()) {
            case "Shape":
                return shapes.of(node.input(0)).map(all -> {
                    int start = place(node.integer("start", 0), all.length),
                        end = place(node.integer("end", all.length), all.length);
                    return Arrays.copyOfRange(all, start, Math.max(start, end));
                });
            case "Identity", "Cast", "Unsqueeze", "Squeeze":
                return shapes.cells(node.input(0));
            case "Gather":
                Optional<Extent[]> from = shapes.cells(node.input(0)), at = shapes.cells(node.input(1));
                return from.isEmpty() || at.isEmpty() ? Optional.empty() : gathered(from.get(), at.get());
            case "Concat":
                List<Extent> all = new ArrayList<>();
                for (String input : node.inputs()) {
                    Optional<Extent[]> part = shapes.cells(input);
                    if (part.isEmpty()) return Optional.empty();
                    all.addAll(Arrays.asList(part.get()));
                }
                return Optional.of(all.toArray(Extent[]::new));
            case "Slice":
                return sliced(node, shapes);
            case "Mul":
                Optional<Extent[]> one = shapes.cells(node.input(0)), other = shapes.cells(node.input(1));
                if (one.isEmpty() || other.isEmpty() || one.get().length != 1
                    || other.get().length != 1) return Optional.empty();
                return Optional.of(new Extent[] {one.get()[0].times(other.get()[0])});
            default:
                return Optional.empty();
        }
    }

    private static int place(long index, int length) {
        return (int) Math.max(0, Math.min(length, index < 0 ? index + length : index));
    }

    private static Optional<Extent[]> gathered(Extent[] from, Extent[] at) {
        Extent[] found = new Extent[at.length];
        for (int i = 0; i < found.length; i++) {
            if (!at[i].isKnown()) return Optional.empty();
            long index = at[i].offset() < 0 ? at[i].offset() + from.length : at[i].offset();
            if (index < 0 || index >= from.length) return Optional.empty();
            found[i] = from[(int) index];
        }
        return Optional.of(found);
    }

    private static Optional<Extent[]> sliced(Node node, Shapes shapes) {
        Optional<Extent[]> from = shapes.cells(node.input(0));
        Optional<long[]> starts = shapes.integers(node.input(1)), ends = shapes.integers(node.input(2)),
            steps = shapes.integers(node.input(4));
        boolean plain = from.isPresent() && starts.isPresent() && ends.isPresent() && starts.get().length == 1
            && (node.input(4).isEmpty() || steps.isPresent() && steps.get()[0] == 1);
        if (!plain) return Optional.empty();
        int start = place(starts.get()[0], from.get().length), end = place(ends.get()[0], from.get().length);
        return Optional.of(Arrays.copyOfRange(from.get(), start, Math.max(start, end)));
    }
}
