package org.normscope.normalize;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Switchable whitening (Pan et al. 2019): y = gamma Sigma^(-1/2) (x - mu) + beta with mu = sum w_k mu_k and Sigma = sum
 * w'_k Sigma_k + eps I, k over batch and instance whitening, BN, IN and LN, whose Sigma are diagonal; Sigma^(-1/2) by
 * Newton's iteration, for blocks of channels of each picture. The weights are what the paper's softmaxes give: from 0
 * on, of sum 1.
 *
 * @param means       w of BW, IW, BN, IN, LN
 * @param covariances w' of BW, IW, BN, IN, LN
 * @param block       channels whitened against each other
 */
record SwitchableWhitening(List<Double> means, List<Double> covariances, int block, int steps,
                           double epsilon, UniformAffine affine)
        implements Normalization {
    static final List<String> PARTS = List.of("BW", "IW", "BN", "IN", "LN");
    private static final int BW = 0, IW = 1, BN = 2, IN = 3, LN = 4;

    static final Catalogue.Entry ENTRY = Catalogue.Entry.of("sw", "SW", Family.WHITENING, Measure.COVARIANCE,
        "y = gamma * Sigma^(-1/2) (x - sum w mu) + beta, Sigma = sum w' Sigma_k + eps I, sums over BW, IW, BN, IN, LN, "
            + "for each N and each group of so many channels, by Newton steps on Sigma / trace; w (weights-mean) and "
            + "w' (weights-var) as the softmaxes give them, by their share of the sum (untrained: BW and IW equal)",
        "y = \\gamma \\left(\\sum w'_k \\Sigma_k + \\varepsilon I\\right)^{-1/2} "
            + "\\left(x - \\sum w_k \\mu_k\\right) + \\beta",
        "Pan et al. 2019",
        values -> new SwitchableWhitening(values.shares("weights-mean"), values.shares("weights-var"),
            values.whole("group"), values.whole("steps"), values.real("eps"), values.affine()),
        Parameter.EPS, Parameter.BLOCK, new Parameter.Whole("steps", 1, 15, 5, true),
        new Parameter.Weights("weights-mean", PARTS, "1,1"), new Parameter.Weights("weights-var", PARTS, "1,1"),
        Parameter.GAMMA, Parameter.SHIFT);

    /** What the batch has for a block of channels. */
    private record Batch(double[] mean, DMatrixRMaj covariance) { }

    @Override
    public void apply(Site site, Tensor result) {
        Affine total = affine.over(site);
        each(site.maps(), matrix -> matrix.write(total, result));
    }

    @FunctionalInterface
    private interface Use {
        void of(WhiteningMatrix matrix);
    }

    private void each(Tensor maps, Use use) {
        if (maps.shape().size() == 0) return;
        SetStatistics pictures = SetStatistics.of(maps, Partition.pictures());
        for (CellBox all : Partition.channelBlocks(block).sets(maps.shape())) {
            Batch batch = batch(maps, all);
            for (int n = 0; n < maps.shape().n(); n++) use.of(matrix(maps, picture(all, n), batch, pictures));
        }
    }

    private static CellBox picture(CellBox all, int n) {
        return new CellBox(n, n + 1, all.c0(), all.c1(), all.y0(), all.y1(), all.x0(), all.x1());
    }

    private Batch batch(Tensor maps, CellBox all) {
        int size = all.c1() - all.c0();
        if (!counts(BW) && !counts(BN)) return new Batch(new double[size], new DMatrixRMaj(size, size));
        Rows rows = Rows.of(maps, all, size);
        return new Batch(rows.mean(), rows.covariance());
    }

    private boolean counts(int part) {
        return means.get(part) != 0 || covariances.get(part) != 0;
    }

    private WhiteningMatrix matrix(Tensor maps, CellBox box, Batch batch, SetStatistics pictures) {
        int size = box.c1() - box.c0(), map = box.n0() * maps.shape().c();
        Rows instance = Rows.of(maps, box, size);
        double[] mean = new double[size];
        for (int i = 0; i < size; i++) {
            mean[i] =
                (means.get(BW) + means.get(BN)) * batch.mean()[i] + (means.get(IW) + means.get(IN)) * instance.mean()[i]
                    + (means.get(LN) == 0 ? 0 : means.get(LN) * pictures.mean()[map]);
        }
        DMatrixRMaj ofInstance = instance.covariance(), mixed = new DMatrixRMaj(size, size);
        CommonOps_DDRM.add(covariances.get(BW), batch.covariance(), covariances.get(IW), ofInstance, mixed);
        for (int i = 0; i < size; i++) {
            mixed.add(i, i,
                covariances.get(BN) * batch.covariance().get(i, i) + covariances.get(IN) * ofInstance.get(i, i)
                    + covariances.get(LN) * pictures.variance()[map] + epsilon);
        }
        return new WhiteningMatrix(instance.less(mean), mixed, InverseRoot.byNewton(mixed, steps));
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        Shape shape = site.maps().shape();
        V x = algebra.maps(), level = algebra.mean(x, 1, 2, 3), apart = algebra.minus(x, level),
            spread = algebra.mean(algebra.times(apart, apart), 1, 2, 3);
        List<V> parts = Partition.channelBlocks(block).runs(shape).stream().map(run -> {
            int channels = run.to() - run.from();
            V cells = algebra.exact(algebra.reshaped(algebra.channels(x, run.from(), run.to()), shape.n(),
                channels / run.channels(), run.channels(), shape.plane()));
            V whitened = written(algebra, cells, algebra.exact(level), algebra.exact(spread), run.channels(),
                shape.plane());
            return algebra.reshaped(algebra.rounded(whitened), shape.n(), channels, shape.h(), shape.w());
        }).toList();
        return algebra.affine(algebra.joined(parts), affine.over(site));
    }

    private <V> V written(Algebra<V> algebra, V cells, V level, V spread, int size, int plane) {
        V ofBatch = algebra.mean(cells, 0, 3), ofPicture = algebra.mean(cells, 3);
        V batch = algebra.mean(algebra.covariance(algebra.minus(cells, ofBatch), plane), 0),
            picture = algebra.covariance(algebra.minus(cells, ofPicture), plane), unit = algebra.unit(size);
        V mean = mixed(algebra, means, List.of(ofBatch, ofPicture, ofBatch, ofPicture, level));
        V covariance = mixed(algebra, covariances, List.of(batch, picture, algebra.times(batch, unit),
            algebra.times(picture, unit), algebra.times(unit, spread)));
        V root = algebra.inverseRoot(algebra.plus(covariance, algebra.times(unit, epsilon)), size, steps);
        return algebra.product(root, algebra.minus(cells, mean));
    }

    private static <V> V mixed(Algebra<V> algebra, List<Double> shares, List<V> parts) {
        V sum = algebra.times(parts.get(0), shares.get(0));
        for (int part = 1; part < parts.size(); part++) {
            if (shares.get(part) != 0) sum = algebra.plus(sum, algebra.times(parts.get(part), shares.get(part)));
        }
        return sum;
    }

    /** The box around all parts whose weight is not zero. */
    @Override
    public Partition partition() {
        boolean batch = counts(BW) || counts(BN);
        if (counts(LN)) return batch ? Partition.batch() : Partition.pictures();
        return batch ? Partition.channelBlocks(block) : Partition.planeBlocks(block);
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.of(Ingredient.MEAN, Ingredient.DEVIATION);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        Tensor result = Tensor.zeros(site.maps().shape());
        each(site.maps(), matrix -> matrix.rows().fill(result, row -> ingredient == Ingredient.MEAN
            ? matrix.rows().mean()[row] : Math.sqrt(matrix.covariance().get(row, row))));
        return result;
    }

    /** With how far so many steps are from whitening: the residual. */
    @Override
    public Explanation explain(Site site, Cell cell) {
        Tensor maps = site.maps();
        Shape shape = maps.shape();
        CellBox all = Partition.channelBlocks(block).cellsOf(cell, shape);
        WhiteningMatrix matrix = matrix(maps, picture(all, cell.n()), batch(maps, all),
            SetStatistics.of(maps, Partition.pictures()));
        String residual = "\\lVert W \\Sigma W - I \\rVert = "
            + Equation.number(InverseRoot.residual(matrix.matrix(), matrix.covariance()));
        Explanation whitened = matrix.explain(maps, cell, affine.over(site),
            "\\left(\\sum w'_k \\Sigma_k + \\varepsilon I\\right)^{-1/2}", partition().cellsOf(cell, shape));
        return new Explanation(whitened.symbols(), Equation.stacked(residual, whitened.numbers()),
            whitened.value(), whitened.cells());
    }
}
