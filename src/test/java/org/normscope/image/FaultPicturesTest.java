package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pictures that once went wrong, which lie beside the checkout where they are at hand. */
class FaultPicturesTest {
    private static final Path FOLDER = Path.of("../shared/data/faults");

    @BeforeAll
    static void atHand() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "needs " + FOLDER + ", which is not part of the project");
    }

    /** The same picture as JPEG, but for what that loses; without the profile they are 8 levels apart. */
    @Test
    void aProfileInAPngIsHonoured() {
        Pixels png = PictureFile.read(FOLDER.resolve("adobergb.png")),
            jpeg = PictureFile.read(FOLDER.resolve("adobergb.jpg"));
        assertEquals(png.argb().length, jpeg.argb().length);
        double sum = 0;
        for (int i = 0; i < png.argb().length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs((png.argb()[i] >> shift & 255) - (jpeg.argb()[i] >> shift & 255));
            }
        }
        assertTrue(sum / png.argb().length / 3 < 4, sum / png.argb().length / 3 + " levels apart");
    }

    /** Four places as Little CMS turns them into sRGB. */
    @Test
    void aProfileInAPngAsLittleCmsReadsIt() {
        Pixels png = PictureFile.read(FOLDER.resolve("adobergb.png"));
        int[][] places = {{0, 0, 21, 14, 8}, {20, 10, 246, 226, 200}, {32, 24, 230, 210, 197}, {50, 40, 134, 61, 27}};
        for (int[] place : places) {
            int argb = png.at(place[0], place[1]);
            for (int c = 0; c < 3; c++) assertEquals(place[2 + c], argb >> 16 - 8 * c & 255, 1);
        }
    }

    /** Plain CMYK: what is left of white by ink and black, as Pillow turns it. */
    @Test
    void inksWithoutAProfile() {
        Pixels picture = PictureFile.read(FOLDER.resolve("cmyk_no_profile.tif"));
        assertEquals("64 x 48", picture.width() + " x " + picture.height());
        // Ink 234, 241, 247 and 24, 45, 58 of 255, no black.
        int[][] wanted = {{21, 14, 8}, {231, 210, 197}};
        int[] read = {picture.at(0, 0), picture.at(32, 24)};
        for (int i = 0; i < 2; i++) {
            for (int c = 0; c < 3; c++) assertEquals(wanted[i][c], read[i] >> 16 - 8 * c & 255, 1);
        }
    }

    @Test
    void onlyTheEndMarkIsMissing() throws IOException {
        List<String> told = new ArrayList<>();
        PictureFile.read(Files.readAllBytes(FOLDER.resolve("noeoi.jpg")), 0, "noeoi.jpg", notice ->
            told.add(notice.getMessage()));
        assertEquals(1, told.size());
    }

    /** Its header says 1 x 16, its picture 24 x 4; libwebp refuses it, too. */
    @Test
    void aWebpThatContradictsItselfIsRefusedByItsHeader() {
        String fault = assertThrows(BadPictureException.class, () ->
            PictureFile.read(FOLDER.resolve("slow-header.webp"))).getMessage();
        assertTrue(fault.contains("is damaged"), fault);
    }
}
