package org.normscope.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.normscope.node.Branch;
import org.normscope.node.TreeNode;

/**
 * Where the nodes stand: time from left to right in eras, the branches one below the other. Several nodes of a branch
 * in one era stand one below the other, and from the third on in the next column, which is the era's too. A branch
 * stands beside another one where both have room. What runs a network came after all else: it stands at the right, from
 * the top, five below one another.
 *
 * @param places in the order of the branches, the older first
 * @param eras   from left to right; none without a node
 * @param rows   of tiles
 */
public record TreeLayout(List<Place> places, List<Era> eras, int rows) {
    private static final int DEEP = 2, DEEPEST = 5;
    /** First years: where few papers are a decade, where many are a year. */
    private static final int[] BOUNDS = {0, 1990, 1997, 1999, 2000, 2003, 2007, 2015, 2016, 2017};

    /** Where a node stands. */
    public record Place(TreeNode node, int column, int row) { }

    /**
     * Years of the nodes in a column, or in several.
     *
     * @param column the first
     */
    public record Era(int from, int to, int column, int columns) {
        public String label() {
            return from == to ? Integer.toString(from) : from + "–" + String.format("%02d", to % 100);
        }
    }

    public static TreeLayout of(List<TreeNode> nodes) {
        List<Era> eras = new ArrayList<>();
        for (int i = 0, column = 0; i < BOUNDS.length; i++) {
            int from = BOUNDS[i], to = i + 1 < BOUNDS.length ? BOUNDS[i + 1] : Integer.MAX_VALUE;
            List<TreeNode> era = nodes.stream().filter(node -> node.year() >= from && node.year() < to).toList();
            if (era.isEmpty()) continue;
            eras.add(era(era, column));
            column += eras.get(eras.size() - 1).columns;
        }
        List<Place> places = new ArrayList<>();
        int down = 0; // No branch begins above the one before it.
        for (Branch branch : Branch.values()) {
            List<Place> lane = lane(nodes, branch, eras);
            if (branch == Branch.NETWORKS) down = 0;
            while (collide(places, lane, down)) down++;
            int first = down;
            lane.forEach(place -> places.add(new Place(place.node, place.column, place.row + first)));
        }
        return new TreeLayout(places, eras, 1 + places.stream().mapToInt(Place::row).max().orElse(0));
    }

    /** From row 0 on. */
    private static List<Place> lane(List<TreeNode> nodes, Branch branch, List<Era> eras) {
        List<Place> lane = new ArrayList<>();
        for (Era era : eras) {
            List<TreeNode> here = nodes.stream().filter(node -> node.branch() == branch && node.year() >= era.from
                && node.year() <= era.to).sorted(Comparator.comparingInt(TreeNode::year)).toList();
            for (int i = 0; i < here.size(); i++) {
                lane.add(new Place(here.get(i), era.column + i / deep(branch), i % deep(branch)));
            }
        }
        return lane;
    }

    /** Whether the lane, moved down, lies on what is placed: what is between its ends is its own, for its lines. */
    private static boolean collide(List<Place> placed, List<Place> lane, int down) {
        for (Place mine : lane) {
            int[] own = span(lane, mine.row), theirs = span(placed, mine.row + down);
            if (own[0] <= theirs[1] && theirs[0] <= own[1]) return true;
        }
        return false;
    }

    private static int[] span(List<Place> places, int row) {
        return new int[] {places.stream().filter(place -> place.row == row).mapToInt(Place::column).min().orElse(1),
            places.stream().filter(place -> place.row == row).mapToInt(Place::column).max().orElse(-1)};
    }

    private static Era era(List<TreeNode> nodes, int column) {
        long columns = 1;
        for (Branch branch : Branch.values()) {
            long here = nodes.stream().filter(node -> node.branch() == branch).count();
            columns = Math.max(columns, (here + deep(branch) - 1) / deep(branch));
        }
        return new Era(nodes.stream().mapToInt(TreeNode::year).min().orElseThrow(),
            nodes.stream().mapToInt(TreeNode::year).max().orElseThrow(), column, (int) columns);
    }

    /** Nodes of a branch in an era that stand one below the other. */
    private static int deep(Branch branch) {
        return branch == Branch.NETWORKS ? DEEPEST : DEEP;
    }

    public int columns() {
        return eras.stream().mapToInt(Era::columns).sum();
    }

    /** The first node of each branch that has nodes: its name stands there. */
    public List<Place> firsts() {
        List<Place> firsts = new ArrayList<>();
        for (Branch branch : Branch.values()) {
            places.stream().filter(place -> place.node.branch() == branch).findFirst().ifPresent(firsts::add);
        }
        return firsts;
    }

    /** Whether a tile stands between the two in the parent's row: a line from it has to go above. */
    public boolean blocked(Place parent, Place child) {
        return places.stream().anyMatch(place -> place.row() == parent.row() && place.column() > parent.column()
            && place.column() < child.column());
    }

    public Place place(String id) {
        return places.stream().filter(place -> place.node().id().equals(id)).findFirst().orElseThrow();
    }
}
