package org.normscope.image;

import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * A profile of three primaries and one curve, for files that name those instead: ICC.1:2001-04, a display's. White is
 * adapted to the profile space's D50 after Bradford, as that standard asks.
 */
final class MatrixProfile {
    /** To be given as the exponent: the piecewise curve of IEC 61966-2-1. */
    static final double SRGB_CURVE = 0;

    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final DMatrixRMaj BRADFORD = new DMatrixRMaj(new double[][] {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}});
    private static final int CURVE_POINTS = 4096, HEADER = 128;

    private record Tag(String signature, byte[] data) { }

    private MatrixProfile() { }

    /**
     * @param points   x and y of white, red, green and blue, times 100000
     * @param exponent from sample to light, or {@link #SRGB_CURVE}
     * @return null where these are no colours that span a space
     */
    static @Nullable ICC_Profile of(int[] points, double exponent) {
        DMatrixRMaj primaries = new DMatrixRMaj(3, 3), white = column(points[0], points[1]);
        for (int c = 0; c < 3; c++) {
            CommonOps_DDRM.insert(column(points[2 + 2 * c], points[3 + 2 * c]), primaries, 0, c);
        }
        DMatrixRMaj shares = new DMatrixRMaj(3, 1);
        boolean spans = points[1] > 0 && points[3] > 0 && points[5] > 0 && points[7] > 0
            && CommonOps_DDRM.solve(primaries, white, shares);
        for (int c = 0; c < 3; c++) spans &= Double.isFinite(shares.get(c)) && shares.get(c) > 0;
        if (!spans) return null;
        for (int c = 0; c < 3; c++) {
            for (int row = 0; row < 3; row++) primaries.set(row, c, primaries.get(row, c) * shares.get(c));
        }
        DMatrixRMaj columns = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.mult(adaptation(white), primaries, columns);
        DoubleUnaryOperator curve = exponent == SRGB_CURVE ? MatrixProfile::srgb : value -> Math.pow(value, exponent);
        return ICC_Profile.getInstance(bytes(columns, curve));
    }

    /** X, Y and Z of a chromaticity, Y = 1. */
    private static DMatrixRMaj column(int x, int y) {
        return new DMatrixRMaj(new double[][] {{(double) x / y}, {1}, {(1e5 - x - y) / y}});
    }

    private static DMatrixRMaj adaptation(DMatrixRMaj white) {
        DMatrixRMaj from = new DMatrixRMaj(3, 1), to = new DMatrixRMaj(3, 1), scaled = BRADFORD.copy(),
            inverse = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.mult(BRADFORD, white, from);
        CommonOps_DDRM.mult(BRADFORD, new DMatrixRMaj(3, 1, true, D50), to);
        for (int row = 0; row < 3; row++) {
            for (int c = 0; c < 3; c++) scaled.set(row, c, scaled.get(row, c) * to.get(row) / from.get(row));
        }
        CommonOps_DDRM.invert(BRADFORD, inverse);
        DMatrixRMaj adaptation = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.mult(inverse, scaled, adaptation);
        return adaptation;
    }

    private static double srgb(double sample) {
        return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
    }

    private static byte[] bytes(DMatrixRMaj columns, DoubleUnaryOperator curve) {
        List<Tag> tags = new ArrayList<>();
        tags.add(new Tag("desc", description("primaries of the file")));
        tags.add(new Tag("cprt", ByteBuffer.allocate(12).put(latin("text")).putInt(0).put(latin("CC0")).array()));
        tags.add(new Tag("wtpt", xyz(D50)));
        String[] names = {"rXYZ", "gXYZ", "bXYZ"};
        for (int c = 0; c < 3; c++) {
            tags.add(new Tag(names[c], xyz(columns.get(0, c), columns.get(1, c), columns.get(2, c))));
        }
        ByteBuffer points = ByteBuffer.allocate(12 + 2 * CURVE_POINTS).put(latin("curv")).putInt(0)
            .putInt(CURVE_POINTS);
        for (int i = 0; i < CURVE_POINTS; i++) {
            points.putShort((short) Math.round(65_535 * curve.applyAsDouble(i / (CURVE_POINTS - 1.0))));
        }
        for (String name : List.of("rTRC", "gTRC", "bTRC")) tags.add(new Tag(name, points.array()));
        return profile(tags);
    }

    private static byte[] profile(List<Tag> tags) {
        int start = HEADER + 4 + 12 * tags.size(),
            length = start + tags.stream().mapToInt(tag -> padded(tag.data.length)).sum();
        ByteBuffer profile = ByteBuffer.allocate(length).putInt(length).putInt(0).putInt(0x02400000)
            .put(latin("mntrRGB XYZ "));
        profile.position(24).put(new byte[12]).position(36).put(latin("acsp"));
        profile.position(68).put(fixed(D50)).position(HEADER).putInt(tags.size());
        int at = start;
        for (Tag tag : tags) {
            profile.put(latin(tag.signature)).putInt(at).putInt(tag.data.length);
            at += padded(tag.data.length);
        }
        for (Tag tag : tags) profile.put(tag.data).put(new byte[padded(tag.data.length) - tag.data.length]);
        return profile.array();
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    /** A description in ASCII, with none in Unicode and none for old Macintoshes. */
    private static byte[] description(String text) {
        return ByteBuffer.allocate(12 + text.length() + 1 + 78).put(latin("desc")).putInt(0).putInt(text.length() + 1)
            .put(latin(text)).array();
    }

    private static byte[] xyz(double... values) {
        return ByteBuffer.allocate(20).put(latin("XYZ ")).putInt(0).put(fixed(values)).array();
    }

    private static byte[] fixed(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(12);
        for (double value : values) bytes.putInt((int) Math.round(value * 65_536));
        return bytes.array();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
