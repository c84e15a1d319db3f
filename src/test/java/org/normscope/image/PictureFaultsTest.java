package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.normscope.image.PictureBytes.bmpOf;
import static org.normscope.image.PictureBytes.gifOf;
import static org.normscope.image.PictureBytes.golden;
import static org.normscope.image.PictureBytes.header;
import static org.normscope.image.PictureBytes.jpegOf;
import static org.normscope.image.PictureBytes.png;
import static org.normscope.image.PictureBytes.webp;
import static org.normscope.image.PictureBytes.withTags;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.text.Language;

/** Files that are no pictures, or no longer, or far too much of one: each is refused in one line that names it. */
class PictureFaultsTest {
    @TempDir
    Path folder;

    static Stream<Path> goldenFiles() throws IOException, URISyntaxException {
        Path golden = Path.of(PictureFaultsTest.class.getResource("read/rgb.png").toURI()).getParent();
        return Files.list(golden).filter(file -> !file.getFileName().toString().matches(".*\\..*\\.png")).sorted();
    }

    @Test
    void emptyFilesTextAndNoise() throws IOException {
        assertFault("is empty", write("empty.jpg", new byte[0]));
        assertFault("is not a picture", write("text.jpg", "This is no picture.".getBytes(StandardCharsets.US_ASCII)));
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        assertFault("is not a picture", write("noise.png", noise));
    }

    @Test
    void whatIsNoFile() throws IOException {
        assertFault("does not exist", folder.resolve("nowhere.png"));
        assertFault("is a folder", Files.createDirectory(folder.resolve("folder.png")));
    }

    @Test
    void whatThisUserMayNotRead() throws IOException {
        Path secret = write("secret.png", new byte[] {1});
        secret.toFile().setReadable(false);
        assumeFalse(Files.isReadable(secret), "this user may read every file");
        assertFault("cannot be read", secret);
    }

    @Test
    void hugeHeadersAreRefusedUnread() throws IOException {
        assertFault("is 60000 × 60000 pixels", write("huge.png", png(60_000, 60_000, new byte[0])));
        assertFault("is 100001 × 1000 pixels", write("wide.png", png(100_001, 1000, new byte[0])));
        assertFault("is 65500 × 65500 pixels", write("huge.jpg", jpegOf(65_500)));
        assertFault("is 60000 × 60000 pixels", write("huge.gif", gifOf(60_000)));
        assertFault("is damaged", write("huge.bmp", bmpOf(60_000)));
    }

    /** 60 MB of zeros in 60 kB, behind the header of a small picture. */
    @Test
    void bombsDoNotGoOff() throws IOException {
        Pixels small = PictureFile.read(png(2, 2, new byte[60_000_000]), "bomb.png");
        assertEquals("2 x 2", small.width() + " x " + small.height());
    }

    @Test
    void pixelsThatAreMissingAreNotInvented() {
        assertFault("", png(200, 200, new byte[5000]), "short.png");
    }

    /** Cut anywhere, a file is refused, or what is missing was not needed. */
    @ParameterizedTest
    @MethodSource("goldenFiles")
    void cutFilesAreRefused(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Pixels picture = PictureFile.read(file);
        int refused = 0;
        for (int length = 1; length < whole.length; length += Math.max(1, whole.length / 60)) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertArrayEquals(picture.argb(), PictureFile.read(cut, "cut").argb(),
                    file.getFileName() + " cut to " + length);
            } catch (BadPictureException e) {
                refused++;
            }
        }
        assertTrue(refused > 40, refused + " refused");
    }

    /** Damaged anywhere, a file is read or refused: no other exception, no endless loop, no memory gone. */
    @ParameterizedTest
    @MethodSource("goldenFiles")
    void damagedFilesAreReadOrRefused(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= round % 4; i++) damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                assertTrue(PictureFile.read(damaged, "damaged").argb().length <= PictureFile.MAX_PIXELS);
            } catch (BadPictureException e) {
                assertTrue(e.getMessage().startsWith("damaged "), e.getMessage());
            }
        }
    }

    /** Of every JPEG: baseline, progressive, in inks, turned. */
    @ParameterizedTest
    @MethodSource("goldenFiles")
    void jpegsThatLackTheirEndMarkOnlyAreReadWithANotice(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        assumeTrue(PictureFormat.of(whole).orElseThrow() == PictureFormat.JPEG, "only JPEG ends so");
        for (int missing = 1; missing <= 2; missing++) {
            byte[] unended = Arrays.copyOf(whole, whole.length - missing);
            List<String> notices = new ArrayList<>();
            Pixels read = PictureFile.read(unended, 0, "unended.jpg",
                notice -> notices.add(notice.message(Language.ENGLISH)));
            assertArrayEquals(PictureFile.read(whole, "whole").argb(), read.argb());
            assertEquals(List.of("unended.jpg lacks the mark of its end. All its pixels are there."), notices);
        }
    }

    /** All but the last scan of a progressive JPEG is a picture too, a coarser one. */
    @Test
    void aProgressiveJpegWithoutItsLastScanIsCut() throws IOException {
        byte[] whole = golden("progressive.jpg");
        int last = whole.length;
        while (!((whole[last - 2] & 255) == 0xFF && (whole[last - 1] & 255) == 0xDA)) last--;
        assertFault("ends before the picture does", Arrays.copyOf(whole, last - 2), "coarse.jpg");
    }

    /**
     * A scan that changes nothing, a thousand times: a minute of work in a few kilobytes, were the picture a large one.
     */
    @Test
    void jpegsOfCountlessScansAreRefused() throws IOException {
        byte[] whole = golden("progressive.jpg");
        int scan = whole.length;
        while (!((whole[scan - 2] & 255) == 0xFF && (whole[scan - 1] & 255) == 0xDA)) scan--;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(whole, 0, scan - 2);
        for (int i = 0; i < 1000; i++) file.write(whole, scan - 2, whole.length - scan);
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
        assertFault("asks for far more work", file.toByteArray(), "scans.jpg");
    }

    /** A hundred megapixels of one colour: hundreds of pixels a byte, at half a second a megapixel. */
    @Test
    void lossyWebpOfNextToNothingIsRefused() {
        byte[] frame = new byte[250_000];
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) 9990).putShort(8, (short) 9990);
        assertFault("asks for far more work", webp("VP8 ", frame), "flat.webp");
        ByteArrayOutputStream animation = new ByteArrayOutputStream();
        animation.writeBytes(new byte[16]);
        animation.write(webp("VP8 ", frame), 12, frame.length + 8);
        byte[] canvas = {2, 0, 0, 0, 99, 0, 0, 99, 0, 0};
        assertFault("asks for far more work", webp("VP8X", canvas, "ANMF", animation.toByteArray()), "flat frame.webp");
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) 16383).putShort(8, (short) 16383);
        assertFault("is 16383 × 16383 pixels", webp("VP8 ", header(frame)), "huge.webp");
    }

    /** A few scans over a huge picture, each of next to nothing. */
    @Test
    void scansOfHugePicturesArePaidForInBytes() throws IOException {
        byte[] whole = golden("progressive.jpg");
        int frame = 2, scan = whole.length;
        while ((whole[frame + 1] & 255) != 0xC2) frame += 2 + (whole[frame + 2] & 255) * 256 + (whole[frame + 3] & 255);
        ByteBuffer.wrap(whole).putShort(frame + 5, (short) 9990).putShort(frame + 7, (short) 9990);
        while (!((whole[scan - 2] & 255) == 0xFF && (whole[scan - 1] & 255) == 0xDA)) scan--;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(whole, 0, scan - 2);
        for (int i = 0; i < 40; i++) file.write(whole, scan - 2, whole.length - scan);
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
        assertFault("asks for far more work", file.toByteArray(), "scans.jpg");
    }

    /** 116 bytes with which a decoder was busy for a minute: it reads on in zeros where the file has ended. */
    @Test
    void decodersAreStoppedWhereTheyReadOnBehindTheEnd() {
        byte[] lossless = HexFormat.of().parseHex("2f17c000005650384c2c0000002f17c00300098048da1f7b8988fea716"
            + "0041f8df3651fae87f0a0000000100060000000000");
        byte[] file = webp("VP8L", lossless);
        PictureDecoder decoder = new PictureDecoder(PictureFormat.WEBP, warning -> { });
        String said = assertThrows(IOException.class, () -> decoder.decode(Arrays.copyOf(file, file.length + 64), 0))
            .getMessage();
        assertTrue(said.contains("reads on behind the end"), said);
        assertFault("is damaged", file, "slow.webp");
    }

    /** A header asks for more pixels than its data has. */
    @Test
    void losslessWebpEndsWhereItsDataDoes() throws IOException {
        byte[] whole = golden("rgb.webp"), image = Arrays.copyOfRange(whole, 20, whole.length);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(1, 2799 << 14 | 2799);
        assertFault("is damaged", webp("VP8L", image), "short.webp");
    }

    @Test
    void headersOfWebpAreHeld() {
        byte[] lossless = {0x2F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 0, 0, 0};
        assertFault("is 16384 × 16384 pixels", webp("VP8L", lossless), "huge.webp");
        byte[] canvas = {0, 0, 0, 0, 0, 0, 0, 15, 0, 0};
        assertFault("is damaged", webp("VP8X", canvas, "VP8L", lossless), "other.webp");
        byte[] wide = {2, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 0, (byte) 0xFF, (byte) 0xFF, 0};
        byte[] frame = new byte[16 + 8 + 8];
        System.arraycopy("VP8L".getBytes(StandardCharsets.US_ASCII), 0, frame, 16, 4);
        assertFault("is 65536 × 65536 pixels", webp("VP8X", wide, "ANMF", frame), "wide.webp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
        value = {"\\0\\0\\0\\30ftypheic | is a photo in the HEIC format",
        "\\0\\0\\0\\30ftypmif1 | is a photo in the HEIC format",
        "\\0\\0\\0 ftypavif | is a picture in the AVIF format",
        "\\0\\0\\0 ftypmif1\\0\\0\\0\\0mif1avif | is a picture in the AVIF format",
        "\\0\\0\\0\\14JXL | is a picture in the JPEG XL format", "\\0\\0\\0\\40ftypisom | is a video",
        "8BPS\\0 | is a picture in the Photoshop format",
        "P6 24 16 255 | is a picture in the Netpbm format", "FUJIFILMCCD-RAW | is a RAW photo",
        "<?xml version='1.0'?><svg/> | is a picture in the SVG format",
        "<svg xmlns='x'/> | is a picture in the SVG format", "%PDF-1.7 | is a PDF document",
        "%!PS-Adobe | is a PostScript document",
        "version https://git-lfs.github.com/spec/v1 | is a Git LFS pointer",
        "<!DOCTYPE HTML><title>404 | is an HTML page", "<html><body> | is an HTML page",
        "PK\\3\\4 | is a ZIP archive", "\\37\\213\\10 | is a gzip archive", "\\223NUMPY | is a NumPy array",
        "BPG\\373 | is a picture in the BPG format", "II\\274\\1 | is a picture in the JPEG XR format",
        "AT&TFORM | is a DjVu document",
        "gimp xcf v011 | is a picture in the GIMP format", "SIMPLE  = T | is a picture in the FITS format",
        "/* XPM */ | is a picture in the XPM format",
        "\\0\\0\\2\\0\\1\\0 | is a picture in the CUR format", "\\0\\0\\2\\0\\0\\0 | is not a picture",
        "no picture | is not a picture that NormScope reads. Choose one of these kinds: JPEG, PNG, GIF, BMP, WebP,"})
    void otherFilesAreToldWhatTheyAre(String beginning, String said) throws IOException {
        byte[] bytes = (beginning.translateEscapes() + " ").getBytes(StandardCharsets.ISO_8859_1);
        assertFault(said, write("photo.jpg", bytes));
    }

    /** They are TIFF files, whose first page is a preview of 160 pixels: DNG, NEF and the like, CR2. */
    @Test
    void rawPhotosAreNotTheirPreviews() throws IOException {
        byte[] tiff = golden("rgb.tif");
        ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = file.getInt(4), entries = file.getShort(directory);
        assertFault("is a RAW photo", withTags(tiff, directory, entries, 50_706), "photo.dng");
        assertFault("is a RAW photo", withTags(tiff, directory, entries, 254, 330), "photo.nef");
        assertEquals(24, PictureFile.read(withTags(tiff, directory, entries, 330), "more.tif").width());
        assertFault("is a RAW photo", ("II*\0\20\0\0\0CR" + " ".repeat(20)).getBytes(StandardCharsets.ISO_8859_1),
            "photo.cr2");
    }

    /** They are whole, though no decoder here unpacks them. */
    @Test
    void tiffsPackedInUnknownWays() throws IOException {
        byte[] tiff = golden("rgb.tif");
        ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = file.getInt(4);
        for (int at = directory + 2; at < directory + 2 + 12 * file.getShort(directory); at += 12) {
            if (file.getShort(at) == 259) file.putShort(at + 8, (short) 50_000);
        }
        assertFault("is a TIFF packed in a way that NormScope does not read", tiff, "zstd.tif");
    }

    /** As medical and some scanning devices write them: whole, not damaged. */
    @Test
    void jpegsOfOtherKinds() throws IOException {
        byte[] twelve = golden("rgb.jpg"), layered = twelve.clone();
        int frame = 2;
        while (twelve[frame + 1] != (byte) 0xC0) frame += 2 + ByteBuffer.wrap(twelve).getShort(frame + 2);
        layered[frame + 1] = (byte) 0xC5;
        twelve[frame + 1] = (byte) 0xC1;
        twelve[frame + 4] = 12;
        assertFault("is a JPEG of a kind that NormScope does not read", twelve, "deep.jpg");
        assertFault("is a JPEG of a kind that NormScope does not read", layered, "layered.jpg");
    }

    @Test
    void unwritablePlacesAreNamed() {
        Path nowhere = folder.resolve("no/such/folder.png");
        String fault = assertThrows(BadPictureException.class,
            () -> PictureFile.writePng(new Pixels(1, 1, new int[1]), nowhere)).getMessage();
        assertTrue(fault.startsWith(nowhere + " cannot be written."), fault);
    }

    private void assertFault(String said, Path file) {
        assertFault(said, file.toString(), assertThrows(BadPictureException.class, () -> PictureFile.read(file)));
    }

    private static void assertFault(String said, byte[] bytes, String name) {
        assertFault(said, name, assertThrows(BadPictureException.class, () -> PictureFile.read(bytes, name)));
    }

    private static void assertFault(String said, String name, BadPictureException fault) {
        assertTrue(fault.message(Language.ENGLISH).startsWith((name + " " + said).strip()), fault.getMessage());
        for (Language language : Language.values()) {
            assertTrue(fault.message(language).contains(name));
            assertEquals(1, fault.message(language).lines().count());
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
