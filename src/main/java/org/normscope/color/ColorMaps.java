package org.normscope.color;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The colour maps, in the order in which they are offered. Viridis, magma (Smith and van der Walt 2015) and cividis
 * (Nuñez, Anderton and Renslow 2018) are the published tables, CC0; they stand as text beside this class.
 */
public enum ColorMaps implements ColorMap {
    /** Signed values on a dark window: light blue, blue, the panes' dark, orange, cream. */
    DIVERGING_DARK("diverging-dark", true, DivergingRamp.dark()),
    /** Signed values on a light window: navy, blue, white, orange, brown. */
    DIVERGING_LIGHT("diverging-light", true, DivergingRamp.light()),
    VIRIDIS("viridis", false, published("viridis")),
    /** Readable alike with and without red-green colour blindness. */
    CIVIDIS("cividis", false, published("cividis")),
    MAGMA("magma", false, published("magma")),
    GRAY("gray", false, gray());

    private final String id;
    private final boolean diverging;
    private final int[] table;

    ColorMaps(String id, boolean diverging, int[] table) {
        this.id = id;
        this.diverging = diverging;
        this.table = table;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean diverging() {
        return diverging;
    }

    /** The array itself, not a copy. */
    @Override
    public int[] table() {
        return table;
    }

    /** @throws IllegalArgumentException where there is none of that id; the message lists those there are */
    public static ColorMap of(String id) {
        return Arrays.stream(values()).filter(map -> map.id.equals(id)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("no colour map '" + id + "'; there are: "
                + String.join(" ", Arrays.stream(values()).map(ColorMaps::id).toList())));
    }

    private static int[] published(String name) {
        try (InputStream file = ColorMaps.class.getResourceAsStream(name + ".txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return Arrays.stream(text.split("\\s+")).mapToInt(hex -> 0xFF000000 | Integer.parseInt(hex, 16)).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(name + ".txt cannot be read", e);
        }
    }

    private static int[] gray() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) table[i] = 0xFF000000 | i * 0x010101;
        return table;
    }
}
