package org.normscope.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that are taken for pictures and are none that is read, by how they begin: each is told what it is and what to
 * do. The order counts, the narrower comes first.
 */
enum ForeignFile {
    AVIF("AVIF", "picture.foreign.picture", "????ftypavif", "????ftypavis"),
    HEIC("HEIC", "picture.foreign.heic", "????ftyphei", "????ftyphev", "????ftypmif1", "????ftypmsf1"),
    JPEG_XL("JPEG XL", "picture.foreign.picture", "\u00FF\n", "\0\0\0\fJXL "),
    JPEG_2000("JPEG 2000", "picture.foreign.picture", "\0\0\0\fjP  ", "\u00FFO\u00FFQ"),
    PHOTOSHOP("Photoshop", "picture.foreign.picture", "8BPS"),
    OPEN_EXR("OpenEXR", "picture.foreign.picture", "v/1\u0001"),
    RADIANCE("Radiance HDR", "picture.foreign.picture", "#?RADIANCE", "#?RGBE"),
    ICON("ICO", "picture.foreign.picture", "\0\0\u0001\0"),
    QOI("QOI", "picture.foreign.picture", "qoif"),
    DDS("DDS", "picture.foreign.picture", "DDS "),
    NETPBM("Netpbm", "picture.foreign.picture", "P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n", "P7\n", "P1 ", "P2 ",
        "P3 ", "P4 ", "P5 ", "P6 ", "PF\n", "Pf\n"),
    RAW("RAW", "picture.foreign.raw", "FUJIFILMCCD-RAW", "IIU\0", "IIRO", "MMOR", "????ftypcrx "),
    BPG("BPG", "picture.foreign.picture", "BPG\u00FB"),
    FLIF("FLIF", "picture.foreign.picture", "FLIF"),
    JPEG_XR("JPEG XR", "picture.foreign.picture", "II\u00BC\u0001"),
    DJVU("DjVu", "picture.foreign.document", "AT&TFORM"),
    PCX("PCX", "picture.foreign.picture", "\n\u0005\u0001\b"),
    GIMP("GIMP", "picture.foreign.picture", "gimp xcf"),
    APPLE_ICON("ICNS", "picture.foreign.picture", "icns"),
    CURSOR("CUR", "picture.foreign.picture", "\0\0\u0002\0\u0001\0"),
    METAFILE("WMF", "picture.foreign.picture", "\u00D7\u00CD\u00C6\u009A"),
    PIXMAP("XPM", "picture.foreign.picture", "/* XPM"),
    DICOM("DICOM", "picture.foreign.picture", "?".repeat(128) + "DICM"),
    FITS("FITS", "picture.foreign.picture", "SIMPLE  ="),
    SVG("SVG", "picture.foreign.picture", "<svg"),
    PDF("PDF", "picture.foreign.document", "%pdf"),
    POSTSCRIPT("PostScript", "picture.foreign.document", "%!ps"),
    POINTER("Git LFS", "picture.foreign.pointer", "version https://git-lfs"),
    PAGE("HTML", "picture.foreign.page", "<!doctype html", "<html"),
    ZIP("ZIP", "picture.foreign.archive", "PK\u0003\u0004"),
    GZIP("gzip", "picture.foreign.archive", "\u001F\u008B"),
    SEVEN_ZIP("7z", "picture.foreign.archive", "7z\u00BC\u00AF"),
    VIDEO("", "picture.foreign.video", "????ftyp", "\u001AE\u00DF\u00A3", "RIFF????AVI ", "\0\0\u0001\u00BA"),
    ARRAY("NumPy", "picture.foreign.array", "\u0093NUMPY");

    /** Endings of photos that lie among pictures: a folder is told of them rather than left with fewer pictures. */
    private static final Set<String> PHOTOS = Set.of("heic", "heif", "hif", "avif", "jxl");
    /** Where texts are looked for; a comment or a declaration may stand before them. */
    private static final int BEGINNING = 1024;

    private final String title;
    private final String key;
    private final List<String> magic;

    /** @param magic as {@link Magic} takes it; small letters where it is the beginning of a text */
    ForeignFile(String title, String key, String... magic) {
        this.title = title;
        this.key = key;
        this.magic = List.of(magic);
    }

    /** What to say of a file that is of no format that is read. */
    static BadPictureException fault(byte[] file, String name) {
        return Stream.of(values()).filter(kind -> kind.is(file)).findFirst()
            .map(kind -> new BadPictureException(kind.key, name, kind.title))
            .orElseGet(() -> new BadPictureException("picture.unknown", name, PictureFormat.titles()));
    }

    /** Whether a file of such an ending is a photo that is not read. */
    static boolean isPhoto(String ending) {
        return PHOTOS.contains(ending);
    }

    private boolean is(byte[] file) {
        if (this == AVIF && Magic.begins(file, "????ftyp") && text(file, 16, 48).contains("avif")) return true;
        if (this == SVG && text(file, 0, BEGINNING).contains("<?xml") && text(file, 0, BEGINNING).contains("<svg")) {
            return true;
        }
        String start = text(file, 0, BEGINNING);
        return magic.stream().anyMatch(begin -> Magic.begins(file, begin) || start.startsWith(begin));
    }

    private static String text(byte[] file, int from, int to) {
        int end = Math.min(to, file.length), start = Math.min(from, end);
        return new String(file, start, end - start, StandardCharsets.ISO_8859_1).replaceFirst("^\u00EF\u00BB\u00BF", "")
            .strip().toLowerCase(Locale.ROOT);
    }
}
