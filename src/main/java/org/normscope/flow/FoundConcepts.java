package org.normscope.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchCutter;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.CsvText;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.text.WholePercents;

/**
 * What a layer's maps over a corpus are made of.
 *
 * @param concepts those that the maps have most of first
 * @param error    the length of what their sums miss of the maps, as a share of the maps' length
 * @param pictures looked at
 * @param of       number of the class that was asked of; empty for none
 */
public record FoundConcepts(Layer layer, List<Concept> concepts, double error, int pictures, OptionalInt of) {
    /** Patches of a concept. */
    public static final int PLACES = 9;
    private static final int PATCH = 204;
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setHeader("concept", "part", "share", "rank",
        "picture", "sha256", "value", "x", "y").setRecordSeparator('\n').get();

    /**
     * One of them.
     *
     * @param direction a number a unit of the layer, of length 1
     * @param patches   up to nine, where it is strongest, no two of a picture
     * @param part      of the weights of all concepts, summed over all cells, 0 to 1
     * @param share     mean of what it adds to the class, as a share of what all add or take; 0 where there is none
     */
    public record Concept(double[] direction, List<Patch> patches, double part, double share) { }

    /** The directions, a row a concept: [K, C]. */
    public Tensor directions() {
        int units = concepts.get(0).direction().length;
        Tensor rows = Tensor.zeros(Shape.of(concepts.size(), units));
        for (int i = 0; i < rows.data().length; i++) {
            rows.data()[i] = (float) concepts.get(i / units).direction()[i % units];
        }
        return rows;
    }

    /** For print. @param network its name @param label of the class @param language of its words */
    public PlateFigure figure(String network, String label, PatchCutter cutter, Language language) {
        List<String> parts = parts(), shares = shares();
        List<PlateFigure.Square> squares = IntStream.range(0, concepts.size()).mapToObj(k -> new PlateFigure.Square(
            Messages.get(language, "concepts.name", k + 1), concepts.get(k).patches().stream()
            .map(patch -> cutter.cut(patch, PATCH)).toList(), false,
            numbers(parts.get(k), shares.get(k), label, language))).toList();
        return new PlateFigure(network + " · " + layer.name(), Messages.get(language, "figure.concepts",
            concepts.size(), pictures, String.format(Locale.ROOT, "%.1f%%", 100 * error)), squares);
    }

    /**
     * One picture with light where it has each concept.
     *
     * @param pictures one for each concept
     * @param most     of what its best patch has, anywhere in the picture
     * @param language of its words
     */
    public PlateFigure onPicture(String network, List<Pixels> pictures, List<Double> most, Language language) {
        List<PlateFigure.Square> squares = IntStream.range(0, pictures.size()).mapToObj(k -> new PlateFigure.Square(
            Messages.get(language, "concepts.name", k + 1), List.of(pictures.get(k)), true, List.of(Messages.get(
                language, "concepts.here.most", String.format(Locale.ROOT, "%.0f%%", 100 * most.get(k)))))).toList();
        return new PlateFigure(network + " · " + layer.name(), Messages.get(language, "figure.concepts.here",
            concepts.size(), this.pictures), squares);
    }

    private List<String> numbers(String part, String share, String label, Language language) {
        String told = Messages.get(language, "concepts.part", part);
        return of.isEmpty() ? List.of(told) : List.of(told, Messages.get(language, "figure.share", share, label));
    }

    /** What each has of all weights, as it stands on paper and on screen. */
    public List<String> parts() {
        return WholePercents.of(concepts.stream().mapToDouble(Concept::part).toArray());
    }

    /** What each adds to the class or takes from it, as it stands on paper and on screen. */
    public List<String> shares() {
        List<String> sizes = WholePercents.of(concepts.stream().mapToDouble(one -> Math.abs(one.share())).toArray());
        return IntStream.range(0, sizes.size())
            .mapToObj(k -> (concepts.get(k).share() < 0 ? "−" : "+") + sizes.get(k)).toList();
    }

    /** A line a patch. */
    public String csv() {
        List<List<?>> rows = new ArrayList<>();
        for (int k = 0; k < concepts.size(); k++) {
            Concept concept = concepts.get(k);
            for (int place = 0; place < concept.patches().size(); place++) {
                Patch patch = concept.patches().get(place);
                rows.add(List.of(k + 1, concept.part(), of.isEmpty() ? "" : concept.share(), place + 1,
                    patch.picture(), patch.hash(), patch.value(), patch.x(), patch.y()));
            }
        }
        return CsvText.of(FORMAT, rows);
    }
}
