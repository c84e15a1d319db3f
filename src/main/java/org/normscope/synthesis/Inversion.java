package org.normscope.synthesis;

import java.util.List;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;

/**
 * What a layer still knows of a picture (Mahendran and Vedaldi 2015, "Understanding Deep Image Representations by
 * Inverting Them"): from noise the pixels go down |F - F_picture|^2 / |F_picture|^2 + smooth * the mean square step
 * between neighbours, the paper's total variation of power 2. What comes back is in the layer; what does not, is not.
 *
 * @param value a layer's output
 */
public record Inversion(String value, long seed, Course course) {
    private static final double NOISE = .1;

    /** @return of the picture's size */
    public Found of(LossNetwork network, Pixels picture, Progress progress) {
        Pixels seen = Levels.atLeast(picture.overWhite(), Pyramid.LEAST, Pyramid.LEAST);
        return course.go(network, seen.width(), seen.height(),
            () -> Levels.noise(seen.width(), seen.height(), NOISE, seed), (w, h, glance, now) -> {
                Levels wanted = Levels.of(Lanczos.scaled(seen, w, h)).seen(glance);
                return Term.maps(value, network.features(wanted, List.of(value)).get(value));
            }, progress).cut(picture.width(), picture.height());
    }
}
