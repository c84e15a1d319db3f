package org.normscope.synthesis;

import java.util.List;

/**
 * A picture without its first columns and rows, as a loss network sees it. Convolutions and pooling with strides treat
 * the pixels of their grid differently, and a descent draws that grid into the picture; glances from several places of
 * the grid even it out.
 *
 * @param left  columns left out
 * @param above rows left out
 */
record Glance(int left, int above) {
    /**
     * Every row and column of a stride of 4 once, every place of a stride of 2 once; of the first two every row and
     * column of a stride of 2.
     */
    private static final List<Glance> ALL = List.of(new Glance(0, 0), new Glance(3, 1), new Glance(1, 2),
        new Glance(2, 3));
    static final int MOST = ALL.size();

    static List<Glance> first(int count) {
        return ALL.subList(0, count);
    }
}
