package org.normscope.patches;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureFile;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Tensor;

/** The index by the book: runs every picture, keeps every activation, sorts them all. */
final class BruteForce {
    record Place(float value, String hash, int y, int x) {
        static final Comparator<Place> ORDER = Comparator.<Place>comparingDouble(place -> -place.value())
            .thenComparing(Place::hash).thenComparingInt(Place::y).thenComparingInt(Place::x);
    }

    /** By layer and unit, all places kept so far. */
    private final List<List<List<Place>>> places = new ArrayList<>();
    private final List<Layer> layers;
    private final boolean several;
    private final boolean inside;

    BruteForce(List<Layer> layers, Ranking ranking) {
        this.layers = layers;
        several = ranking.several();
        inside = ranking.inside();
        for (Layer layer : layers) {
            List<List<Place>> units = new ArrayList<>();
            for (int unit = 0; unit < layer.shape().c(); unit++) units.add(new ArrayList<>());
            places.add(units);
        }
    }

    static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** @param fields by layer; null where all cells compete */
    void take(String hash, Activations maps, List<ReceptiveField> fields, int width, int height) {
        for (int l = 0; l < layers.size(); l++) {
            Tensor tensor = maps.get(layers.get(l).output());
            for (int unit = 0; unit < tensor.shape().c(); unit++) {
                Place best = null;
                for (int y = 0; y < tensor.shape().h(); y++) {
                    for (int x = 0; x < tensor.shape().w(); x++) {
                        float value = tensor.at(0, unit, y, x);
                        boolean competes = !Float.isNaN(value) && (!inside || fits(fields.get(l), y, x, width, height));
                        if (competes && several) {
                            places.get(l).get(unit).add(new Place(value == 0 ? 0 : value, hash, y, x));
                        } else if (competes && (best == null || value > best.value())) {
                            best = new Place(value == 0 ? 0 : value, hash, y, x);
                        }
                    }
                }
                if (best != null) places.get(l).get(unit).add(best);
            }
        }
    }

    private static boolean fits(ReceptiveField field, int y, int x, int width, int height) {
        boolean any = false;
        for (int r = 0; r < field.rows(); r++) {
            for (int c = 0; c < field.columns(); c++) any |= fits(field.padded(r, c), width, height);
        }
        return !any || fits(field.padded(y, x), width, height);
    }

    private static boolean fits(Box box, int width, int height) {
        return box.x() >= 0 && box.y() >= 0 && box.x() + box.width() <= width && box.y() + box.height() <= height;
    }

    /** The nine, best first; of equal hashes one. */
    List<Place> top(int layer, int unit) {
        return places.get(layer).get(unit).stream().sorted(Place.ORDER).distinct().limit(9).toList();
    }

    /** Of all readable pictures of a folder. */
    static BruteForce of(Network network, List<Layer> layers, Ranking ranking, Path folder,
                         GraphRunner runner) throws IOException {
        BruteForce all = new BruteForce(layers, ranking);
        List<ReceptiveField> fields =
            layers.stream().map(layer -> ReceptiveFields.of(network, runner).get(layer.name())).toList();
        List<String> taps = layers.stream().map(Layer::output).toList();
        for (Path file : pictures(folder)) {
            Tensor input = network.spec().preprocessing().apply(List.of(PictureFile.read(file)));
            all.take(ContentHash.of(file), runner.run(network.graph(), network.feeds(input), taps), fields,
                network.spec().preprocessing().width(), network.spec().preprocessing().height());
        }
        return all;
    }
}
