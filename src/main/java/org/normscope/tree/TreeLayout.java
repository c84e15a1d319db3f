package org.normscope.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.node.Branch;
import org.normscope.node.TreeNode;

/**
 * Where the nodes stand: time from left to right in eras, the branches one below the other. Several nodes of a branch
 * in one era stand one below the other.
 *
 * @param places in the order of the branches, the older first
 * @param eras   from left to right; none without a node
 * @param lanes  the first row of each branch that has nodes
 */
public record TreeLayout(List<Place> places, List<Era> eras, Map<Branch, Integer> lanes, int rows) {
    /** First years: where few papers are a decade, where many are a year. */
    private static final int[] BOUNDS = {0, 1980, 1990, 1997, 1998, 1999, 2000, 2002, 2003, 2007, 2010, 2015, 2016,
        2017};

    /** Where a node stands. */
    public record Place(TreeNode node, int column, int row) { }

    /** Years of the nodes in a column. */
    public record Era(int from, int to) {
        public String label() {
            return from == to ? Integer.toString(from) : from + "–" + String.format("%02d", to % 100);
        }
    }

    public static TreeLayout of(List<TreeNode> nodes) {
        List<List<TreeNode>> columns = new ArrayList<>();
        for (int i = 0; i < BOUNDS.length; i++) {
            int from = BOUNDS[i], to = i + 1 < BOUNDS.length ? BOUNDS[i + 1] : Integer.MAX_VALUE;
            List<TreeNode> era = nodes.stream().filter(node -> node.year() >= from && node.year() < to).toList();
            if (!era.isEmpty()) columns.add(era);
        }
        List<Place> places = new ArrayList<>();
        Map<Branch, Integer> lanes = new LinkedHashMap<>();
        int row = 0;
        for (Branch branch : Branch.values()) {
            int deep = 0;
            List<Place> lane = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                List<TreeNode> here = columns.get(column).stream().filter(node -> node.branch() == branch)
                    .sorted(Comparator.comparingInt(TreeNode::year)).toList();
                for (int i = 0; i < here.size(); i++) lane.add(new Place(here.get(i), column, row + i));
                deep = Math.max(deep, here.size());
            }
            if (deep == 0) continue;
            places.addAll(lane);
            lanes.put(branch, row);
            row += deep;
        }
        return new TreeLayout(places, columns.stream().map(TreeLayout::era).toList(), lanes, row);
    }

    private static Era era(List<TreeNode> nodes) {
        return new Era(nodes.stream().mapToInt(TreeNode::year).min().orElseThrow(),
            nodes.stream().mapToInt(TreeNode::year).max().orElseThrow());
    }

    public Place place(String id) {
        return places.stream().filter(place -> place.node().id().equals(id)).findFirst().orElseThrow();
    }
}
