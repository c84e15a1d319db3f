package org.normscope.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Paper for a page layout program: pictures are embedded as PNG, letters stay letters. */
public final class SvgSheet implements Paper {
    private final StringBuilder svg = new StringBuilder();

    public SvgSheet(int width, int height, int paper) {
        svg.append(String.format(Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                + "font-family=\"Inter, Helvetica, Arial, sans-serif\">%n", width, height, width, height));
        fill(0, 0, width, height, paper);
    }

    private static String color(int color) {
        return String.format(Locale.ROOT, "#%06x", color & 0xFFFFFF);
    }

    /**
     * Draws a figure into a file: an SVG where its name ends so, else a picture.
     *
     * @param paper colour of it
     * @throws BadPictureException where the file cannot be written
     */
    public static void figure(int width, int height, int paper, Consumer<Paper> drawing, Path file) {
        if (PictureFormat.isEnding(file.toString(), "svg")) {
            SvgSheet sheet = new SvgSheet(width, height, paper);
            drawing.accept(sheet);
            sheet.write(file);
        } else {
            Sheet sheet = new Sheet(width, height, paper);
            drawing.accept(sheet);
            PictureFile.write(sheet.pixels(), Map.of(), file);
        }
    }

    @Override
    public void fill(int x, int y, int across, int down, int color) {
        String faint = color >>> 24 == 0xFF ? ""
            : String.format(Locale.ROOT, " fill-opacity=\"%.3f\"", (color >>> 24) / 255.0);
        svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"%s/>%n",
            x, y, across, down, color(color), faint));
    }

    @Override
    public void lay(Pixels picture, int x, int y) {
        svg.append(String.format(Locale.ROOT,
            "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" href=\"data:image/png;base64,%s\"/>%n", x, y,
            picture.width(), picture.height(), Base64.getEncoder().encodeToString(PictureFile.png(picture, Map.of()))));
    }

    @Override
    public void write(String text, int x, int baseline, double size, int room, int color) {
        letters(Sheet.fitting(text, size, room), x, baseline, size, color, "start");
    }

    @Override
    public void writeEndingAt(int right, String text, int baseline, double size, int color) {
        letters(text, right, baseline, size, color, "end");
    }

    private void letters(String text, int x, int baseline, double size, int color, String anchor) {
        svg.append(String.format(Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" font-size=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n", x, baseline,
            size, color(color), anchor, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) {
        try {
            AtomicFile.write(file, (svg + "</svg>\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", file.toString());
        }
    }
}
