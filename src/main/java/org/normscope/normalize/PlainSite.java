package org.normscope.normalize;

import java.util.Optional;
import org.normscope.tensor.Tensor;

/** A site without the network's own gamma and beta. */
public record PlainSite(Site site) implements Site {
    @Override
    public Tensor maps() {
        return site.maps();
    }

    @Override
    public Optional<RunningStatistics> running() {
        return site.running();
    }

    @Override
    public Optional<Kernel> kernel() {
        return site.kernel();
    }

    @Override
    public Optional<Tensor> input() {
        return site.input();
    }

    @Override
    public Optional<Tensor> style() {
        return site.style();
    }

    @Override
    public Optional<RunningStatistics> pool() {
        return site.pool();
    }

    @Override
    public Optional<Residual> residual() {
        return site.residual();
    }
}
