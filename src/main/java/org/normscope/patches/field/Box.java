package org.normscope.patches.field;

/** A rectangle of whole pixels: columns x to x + width - 1, rows y to y + height - 1. It may hold none. */
public record Box(int x, int y, int width, int height) {

    public boolean empty() {
        return width <= 0 || height <= 0;
    }

    public boolean contains(int column, int row) {
        return column >= x && column < x + width && row >= y && row < y + height;
    }

    /** The smallest box that holds both. */
    public Box union(Box other) {
        if (empty()) return other;
        if (other.empty()) return this;
        int left = Math.min(x, other.x), top = Math.min(y, other.y);
        return new Box(left, top, Math.max(x + width, other.x + other.width) - left,
            Math.max(y + height, other.y + other.height) - top);
    }
}
