package org.normscope.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a picture is sought: from coarse to fine, in so many steps of each size.
 *
 * @param pyramid coarse to fine, so that forms larger than the features' reach come out too; else the size alone
 * @param looks   of 1, 2 or 4 the loss is the mean, see {@link Glance}; each costs as much as the first
 * @param rounds  how often what the picture is to become is asked anew at each size; the steps are shared among them
 * @param steps   of each size
 * @param smooth  weight of the mean square step between neighbours
 */
public record Course(DescentMethod way, boolean pyramid, int looks, int rounds, int steps, double smooth) {
    /** L-BFGS from coarse to fine with two looks. */
    public static Course usual(int steps) {
        return new Course(DescentMethod.LBFGS, true, 2, 1, steps, 10);
    }

    Course inRounds(int count) {
        return new Course(way, pyramid, looks, Math.min(count, steps), steps, smooth);
    }

    /**
     * @param width  at least {@link Pyramid#LEAST}, as is the height
     * @param start  asked once, scaled to the coarsest size
     */
    Found go(LossNetwork network, int width, int height, Supplier<Levels> start, Aim aim, Progress progress) {
        List<int[]> sizes = pyramid ? Pyramid.sizes(width, height) : List.of(new int[] {width, height});
        double[] shares = Pyramid.shares(sizes);
        List<List<Double>> losses = new ArrayList<>();
        Levels at = start.get();
        double done = 0;
        for (int i = 0; i < sizes.size(); i++) {
            int w = sizes.get(i)[0], h = sizes.get(i)[1];
            at = at.scaled(w, h);
            List<Double> here = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                List<Term> terms = new ArrayList<>();
                for (Glance glance : Glance.first(looks)) terms.add(aim.term(w, h, glance, at.seen(glance)));
                Loss loss = new Loss(network, terms, w, h, smooth);
                int count = steps * (round + 1) / rounds - steps * round / rounds;
                here.addAll(way.go(loss, at, count, done, shares[i] / rounds, progress));
                done += shares[i] / rounds;
            }
            losses.add(here);
        }
        return new Found(at.pixels(), losses);
    }
}
