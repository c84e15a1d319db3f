package org.normscope.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.tensor.Tensor;

/**
 * Style by optimization (Gatys, Ecker and Bethge 2016, "Image Style Transfer Using Convolutional Neural Networks"), and
 * texture without a content (2015, arXiv 1505.07376): the pixels go down
 *
 * <p>loss = contentWeight * mean over content layers of |F - F_content|^2 / |F_content|^2
 *         + styleWeight * mean over style layers of |G - G_style|^2 / |G_style|^2
 *
 * <p>with G the Gram matrices, or the means and deviations, of the features F. The paper's E_l is a quarter of the second
 * before it is divided; divided, one pair of weights serves any network.
 *
 * @param style         values whose statistics are to be the style's: layers' outputs, the network's picture
 * @param content       values whose maps are to be the content's
 * @param contentWeight 0 leaves the content aside
 * @param smooth        weight of the mean square step between neighbours
 * @param pyramid       coarse to fine, so that forms larger than the features' reach come out too; else the size alone
 * @param steps         of each size
 */
public record Gatys(List<String> style, List<String> content, Statistic statistic, double contentWeight,
                    double styleWeight, double smooth, Start start, Way way, boolean pyramid, int steps, long seed) {
    /** What of the features style is. */
    public enum Statistic { GRAM, MOMENTS }

    /** What the descent begins with. */
    public enum Start { NOISE, CONTENT, STYLE }

    private static final double NOISE = .15;

    /** Content 1, style 100, L-BFGS from the content by a pyramid, at the layers usual for the network. */
    public static Gatys usual(LossNetwork network, int steps) {
        return new Gatys(network.usualStyle(), network.usualContent(), Statistic.GRAM, 1, 100, 1,
            Start.CONTENT, Way.LBFGS, true, steps, 1);
    }

    /** A content in a style, of the content's size. */
    public Found paint(LossNetwork network, Pixels picture, Pixels styled, Progress progress) {
        return found(network, Levels.atLeast(picture.overWhite(), Pyramid.LEAST, Pyramid.LEAST), styled,
            picture.width(), picture.height(), progress);
    }

    /** More of a texture: from noise, without a content. */
    public Found weave(LossNetwork network, Pixels sample, int width, int height, Progress progress) {
        return found(network, null, sample, width, height, progress);
    }

    private Found found(LossNetwork network, @Nullable Pixels picture, Pixels styled, int width, int height,
                        Progress progress) {
        int across = Math.max(Pyramid.LEAST, width), down = Math.max(Pyramid.LEAST, height);
        List<int[]> sizes = pyramid ? Pyramid.sizes(across, down) : List.of(new int[] {across, down});
        double[] shares = Pyramid.shares(sizes);
        List<List<Double>> losses = new ArrayList<>();
        Levels at = null;
        double done = 0;
        for (int i = 0; i < sizes.size(); i++) {
            int w = sizes.get(i)[0], h = sizes.get(i)[1];
            Levels content = picture == null ? null : Levels.of(Lanczos.scaled(picture, w, h));
            double scale = Math.max(w, h) / (double) Math.max(across, down);
            Levels styleHere = Levels.of(styleAt(styled.overWhite(), scale, picture == null, width, height));
            at = at == null ? start(content, styleHere, w, h) : at.scaled(w, h);
            Loss loss = new Loss(network, term(network, content, styleHere), w, h, smooth);
            losses.add(way.go(loss, at, steps, done, shares[i], progress));
            done += shares[i];
        }
        return new Found(at.part(width, height).pixels(), losses);
    }

    /** A texture's sample keeps its grain; a style is brought to the size of the picture. */
    private static Pixels styleAt(Pixels style, double scale, boolean sample, int width, int height) {
        double by = sample ? scale : scale * Math.max(width, height) / Math.max(style.width(), style.height());
        Pixels scaled = Lanczos.scaled(style, Math.max(1, (int) Math.round(style.width() * by)),
            Math.max(1, (int) Math.round(style.height() * by)));
        return Levels.atLeast(scaled, Pyramid.LEAST, Pyramid.LEAST);
    }

    private Levels start(@Nullable Levels content, Levels styled, int width, int height) {
        if (start == Start.STYLE) return styled.scaled(width, height);
        if (start == Start.CONTENT && content != null) return new Levels(width, height, content.cells().clone());
        return Levels.noise(width, height, NOISE, seed);
    }

    private Term term(LossNetwork network, @Nullable Levels picture, Levels styled) {
        Map<String, Tensor> of = network.features(styled, style);
        List<Term> terms = new ArrayList<>();
        for (String value : style) {
            Term term = statistic == Statistic.GRAM ? Term.gram(value, of.get(value))
                : Term.moments(value, of.get(value));
            terms.add(term.times(styleWeight / style.size()));
        }
        if (picture != null && contentWeight > 0) {
            Map<String, Tensor> is = network.features(picture, content);
            for (String value : content) {
                terms.add(Term.maps(value, is.get(value)).times(contentWeight / content.size()));
            }
        }
        return Term.sum(terms);
    }
}
