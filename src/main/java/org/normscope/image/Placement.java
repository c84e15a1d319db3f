package org.normscope.image;

/**
 * Where the network's input lies in the source picture: the rectangle of the source plane that the input covers, in
 * source pixels. With padding it reaches beyond the picture. Pixel centres lie at half numbers in both.
 */
public record Placement(double x, double y, double width, double height) {

    /** Source x of a position across the input: 0 its left edge, 1 its right edge. */
    public double sourceX(double across) {
        return x + across * width;
    }

    /** Source y of a position down the input: 0 its top edge, 1 its bottom edge. */
    public double sourceY(double down) {
        return y + down * height;
    }

    /** Position across the input, 0 to 1 inside it, of a source x. */
    public double across(double sourceX) {
        return (sourceX - x) / width;
    }

    /** Position down the input, 0 to 1 inside it, of a source y. */
    public double down(double sourceY) {
        return (sourceY - y) / height;
    }
}
