package org.normscope.normalize;

/**
 * A box of cells, half open on each axis: n0 &lt;= n &lt; n1 and so on. Every set of cells that a normalization of the
 * catalogue computes with is such a box: BN's is (all n, one c, all y, all x), LRN's a run of channels at one position.
 */
public record CellBox(int n0, int n1, int c0, int c1, int y0, int y1, int x0, int x1) {

    public boolean contains(Cell cell) {
        return cell.n() >= n0 && cell.n() < n1 && cell.c() >= c0 && cell.c() < c1
            && cell.y() >= y0 && cell.y() < y1 && cell.x() >= x0 && cell.x() < x1;
    }

    /** Number of cells. */
    public long count() {
        return (long) (n1 - n0) * (c1 - c0) * (y1 - y0) * (x1 - x0);
    }
}
