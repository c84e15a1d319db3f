package org.normscope.node;

import java.util.function.ToIntFunction;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;

/**
 * How large a picture a node works on at once, and what becomes of larger ones: planes of floats take up to a hundred
 * bytes a pixel, and not every method's time grows with the pixels alone.
 */
public sealed interface AtOnce {
    /** Any picture that can be read: the node itself sees to it that it has the room. */
    AtOnce ANY = new Any();

    /** What a node's craft paints on this easel, or on some of a part of it each, of the easel's size. */
    default Pixels painted(Easel easel, TreeNode.Craft craft) {
        return craft.work(easel);
    }

    /** What a node's craft weaves on this easel. */
    default Pixels woven(Easel easel, TreeNode.Craft craft) {
        return craft.work(easel);
    }

    /** Whatever the size. */
    record Any() implements AtOnce { }

    /**
     * Larger pictures are made smaller and what is made of them is enlarged again; a larger style is made smaller, too.
     * Of a larger sample the middle is taken: its grain stays as large as it is. {@link Watch#smaller} is told.
     *
     * @param pixels of the content, of the style, of the sample
     */
    record Most(long pixels) implements AtOnce {
        @Override
        public Pixels painted(Easel easel, TreeNode.Craft craft) {
            Pixels made = craft.work(easel.within(pixels));
            easel.at(1);
            return Lanczos.scaled(made, easel.width(), easel.height());
        }

        @Override
        public Pixels woven(Easel easel, TreeNode.Craft craft) {
            return craft.work(easel.cut(pixels));
        }
    }

    /**
     * Larger pictures are worked on in strips from edge to edge, one below the other: each with so many rows more above
     * and below as the method looks around, so that it becomes what the whole picture would. For what knows neither
     * chance nor the whole, and asks {@link Easel#top} where it stands.
     *
     * @param reach  rows that what a pixel becomes depends on, up or down, at most
     * @param pixels that are worked on at once, the rows around them not counted
     */
    record Strips(ToIntFunction<Knobs> reach, long pixels) implements AtOnce {
        private static final long USUAL = 4_000_000;

        public Strips(ToIntFunction<Knobs> reach) {
            this(reach, USUAL);
        }

        @Override
        public Pixels painted(Easel easel, TreeNode.Craft craft) {
            int width = easel.width(), height = easel.height(), around = reach.applyAsInt(easel.knobs()),
                rows = (int) Math.max(Math.max(1, around), pixels / width);
            if (rows >= height) return craft.work(easel);
            int[] argb = new int[width * height];
            for (int top = 0; top < height; top += rows) {
                int first = Math.max(0, top - around), end = Math.min(height, top + rows + around);
                Pixels made = craft.work(easel.strip(first, end - first, (double) top / height,
                    (double) Math.min(height, top + rows) / height));
                System.arraycopy(made.argb(), (top - first) * width, argb, top * width,
                    Math.min(rows, height - top) * width);
            }
            return new Pixels(width, height, argb);
        }
    }
}
