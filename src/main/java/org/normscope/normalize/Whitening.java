package org.normscope.normalize;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.ejml.data.DMatrixRMaj;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Whitening by eigendecomposition: y = gamma (Sigma + eps I)^(-1/2) (x - mu) + beta, Sigma the biased covariance. Batch
 * whitening (Huang et al. 2018) takes it over (N, H, W) between the channels of a block, instance whitening (Li et al.
 * 2017; Pan et al. 2019) over (H, W) for each N, group whitening (Huang et al. 2021) for each N over (C/g, H, W)
 * between g groups of channels.
 *
 * @param partition one set for each covariance
 * @param groups    how many groups of channels are whitened against each other; 0 where each channel is its own
 */
record Whitening(Partition partition, ToIntFunction<Shape> groups, double epsilon,
                 UniformAffine affine) implements Normalization {
    private static final String SYMBOLS = "y = \\gamma (\\Sigma + \\varepsilon I)^{-1/2} (x - \\mu) + \\beta";
    private static final String TEXT =
        "y = gamma * (Sigma + eps I)^(-1/2) (x - mu) + beta, mu and the covariance Sigma over ";

    static final Catalogue.Entry BATCH = Catalogue.Entry.of("bw", "BW", Family.WHITENING, Measure.COVARIANCE,
        TEXT + "(N, H, W) between the channels of each group of so many", SYMBOLS, "Huang et al. 2018",
        values -> ofBlocks(Partition.channelBlocks(values.whole("group")), values),
        Parameter.EPS, Parameter.BLOCK, Parameter.GAMMA, Parameter.SHIFT);

    static final Catalogue.Entry INSTANCE = Catalogue.Entry.of("iw", "IW", Family.WHITENING, Measure.COVARIANCE,
        TEXT + "(H, W) for each N between the channels of each group of so many", SYMBOLS,
        "Li et al. 2017 (WCT); Pan et al. 2019",
        values -> ofBlocks(Partition.planeBlocks(values.whole("group")), values),
        Parameter.EPS, Parameter.BLOCK, Parameter.GAMMA, Parameter.SHIFT);

    static final Catalogue.Entry GROUP = Catalogue.Entry.of("gw", "GW", Family.WHITENING, Measure.COVARIANCE,
        TEXT + "(C/g, H, W) for each N between g groups of channels", SYMBOLS, "Huang et al. 2021",
        values -> new Whitening(Partition.pictures(), values.groups("g"), values.real("eps"), values.affine()),
        Parameter.EPS, new Parameter.Divisor("g", 32), Parameter.GAMMA, Parameter.SHIFT);

    private static Normalization ofBlocks(Partition blocks, Values values) {
        return new Whitening(blocks, maps -> 0, values.real("eps"), values.affine());
    }

    @Override
    public void apply(Site site, Tensor result) {
        Affine total = affine.over(site);
        for (CellBox box : partition.sets(site.maps().shape())) at(site.maps(), box).write(total, result);
    }

    private Rows rows(Tensor maps, CellBox box) {
        int asked = groups.applyAsInt(maps.shape());
        return Rows.of(maps, box, asked == 0 ? box.c1() - box.c0() : asked);
    }

    private WhiteningMatrix at(Tensor maps, CellBox box) {
        Rows rows = rows(maps, box);
        DMatrixRMaj covariance = rows.covariance();
        for (int i = 0; i < covariance.numRows; i++) covariance.add(i, i, epsilon);
        return new WhiteningMatrix(rows, covariance, InverseRoot.byEigenvalues(covariance));
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        Shape shape = site.maps().shape();
        int asked = groups.applyAsInt(shape);
        List<V> parts = partition.runs(shape).stream().map(run -> {
            int channels = run.to() - run.from(), rows = asked == 0 ? run.channels() : asked,
                columns = run.channels() / rows * shape.plane();
            V cells = algebra.exact(algebra.reshaped(algebra.channels(algebra.maps(), run.from(), run.to()),
                shape.n(), channels / run.channels(), rows, columns));
            V centred = algebra.minus(cells, run.batch() ? algebra.mean(cells, 0, 3) : algebra.mean(cells, 3)),
                own = algebra.covariance(centred, columns),
                covariance = run.batch() ? algebra.mean(own, 0) : own;
            V root = algebra.inverseRoot(algebra.plus(covariance, algebra.times(algebra.unit(rows), epsilon)), rows);
            return algebra.reshaped(algebra.rounded(algebra.product(root, centred)), shape.n(), channels, shape.h(),
                shape.w());
        }).toList();
        return algebra.affine(algebra.joined(parts), affine.over(site));
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.of(Ingredient.MEAN, Ingredient.DEVIATION);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        Tensor maps = site.maps(), result = Tensor.zeros(maps.shape());
        for (CellBox box : partition.sets(maps.shape())) {
            Rows rows = rows(maps, box);
            DMatrixRMaj covariance = rows.covariance();
            rows.fill(result,
                row -> ingredient == Ingredient.MEAN ? rows.mean()[row] : Math.sqrt(covariance.get(row, row)));
        }
        return result;
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        CellBox box = partition.cellsOf(cell, site.maps().shape());
        return at(site.maps(), box).explain(site.maps(), cell, affine.over(site),
            "(\\Sigma + \\varepsilon I)^{-1/2}", box);
    }
}
