package org.normscope.state;

import java.util.Optional;
import org.normscope.normalize.Kernel;
import org.normscope.normalize.RunningStatistics;
import org.normscope.normalize.Site;
import org.normscope.tensor.Tensor;

/** A site without the network's own gamma and beta. */
record PlainSite(Site site) implements Site {
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
}
