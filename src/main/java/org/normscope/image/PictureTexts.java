package org.normscope.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.metadata.IIOMetadataNode;

/** Texts in picture files, by keyword: entries of a PNG, comments of a JPEG, "keyword: value" each. */
public final class PictureTexts {
    private static final int PNG_SIGNATURE = 8;
    private static final int LONGEST_COMMENT = 0xFFFF - 2;

    private PictureTexts() { }

    /** Of a file's bytes; empty where there are none, or it is neither PNG nor JPEG, or damaged before them. */
    public static Map<String, String> of(byte[] file) {
        Map<String, ByteArrayOutputStream> found = new LinkedHashMap<>();
        PictureFormat format = PictureFormat.of(file).orElse(null);
        if (format == PictureFormat.PNG) entries(file, found);
        else if (format == PictureFormat.JPEG) comments(file, found);
        Map<String, String> texts = new LinkedHashMap<>();
        found.forEach((keyword, value) -> texts.put(keyword, value.toString(StandardCharsets.UTF_8)));
        return texts;
    }

    /** What is compressed is left out: we write none. */
    private static void entries(byte[] file, Map<String, ByteArrayOutputStream> found) {
        for (long at = PNG_SIGNATURE; at + 12 <= file.length;) {
            int start = (int) at + 8;
            long length = number(file, (int) at, 4);
            String kind = new String(file, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length > file.length - start - 4) return;
            int end = (int) (start + length), zero = zero(file, start, end);
            String keyword = new String(file, start, zero - start, StandardCharsets.ISO_8859_1);
            if (kind.equals("tEXt") && zero < end) {
                byte[] latin = new String(file, zero + 1, end - zero - 1, StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.UTF_8);
                add(found, keyword, latin, 0, latin.length);
            } else if (kind.equals("iTXt") && zero + 3 < end && file[zero + 1] == 0) {
                int value = zero(file, zero(file, zero + 3, end) + 1, end) + 1;
                if (value <= end) add(found, keyword, file, value, end);
            }
            at = end + 4L;
        }
    }

    private static int zero(byte[] file, int from, int end) {
        int at = Math.min(from, end);
        while (at < end && file[at] != 0) at++;
        return at;
    }

    /** Up to where the picture itself begins. Comments of one keyword are one text in pieces. */
    private static void comments(byte[] file, Map<String, ByteArrayOutputStream> found) {
        for (int at = 2; at + 4 <= file.length && (file[at] & 255) == 0xFF && (file[at + 1] & 255) != 0xDA;) {
            int end = at + 2 + (int) number(file, at + 2, 2), start = at + 4;
            if (end < start || end > file.length) return;
            int colon = start;
            while (colon + 1 < end && !(file[colon] == ':' && file[colon + 1] == ' ')) colon++;
            if ((file[at + 1] & 255) == 0xFE && colon + 1 < end) {
                add(found, new String(file, start, colon - start, StandardCharsets.UTF_8), file, colon + 2, end);
            }
            at = end;
        }
    }

    private static long number(byte[] file, int at, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) number = number << 8 | file[at + i] & 255;
        return number;
    }

    private static void add(Map<String, ByteArrayOutputStream> found, String keyword, byte[] value, int from, int to) {
        found.computeIfAbsent(keyword, key -> new ByteArrayOutputStream()).write(value, from, to - from);
    }

    /** A JPEG with comments behind the JFIF header, which has to come first; in as many pieces as they need. */
    static byte[] commented(byte[] jpeg, Map<String, String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean jfif = (jpeg[3] & 255) == 0xE0;
        int start = jfif ? 4 + ((jpeg[4] & 255) << 8 | jpeg[5] & 255) : 2;
        bytes.write(jpeg, 0, start);
        texts.forEach((keyword, value) -> {
            byte[] head = (keyword + ": ").getBytes(StandardCharsets.UTF_8),
                text = value.getBytes(StandardCharsets.UTF_8);
            int most = LONGEST_COMMENT - head.length;
            for (int from = 0; from == 0 || from < text.length; from += most) {
                int piece = Math.min(most, text.length - from), length = head.length + piece + 2;
                bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) (length >> 8), (byte) length});
                bytes.writeBytes(head);
                bytes.write(text, from, piece);
            }
        });
        bytes.write(jpeg, start, jpeg.length - start);
        return bytes.toByteArray();
    }

    /** For a PNG's metadata. tEXt holds Latin-1 only; what else there is goes into iTXt. */
    static IIOMetadataNode entries(Map<String, String> texts) {
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
        IIOMetadataNode latin = new IIOMetadataNode("tEXt"), any = new IIOMetadataNode("iTXt");
        texts.forEach((keyword, value) -> {
            boolean fits = StandardCharsets.ISO_8859_1.newEncoder().canEncode(value);
            IIOMetadataNode entry = new IIOMetadataNode(fits ? "tEXtEntry" : "iTXtEntry");
            entry.setAttribute("keyword", keyword);
            entry.setAttribute(fits ? "value" : "text", value);
            if (!fits) for (String part : List.of("languageTag", "translatedKeyword")) entry.setAttribute(part, "");
            if (!fits) entry.setAttribute("compressionFlag", "FALSE");
            if (!fits) entry.setAttribute("compressionMethod", "0");
            (fits ? latin : any).appendChild(entry);
        });
        for (IIOMetadataNode kind : List.of(latin, any)) if (kind.hasChildNodes()) root.appendChild(kind);
        return root;
    }
}
