package org.normscope.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The features of a set's pictures.
 *
 * @param set   the pictures that could be read
 * @param cells of its examples, in their order; each as long as the layer has channels; never changed
 * @param looks perceptual hashes of the examples
 */
public record FeatureTable(PictureSet set, FeatureLayer cut, float[][] cells, long[] looks) {
    /** Features and classes of some of the pictures, as heads learn from them. */
    public record Samples(float[][] cells, int[] labels, List<Example> examples) { }

    public Samples of(Split split) {
        return where(example -> example.split() == split);
    }

    public Samples all() {
        return where(example -> true);
    }

    private Samples where(Predicate<Example> wanted) {
        List<Example> examples = set.examples();
        int[] places = IntStream.range(0, cells.length).filter(i -> wanted.test(examples.get(i))).toArray();
        return new Samples(IntStream.of(places).mapToObj(i -> cells[i]).toArray(float[][]::new),
            IntStream.of(places).map(i -> examples.get(i).label()).toArray(),
            IntStream.of(places).mapToObj(examples::get).toList());
    }

    /** The same features under another set of these pictures: fewer of them, or with other classes. */
    public FeatureTable of(PictureSet other) {
        Map<String, Integer> places = IntStream.range(0, cells.length).boxed()
            .collect(Collectors.toMap(i -> set.examples().get(i).hash(), i -> i));
        List<float[]> rows = new ArrayList<>();
        long[] own = new long[other.examples().size()];
        for (Example example : other.examples()) {
            int place = Objects.requireNonNull(places.get(example.hash()));
            own[rows.size()] = looks[place];
            rows.add(cells[place]);
        }
        return new FeatureTable(other, cut, rows.toArray(float[][]::new), own);
    }

    public List<NearDuplicates> nearDuplicates() {
        return NearDuplicates.among(set.examples(), looks);
    }
}
