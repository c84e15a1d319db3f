package org.normscope.normalize;

import java.util.Arrays;

/** The sliders' gamma and shift: one pair for all channels, on top of the network's own pair for each. */
public record UniformAffine(float gamma, float shift) {

    /** Network's gamma times this one, network's beta plus this shift. */
    Affine over(Site site) {
        int channels = site.maps().shape().c();
        float[] gammas = new float[channels], betas = new float[channels];
        Arrays.fill(gammas, gamma);
        Arrays.fill(betas, shift);
        site.affine().ifPresent(own -> {
            for (int c = 0; c < channels; c++) {
                gammas[c] = own.gamma()[c] * gamma;
                betas[c] = own.beta()[c] + shift;
            }
        });
        return new Affine(gammas, betas);
    }

    /** For normalizations that by definition add nothing. */
    Affine withoutBeta(Site site) {
        return new Affine(over(site).gamma(), new float[site.maps().shape().c()]);
    }
}
