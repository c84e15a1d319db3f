package org.normscope.patches;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;
import org.normscope.image.Sample;
import org.normscope.image.Samples;

/**
 * The corpus that needs no download: crops of the shipped pictures at several scales, and textures that are drawn.
 * Nothing of it is stored; a name says what to make, and always makes the same pixels.
 */
public final class BuiltInCorpus implements Corpus {
    /** As on the command line and in an index. */
    public static final String ROOT = "builtin";
    /** Side of every picture, pixels. */
    private static final int SIDE = 192;
    /** To be raised when a name would make other pixels. */
    private static final int EDITION = 1;
    /** Side of a crop as a share of the picture's shorter side. */
    private static final double[] SCALES = {.9, .66, .5, .36};
    /** Crops down and across at each scale: neighbours overlap by about half. */
    private static final int[] STEPS = {2, 3, 4, 6};
    private static final int VARIANTS = 40;

    private record Kept(String id, Pixels picture) { }

    /** Crops come picture by picture: the last one is enough. */
    private volatile Kept last = new Kept("", null);

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        // Some of everything comes early: an index that is being built shows what it will be like.
        for (int scale = 0; scale < SCALES.length; scale++) {
            int steps = STEPS[scale], variants = VARIANTS / SCALES.length;
            for (Sample sample : Samples.all()) {
                for (int y = 0; y < steps; y++) {
                    for (int x = 0; x < steps; x++) entries.add(entry(sample.id() + "/" + scale + "-" + y + "-" + x));
                }
            }
            for (Texture texture : Texture.values()) {
                for (int v = scale * variants; v < (scale + 1) * variants; v++) {
                    entries.add(entry("drawn/" + texture.name().toLowerCase(Locale.ROOT) + "/" + (100 + v)));
                }
            }
        }
        return entries;
    }

    private static Entry entry(String name) {
        return new Entry(name, 0, EDITION);
    }

    @Override
    public Source read(String name) {
        Pixels pixels = make(name);
        ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.argb().length);
        bytes.asIntBuffer().put(pixels.argb());
        return new Source(ContentHash.of(bytes.array()), () -> pixels);
    }

    @Override
    public String origin(String name) {
        return PictureSource.BUILT_IN + name;
    }

    private Pixels make(String name) {
        String[] parts = name.split("/");
        if (parts[0].equals("drawn")) {
            return Texture.valueOf(parts[1].toUpperCase(Locale.ROOT)).drawn(SIDE, Integer.parseInt(parts[2]));
        }
        String[] place = parts[2].split("-");
        return crop(picture(parts[0] + "/" + parts[1]), Integer.parseInt(place[0]), Integer.parseInt(place[1]),
            Integer.parseInt(place[2]));
    }

    private Pixels picture(String id) {
        Kept kept = last;
        if (!kept.id.equals(id)) {
            kept = new Kept(id, PictureSource.open(PictureSource.BUILT_IN + id));
            last = kept;
        }
        return kept.picture;
    }

    private static Pixels crop(Pixels picture, int scale, int row, int column) {
        double side = Math.min(picture.width(), picture.height()) * SCALES[scale];
        int steps = STEPS[scale];
        double x = (picture.width() - side) * column / (steps - 1), y = (picture.height() - side) * row / (steps - 1);
        return Resampling.resample(picture, new Placement(x, y, side, side), SIDE, SIDE, 0xFF000000);
    }
}
