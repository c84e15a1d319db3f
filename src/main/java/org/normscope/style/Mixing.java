package org.normscope.style;

import java.util.List;

/**
 * How the normalization sites of a style network mix instance and batch normalization.
 *
 * @param mode blend: rho BN + (1 - rho) IN in every channel (BIN); split: the first (1 - rho) of the channels IN, the
 *             rest BN (IBN-a)
 * @param rho  in [0, 1], 0 = IN, 1 = BN: one share for all sites, or one a site
 */
public record Mixing(Mode mode, List<Float> rho) {
    /** The two ways of IBN-Net's successors (BIN, arXiv 1805.07925) and of IBN-Net (arXiv 1807.09441). */
    public enum Mode { BLEND, SPLIT }

    /** Instance normalization everywhere. */
    public static final Mixing INSTANCE = all(Mode.BLEND, 0);

    public Mixing {
        rho = List.copyOf(rho);
        if (rho.isEmpty() || rho.stream().anyMatch(r -> !(r >= 0 && r <= 1))) {
            throw new IllegalArgumentException("rho is in [0, 1], got " + rho);
        }
    }

    /** The same share at all sites. */
    public static Mixing all(Mode mode, float rho) {
        return new Mixing(mode, List.of(rho));
    }

    /** BN's share at one site. */
    public float at(int site) {
        return rho.get(rho.size() == 1 ? 0 : site);
    }

    /**
     * BN's share of every channel, site after site.
     *
     * @param channels of the sites
     */
    public float[] shares(List<Integer> channels) {
        float[] shares = new float[channels.stream().mapToInt(c -> c).sum()];
        int at = 0;
        for (int site = 0; site < channels.size(); site++) {
            int instance = Math.round((1 - at(site)) * channels.get(site));
            for (int c = 0; c < channels.get(site); c++) {
                shares[at++] = mode == Mode.BLEND ? at(site) : c < instance ? 0 : 1;
            }
        }
        return shares;
    }
}
