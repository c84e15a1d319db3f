package org.normscope.flow;

import java.util.Optional;
import org.normscope.normalize.Affine;
import org.normscope.normalize.Kernel;
import org.normscope.normalize.Residual;
import org.normscope.normalize.RunningStatistics;
import org.normscope.normalize.Site;
import org.normscope.tensor.Tensor;

/** A site with a gamma and a beta of others' choosing. */
record AffineSite(Site site, Optional<Affine> affine) implements Site {
    @Override public Tensor maps() { return site.maps(); }
    @Override public Optional<RunningStatistics> running() { return site.running(); }
    @Override public Optional<Kernel> kernel() { return site.kernel(); }
    @Override public Optional<Tensor> input() { return site.input(); }
    @Override public Optional<Tensor> style() { return site.style(); }
    @Override public Optional<RunningStatistics> pool() { return site.pool(); }
    @Override public Optional<Residual> residual() { return site.residual(); }
}
