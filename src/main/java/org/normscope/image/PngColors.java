package org.normscope.image;

import com.twelvemonkeys.imageio.color.ColorProfiles;
import java.awt.color.CMMException;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What colours the samples of a PNG mean (PNG 3rd edition, 11.3.2): by code points, by a profile in the file, as sRGB,
 * or by gamma and chromaticities, the first that is there and makes sense. Codes of high dynamic range are passed over.
 *
 * @param profile null where they are to be taken for sRGB
 */
record PngColors(@Nullable ICC_Profile profile) {
    private static final PngColors SRGB = new PngColors(null);
    /** Profiles are smaller; it keeps bombs from going off. */
    private static final int LONGEST_PROFILE = 16 << 20;
    /** In gAMA: what most encoders write for sRGB. */
    private static final int SRGB_GAMMA = 45_455;
    /** In cHRM: white, red, green and blue of sRGB, x and y each. */
    private static final int[] SRGB_POINTS = {31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000};
    /** Encoders round differently: this near is the same. */
    private static final int NEAR = 100, NEAR_GAMMA = 600;
    /** Gammas beyond these are no display's: 0.2 and 1.5. */
    private static final int LEAST_GAMMA = 20_000, MOST_GAMMA = 150_000;

    /** By their codes in cICP (ITU-T H.273): those of BT.709, which are sRGB's, of BT.2020 and of Display P3. */
    private static final Map<Integer, int[]> CODED = Map.of(1, SRGB_POINTS,
        9, new int[] {31_270, 32_900, 70_800, 29_200, 17_000, 79_700, 13_100, 4_600},
        12, new int[] {31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000});
    private static final int CODED_LINEAR = 8, CODED_SRGB = 13;

    static PngColors of(List<PngStructure.Chunk> chunks, byte[] file) {
        PngStructure.Chunk coded = find(chunks, "cICP"), profile = find(chunks, "iCCP");
        int[] primaries = coded != null && coded.length() == 4 ? CODED.get((int) file[coded.at()]) : null;
        if (coded != null && primaries != null) {
            int transfer = file[coded.at() + 1];
            if (primaries == SRGB_POINTS && transfer == CODED_SRGB) return SRGB;
            double curve = transfer == CODED_LINEAR ? 1 : MatrixProfile.SRGB_CURVE;
            boolean known = transfer == CODED_LINEAR || transfer == CODED_SRGB;
            if (known) return new PngColors(MatrixProfile.of(primaries, curve));
        }
        ICC_Profile embedded = profile == null ? null : embedded(profile.data(file));
        if (embedded != null) return ColorProfiles.isCS_sRGB(embedded) ? SRGB : new PngColors(embedded);
        if (find(chunks, "sRGB") != null) return SRGB;
        ByteBuffer bytes = ByteBuffer.wrap(file);
        PngStructure.Chunk gammas = find(chunks, "gAMA"), points = find(chunks, "cHRM");
        int gamma = gammas == null || gammas.length() != 4 ? SRGB_GAMMA : bytes.getInt(gammas.at());
        int[] chromaticities = SRGB_POINTS.clone();
        if (points != null && points.length() == 32) {
            for (int i = 0; i < 8; i++) chromaticities[i] = bytes.getInt(points.at() + 4 * i);
        }
        boolean plain = Math.abs(gamma - SRGB_GAMMA) <= NEAR_GAMMA;
        for (int i = 0; i < 8; i++) plain &= Math.abs(chromaticities[i] - SRGB_POINTS[i]) <= NEAR;
        if (plain || gamma < LEAST_GAMMA || gamma > MOST_GAMMA) return SRGB;
        // 45455 says "as sRGB" even beside other primaries, as encoders write it for Display P3.
        double exponent = Math.abs(gamma - SRGB_GAMMA) <= NEAR_GAMMA ? MatrixProfile.SRGB_CURVE : 1e5 / gamma;
        return new PngColors(MatrixProfile.of(chromaticities, exponent));
    }

    private static PngStructure.@Nullable Chunk find(List<PngStructure.Chunk> chunks, String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst().orElse(null);
    }

    /** Name, zero, method, and the profile deflated; null where it is no profile. */
    private static @Nullable ICC_Profile embedded(byte[] chunk) {
        int zero = 0;
        while (zero < chunk.length && chunk[zero] != 0) zero++;
        if (zero + 2 >= chunk.length) return null;
        try (InflaterInputStream packed =
            new InflaterInputStream(new ByteArrayInputStream(chunk, zero + 2, chunk.length))) {
            byte[] profile = packed.readNBytes(LONGEST_PROFILE);
            return profile.length == LONGEST_PROFILE ? null : ColorProfiles.createProfile(profile);
        } catch (IOException | IllegalArgumentException | CMMException e) {
            return null; // Damaged profiles are no reason to refuse a picture that decodes.
        }
    }
}
