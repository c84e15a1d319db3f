package org.normscope.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A sheet of paper to lay pictures and captions on: figures for print. Set in Inter, the program's own font. */
public final class Sheet {
    private static final Font FONT = font();

    private final int[] argb;
    private final int width;
    private final int height;
    private final Graphics2D pen;

    public Sheet(int width, int height, int paper) {
        this.width = width;
        this.height = height;
        argb = new int[width * height];
        Arrays.fill(argb, paper);
        BufferedImage image = AwtImage.of(new Pixels(width, height, argb));
        pen = image.createGraphics();
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

    public void fill(int x, int y, int across, int down, int color) {
        pen.setColor(new Color(color, true));
        pen.fillRect(x, y, across, down);
    }

    /** Lays an opaque picture down; what reaches past the sheet is cut off. */
    public void lay(Pixels picture, int x, int y) {
        int across = Math.min(picture.width(), width - x), down = Math.min(picture.height(), height - y);
        for (int row = 0; row < down; row++) System.arraycopy(picture.argb(), row * picture.width(), argb, (y + row) * width + x, across);
    }

    /**
     * Writes a line of text, shortened in the middle where it is wider than the room it has.
     *
     * @param baseline y of the letters' feet
     * @param size     of the font, pixels
     */
    public void write(String text, int x, int baseline, double size, int room, int color) {
        pen.setFont(FONT.deriveFont((float) size));
        pen.setColor(new Color(color, true));
        String fitting = text;
        for (int kept = text.length() - 1; kept > 2 && pen.getFontMetrics().stringWidth(fitting) > room; kept--) {
            fitting = text.substring(0, kept / 3) + "…" + text.substring(text.length() - (kept - kept / 3));
        }
        pen.drawString(fitting, x, baseline);
    }

    /** Pixels that the text takes across. */
    public int widthOf(String text, double size) {
        pen.setFont(FONT.deriveFont((float) size));
        return pen.getFontMetrics().stringWidth(text);
    }

    /** The sheet as a picture; nothing may be drawn on it after. */
    public Pixels pixels() {
        pen.dispose();
        return new Pixels(width, height, argb);
    }
}
