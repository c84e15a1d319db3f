package org.normscope.tree;

import java.util.Map;
import org.normscope.image.Lanczos;
import org.normscope.image.Paper;
import org.normscope.image.Pixels;
import org.normscope.node.Branch;
import org.normscope.node.TreeNode;

/** The whole tree on one sheet: eras across, branches down, a picture a node, lines from parents to children. */
public final class Poster {
    private static final int WIDE = 300, MARGIN = 80, GAP = 56, TEXT = 74, HEAD = 210;
    public static final int PAPER = 0xFFFFFFFF;
    private static final int INK = 0xFF202428, SOFT = 0xFF8A9098, LINE = 0xFFC4C8CE;

    /** What the sheet says: titles in some language. */
    public interface Words {
        String title();

        String name(TreeNode node);

        String name(Branch branch);
    }

    private final TreeLayout layout;
    private final int high;

    /** @param content gives every cell its aspect */
    public Poster(TreeLayout layout, Pixels content) {
        this.layout = layout;
        high = Math.max(1, Math.min(2 * WIDE, WIDE * content.height() / content.width()));
    }

    /** Pixels. */
    public int width() {
        return 2 * MARGIN + layout.columns() * (WIDE + GAP) - GAP;
    }

    public int height() {
        return HEAD + layout.rows() * (high + TEXT + GAP) + MARGIN / 2;
    }

    /** @param pictures by node id; nodes without one are left white */
    public void draw(Paper paper, Map<String, Pixels> pictures, Words words) {
        paper.write(words.title(), MARGIN, 90, 46, width() - 2 * MARGIN, INK);
        layout.eras().forEach(era -> paper.write(era.label(), x(era.column()), 160, 22, WIDE, SOFT));
        paper.fill(MARGIN, 176, width() - 2 * MARGIN, 2, LINE);
        for (TreeLayout.Place first : layout.firsts()) {
            paper.write(words.name(first.node().branch()), x(first.column()), y(first.row()) - 16, 22, WIDE + GAP,
                SOFT);
        }
        for (TreeLayout.Place place : layout.places()) {
            for (String parent : place.node().parents()) line(paper, layout.place(parent), place);
        }
        for (TreeLayout.Place place : layout.places()) {
            int left = x(place.column()), top = y(place.row());
            paper.fill(left - 2, top - 2, WIDE + 4, high + 4, LINE);
            paper.fill(left, top, WIDE, high, PAPER);
            Pixels picture = pictures.get(place.node().id());
            if (picture != null) paper.lay(Lanczos.scaled(picture.overWhite(), WIDE, high), left, top);
            paper.write(words.name(place.node()), left, top + high + 26, 22, WIDE, INK);
            paper.write(place.node().year() + "  " + authors(place.node()), left, top + high + 48, 16, WIDE, SOFT);
        }
    }

    /** All names of up to three; of more the first. */
    private static String authors(TreeNode node) {
        String[] names = node.authors().split(", ");
        return names.length > 3 ? names[0] + " et al." : node.authors();
    }

    private int x(int column) {
        return MARGIN + column * (WIDE + GAP);
    }

    private int y(int row) {
        return HEAD + GAP / 2 + row * (high + TEXT + GAP);
    }

    /** From the parent's right side to the child's left, bent in the gap before the child. */
    private void line(Paper paper, TreeLayout.Place parent, TreeLayout.Place child) {
        int from = y(parent.row()) + high / 2, to = y(child.row()) + high / 2, start = x(parent.column()) + WIDE,
            end = x(child.column()), bend = Math.max(start, end - GAP / 2);
        if (end <= start) { // In one column: down the left side.
            bend = end - GAP / 4;
            start = end;
        }
        if (layout.blocked(parent, child)) { // Above the tiles in between.
            int aside = start + GAP / 4, above = y(parent.row()) - GAP / 8;
            paper.fill(start, from - 1, aside - start, 3, LINE);
            paper.fill(aside - 1, above - 1, 3, from - above + 2, LINE);
            start = aside;
            from = above;
        }
        paper.fill(Math.min(start, bend), from - 1, Math.abs(bend - start), 3, LINE);
        paper.fill(bend - 1, Math.min(from, to) - 1, 3, Math.abs(to - from) + 3, LINE);
        paper.fill(bend, to - 1, Math.max(0, end - bend), 3, LINE);
    }
}
