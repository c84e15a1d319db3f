package org.normscope.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Draws the app's icon: the mosaic of a layer's units, one of them standing out. Run its main method at the top of the
 * repository to write assets/icons again.
 */
final class AppIcon {
    static final Path FOLDER = Path.of("assets/icons");
    static final int[] SIZES = {16, 32, 48, 64, 128, 256};

    /** On a grid of 64 units, so that at 16 pixels every edge still falls between two pixels. */
    private static final int EXTENT = 64, CORNER = 14, MARGIN = 4, TILE = 16, STEP = 20, TILE_CORNER = 4;
    private static final int GROUND = 0x161B22;
    private static final int[] TILES = {0x2A6F9B, 0x1D4A68, 0x4FB0E8, 0x1D4A68, 0xFF9B3B, 0x2A6F9B,
        0x8CCBF2, 0x2A6F9B, 0x1D4A68};

    private AppIcon() { }

    public static void main(String[] arguments) throws IOException {
        AtomicFile.write(FOLDER.resolve("normscope.svg"), svg().getBytes(StandardCharsets.UTF_8));
        for (int size : SIZES) PictureFile.writePng(drawn(size), Map.of("Title", "NormScope"), png(size));
    }

    static Path png(int size) {
        return FOLDER.resolve("normscope-" + size + ".png");
    }

    static String svg() {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n"
            .formatted(EXTENT, EXTENT));
        svg.append(rectangle(0, 0, EXTENT, CORNER, GROUND));
        for (int i = 0; i < TILES.length; i++) {
            svg.append(rectangle(edge(i % 3), edge(i / 3), TILE, TILE_CORNER, TILES[i]));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String rectangle(int x, int y, int extent, int corner, int color) {
        return "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"#%06x\"/>%n"
            .formatted(x, y, extent, extent, corner, color).replace("\r", "");
    }

    static Pixels drawn(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale((double) size / EXTENT, (double) size / EXTENT);
        fill(graphics, 0, 0, EXTENT, CORNER, GROUND);
        for (int i = 0; i < TILES.length; i++) fill(graphics, edge(i % 3), edge(i / 3), TILE, TILE_CORNER, TILES[i]);
        graphics.dispose();
        return AwtImage.pixels(image);
    }

    private static void fill(Graphics2D graphics, int x, int y, int extent, int corner, int color) {
        graphics.setColor(new Color(color));
        graphics.fill(new RoundRectangle2D.Double(x, y, extent, extent, 2 * corner, 2 * corner));
    }

    private static int edge(int tile) {
        return MARGIN + tile * STEP;
    }
}
