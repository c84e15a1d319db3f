package org.normscope.flow;

import java.util.Optional;
import org.normscope.normalize.Affine;
import org.normscope.normalize.Kernel;
import org.normscope.normalize.Residual;
import org.normscope.normalize.RunningStatistics;
import org.normscope.normalize.Site;
import org.normscope.tensor.Tensor;

/**
 * A site with a style picture and a pool that were chosen for it, or with none.
 *
 * @param style the style picture's maps at the same place
 * @param pool  what a pool of pictures has there
 */
record ConditionedSite(Site site, Optional<Tensor> style, Optional<RunningStatistics> pool) implements Site {
    @Override public Tensor maps() { return site.maps(); }
    @Override public Optional<Affine> affine() { return site.affine(); }
    @Override public Optional<RunningStatistics> running() { return site.running(); }
    @Override public Optional<Kernel> kernel() { return site.kernel(); }
    @Override public Optional<Tensor> input() { return site.input(); }
    @Override public Optional<Residual> residual() { return site.residual(); }
}
