package org.normscope.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;

/**
 * Style by optimization (Gatys, Ecker and Bethge 2016, "Image Style Transfer Using Convolutional Neural Networks"), and
 * texture without a content (2015, arXiv 1505.07376): the pixels go down
 *
 * <p>loss = contentWeight * mean over content layers of |F - F_content|^2 / |F_content|^2
 *         + styleWeight * mean over style layers of |G - G_style|^2 / |G_style|^2
 *
 * <p>with G the Gram matrices, or the means and deviations, of the features F. The paper's E_l is a quarter of the
 * second before it is divided; divided, one pair of weights serves any network.
 *
 * @param style         values whose statistics are to be the style's: layers' outputs, the network's picture
 * @param content       values whose maps are to be the content's
 * @param contentWeight 0 leaves the content aside
 */
public record Gatys(List<String> style, List<String> content, Statistic statistic, double contentWeight,
                    double styleWeight, Start start, long seed, Course course) {
    /** What of the features style is. */
    public enum Statistic { GRAM, MOMENTS }

    /** What the descent begins with. */
    public enum Start { NOISE, CONTENT, STYLE }

    /**
     * A picture whose style is to be met; of several the loss is the sum of their losses by their shares.
     *
     * @param share more than 0; the shares of all sum to 1
     */
    public record Sample(Pixels picture, double share) { }

    /** Of the style against a content of weight 1. */
    public static final double USUAL_WEIGHT = 20;
    private static final double NOISE = .15;

    /** At the values usual for the network, from the content. */
    public static Gatys usual(LossNetwork network, Course course) {
        return new Gatys(network.usualStyle(), network.usualContent(), Statistic.GRAM, 1, USUAL_WEIGHT, Start.CONTENT,
            1, course);
    }

    Gatys withStyleWeight(double next) {
        return new Gatys(style, content, statistic, contentWeight, next, start, seed, course);
    }

    /** A content in a style, of the content's size. */
    public Found paint(LossNetwork network, Pixels picture, Pixels styled, Progress progress) {
        Pixels content = Levels.atLeast(picture.overWhite(), Pyramid.LEAST, Pyramid.LEAST);
        return found(network, content, List.of(new Sample(styled, 1)), () -> switch (start) {
            case NOISE -> Levels.noise(content.width(), content.height(), NOISE, seed);
            case CONTENT -> Levels.of(content);
            case STYLE -> Levels.of(Lanczos.scaled(styled.overWhite(), content.width(), content.height()));
        }, progress).cut(picture.width(), picture.height());
    }

    /**
     * Descent from what a network has painted already: what remains to be done is small, so neither a pyramid nor many
     * steps are needed.
     *
     * @param painted of the picture's size
     */
    public Found refine(LossNetwork network, Pixels picture, Pixels styled, Pixels painted, Progress progress) {
        return refine(network, picture, List.of(new Sample(styled, 1)), painted, progress);
    }

    /** The same towards a mixture of styles. */
    Found refine(LossNetwork network, Pixels picture, List<Sample> samples, Pixels painted, Progress progress) {
        Pixels content = Levels.atLeast(picture.overWhite(), Pyramid.LEAST, Pyramid.LEAST);
        return found(network, content, samples, () -> Levels.of(Levels.atLeast(painted.overWhite(), content.width(),
            content.height())), progress).cut(picture.width(), picture.height());
    }

    private Found found(LossNetwork network, Pixels picture, List<Sample> samples, Supplier<Levels> from,
                        Progress progress) {
        return course.go(network, picture.width(), picture.height(), from, (w, h, glance, now) -> {
            List<Term> terms = new ArrayList<>();
            for (int i = 0; i < samples.size(); i++) {
                Pixels styled = samples.get(i).picture().overWhite();
                double by = Math.max(w, h) / (double) Math.max(styled.width(), styled.height());
                terms.add(Term.sum(styleTerms(network, "style" + i, styleAt(styled, by)))
                    .times(samples.get(i).share()));
            }
            Term term = Term.sum(terms);
            if (contentWeight <= 0) return term;
            Levels seen = Levels.of(Lanczos.scaled(picture, w, h)).seen(glance);
            return term.plus(contentTerm(network, seen, content, contentWeight));
        }, progress);
    }

    /** More of a texture: from noise, without a content. The sample keeps its grain. */
    public Found weave(LossNetwork network, Pixels sample, int width, int height, Progress progress) {
        int w = Math.max(Pyramid.LEAST, width), h = Math.max(Pyramid.LEAST, height);
        return course.go(network, w, h, () -> Levels.noise(w, h, NOISE, seed), (across, down, glance, now) -> {
            double by = Math.max(across, down) / (double) Math.max(w, h);
            return Term.sum(styleTerms(network, "style", styleAt(sample.overWhite(), by)));
        }, progress).cut(width, height);
    }

    static Term contentTerm(LossNetwork network, Levels wanted, List<String> values, double weight) {
        Activations maps = network.features(wanted, values);
        return Term.sum(values.stream().map(value -> Term.maps("content", value, maps.get(value)).times(weight
            / values.size())).toList());
    }

    static Levels styleAt(Pixels style, double by) {
        Pixels scaled = Lanczos.scaled(style, Math.max(1, (int) Math.round(style.width() * by)),
            Math.max(1, (int) Math.round(style.height() * by)));
        return Levels.of(Levels.atLeast(scaled, Pyramid.LEAST, Pyramid.LEAST));
    }

    private List<Term> styleTerms(LossNetwork network, String role, Levels styled) {
        Activations maps = network.features(styled, style);
        return style.stream().map(value -> (statistic == Statistic.GRAM ? Term.gram(role, value, maps.get(value))
            : Term.moments(role, value, maps.get(value))).times(styleWeight / style.size())).toList();
    }
}
