package org.normscope.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Paper made of pixels. Set in Inter, the program's own font. */
public final class Sheet implements Paper {
    private static final Font FONT = font();

    private final int[] argb;
    private final int width;
    private final int height;
    private final boolean opaque;
    private final Graphics2D pen;

    public Sheet(int width, int height, int paper) {
        this.width = width;
        this.height = height;
        argb = new int[width * height];
        Arrays.fill(argb, paper);
        opaque = paper >>> 24 == 0xFF;
        pen = AwtImage.of(new Pixels(width, height, argb)).createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }

    private static Font font() {
        try (InputStream stream = Sheet.class.getResourceAsStream("/assets/fonts/Inter-Regular.otf")) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the program's font is damaged", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Letters that the program's font lacks, as of class names, are set in one of the system's. */
    private static Font font(String text, double size) {
        Font font = FONT.canDisplayUpTo(text) < 0 ? FONT : new Font(Font.SANS_SERIF, Font.PLAIN, 1);
        return font.deriveFont((float) size);
    }

    @Override
    public void fill(int x, int y, int across, int down, int color) {
        pen.setColor(new Color(color, true));
        pen.fillRect(x, y, across, down);
    }

    @Override
    public void lay(Pixels picture, int x, int y) {
        int across = Math.min(picture.width(), width - x), down = Math.min(picture.height(), height - y);
        for (int row = 0; row < down; row++) {
            System.arraycopy(picture.argb(), row * picture.width(), argb, (y + row) * width + x, across);
        }
    }

    @Override
    public void write(String text, int x, int baseline, double size, int room, int color) {
        pen.setFont(font(text, size));
        pen.setColor(new Color(color, true));
        pen.drawString(fitting(text, size, room), x, baseline);
    }

    @Override
    public void writeEndingAt(int right, String text, int baseline, double size, int color) {
        write(text, (int) Math.round(right - length(text, size)), baseline, size, Integer.MAX_VALUE, color);
    }

    static String fitting(String text, double size, int room) {
        String fitting = text;
        for (int kept = text.length() - 1; kept > 2 && length(fitting, size) > room; kept--) {
            fitting = text.substring(0, kept / 3) + "…" + text.substring(text.length() - (kept - kept / 3));
        }
        return fitting;
    }

    private static double length(String text, double size) {
        return font(text, size).getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
    }

    /** The sheet as a picture; nothing may be drawn on it after. What the pen mixed on opaque paper is opaque again. */
    public Pixels pixels() {
        pen.dispose();
        if (opaque) Arrays.setAll(argb, i -> argb[i] | 0xFF000000);
        return new Pixels(width, height, argb);
    }
}
