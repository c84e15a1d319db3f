package org.normscope.synthesis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.style.KeptColours;

/**
 * Style as a Markov random field of patches (Li and Wand 2016, arXiv 1601.04589): every 3 x 3 patch of the picture's
 * features is to be a patch of the style's, the nearest one, sought anew several times at every size. What Gram
 * matrices lose stays whole: an eye stays an eye. The paper's turned and scaled copies of the style are left out.
 *
 * <p>Where the paper counts a cell of the maps once for each patch that holds it, here every cell counts once, against
 * the mean of the patches that lie on it; only at the maps' edges is that another weight.
 *
 * @param style         values whose patches are to be the style's
 * @param content       values whose maps are to be the content's
 * @param contentWeight 0 leaves the content aside
 */
public record MarkovPatches(List<String> style, List<String> content, double contentWeight, double styleWeight,
                            Course course) {
    /** How often at each size the nearest patches are sought. */
    private static final int ROUNDS = 4;

    /**
     * A content in a style, of the content's size. It begins with the content in the mean and covariance of the style's
     * colours: deep patches hardly tell colours apart, so those that it begins with stay.
     */
    public Found paint(LossNetwork network, Pixels picture, Pixels styled, Progress progress) {
        Pixels seen = Levels.atLeast(picture.overWhite(), Pyramid.LEAST, Pyramid.LEAST);
        Map<String, PatchMatching> matchings = new LinkedHashMap<>();
        style.forEach(value -> matchings.put(value, new PatchMatching(network, value)));
        double larger = Math.max(seen.width(), seen.height()) / (double) Math.max(styled.width(), styled.height());
        return course.inRounds(ROUNDS).go(network, seen.width(), seen.height(),
            () -> Levels.of(KeptColours.matched(styled.overWhite(), seen)),
            (w, h, glance, now) -> {
                double by = larger * Math.max(w, h) / Math.max(seen.width(), seen.height());
                Activations patches = network.features(Gatys.styleAt(styled.overWhite(), by), style);
                Term term = Term.sum(matchings.entrySet().stream().map(entry -> Term.maps(entry.getKey(),
                    entry.getValue().made(now, patches.get(entry.getKey()))).times(styleWeight / style.size()))
                    .toList());
                if (contentWeight <= 0) return term;
                Levels wanted = Levels.of(Lanczos.scaled(seen, w, h)).seen(glance);
                return term.plus(Gatys.contentTerm(network, wanted, content, contentWeight));
            }, progress).cut(picture.width(), picture.height());
    }
}
