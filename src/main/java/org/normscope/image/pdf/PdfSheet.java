package org.normscope.image.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.normscope.image.AtomicFile;
import org.normscope.image.BadPictureException;
import org.normscope.image.Paper;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;

/**
 * Paper for print: one page, a pixel a half point, letters stay letters (Helvetica, which every reader has; what it has
 * no letter for becomes a question mark), pictures without loss.
 */
public final class PdfSheet implements Paper, AutoCloseable {
    private static final float POINT = .5f;

    private final PDDocument document = new PDDocument();
    private final PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private final PDPageContentStream page;
    private final int height;

    /** @param paper colour, 0xAARRGGBB */
    public PdfSheet(int width, int height, int paper) {
        this.height = height;
        PDPage sheet = new PDPage(new PDRectangle(POINT * width, POINT * height));
        document.addPage(sheet);
        page = done(() -> new PDPageContentStream(document, sheet));
        fill(0, 0, width, height, paper);
    }

    @Override
    public void fill(int x, int y, int across, int down, int color) {
        done(() -> {
            color(color);
            page.addRect(POINT * x, POINT * (height - y - down), POINT * across, POINT * down);
            page.fill();
            return page;
        });
    }

    @Override
    public void lay(Pixels picture, int x, int y) {
        done(() -> {
            PDImageXObject image = PDImageXObject.createFromByteArray(document, PictureFile.png(picture, Map.of()),
                "p");
            page.drawImage(image, POINT * x, POINT * (height - y - picture.height()), POINT * picture.width(),
                POINT * picture.height());
            return page;
        });
    }

    @Override
    public void write(String text, int x, int baseline, double size, int room, int color) {
        String said = known(text);
        for (int kept = said.length() - 1; kept > 2 && length(said, size) > room; kept--) {
            said = said.substring(0, kept - 1) + "…";
        }
        String fitting = said;
        done(() -> {
            page.beginText();
            color(color);
            page.setFont(font, (float) (POINT * size));
            page.newLineAtOffset(POINT * x, POINT * (height - baseline));
            page.showText(fitting);
            page.endText();
            return page;
        });
    }

    @Override
    public void writeEndingAt(int right, String text, int baseline, double size, int color) {
        write(text, (int) Math.round(right - length(known(text), size)), baseline, size, Integer.MAX_VALUE, color);
    }

    private void color(int color) throws IOException {
        page.setNonStrokingColor((color >> 16 & 255) / 255f, (color >> 8 & 255) / 255f, (color & 255) / 255f);
    }

    private double length(String text, double size) {
        return done(() -> font.getStringWidth(text)) / 1000 * size;
    }

    /** What the font has no letter for is asked of each letter: it throws. */
    private String known(String text) {
        StringBuilder known = new StringBuilder();
        text.codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            try {
                font.encode(one);
                known.append(one);
            } catch (IOException | IllegalArgumentException e) {
                known.append('?');
            }
        });
        return known.toString();
    }

    /** Writes the file whole or not at all; nothing may be drawn after. */
    public void write(Path file) {
        try {
            page.close();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            AtomicFile.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", file.toString());
        }
    }

    @Override
    public void close() {
        done(() -> {
            document.close();
            return document;
        });
    }

    /** Drawing goes to memory: it fails where the program is wrong. */
    private static <T> T done(Drawing<T> drawing) {
        try {
            return drawing.draw();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Drawing<T> {
        T draw() throws IOException;
    }
}
