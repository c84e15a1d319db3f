package org.normscope.patches;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Preprocessing;
import org.normscope.image.Resampling;

/**
 * Cuts patches from their pictures. What lies in padding or beyond the picture has a colour of its own. The pictures cut last are kept,
 * and so are the patches. Thread-safe; decodes on the caller's thread.
 */
public final class PatchCutter {
    /** Of pictures that are kept, together: 64 MB. */
    private static final long KEPT_PIXELS = 1L << 24;
    private static final int KEPT_PATCHES = 4096;

    private record Key(Patch patch, int side) { }

    private final Preprocessing preprocessing;
    private final int outside;
    private final Map<String, Corpus> corpora = new HashMap<>();
    private final LinkedHashMap<String, Pixels> pictures = new LinkedHashMap<>(16, .75f, true);
    private final LinkedHashMap<Key, Pixels> patches = new LinkedHashMap<>(16, .75f, true);
    private long kept;

    /**
     * @param preprocessing of the index whose patches are cut
     * @param outside       0xFFRRGGBB of what lies in padding, or where a picture is gone
     */
    public PatchCutter(Preprocessing preprocessing, int outside) {
        this.preprocessing = preprocessing;
        this.outside = outside;
    }

    /**
     * The patch as a picture whose longer side has that many pixels; nothing but outside where its picture is gone.
     */
    public Pixels cut(Patch patch, int side) {
        Key key = new Key(patch, side);
        synchronized (patches) {
            Pixels cut = patches.get(key);
            if (cut != null) return cut;
        }
        Pixels cut;
        try {
            cut = cut(picture(patch), patch.placement(preprocessing), side);
        } catch (BadPictureException | IndexException e) {
            return blank(patch, side);
        }
        synchronized (patches) {
            patches.put(key, cut);
            if (patches.size() > KEPT_PATCHES) patches.remove(patches.keySet().iterator().next());
        }
        return cut;
    }

    /** All of these, each picture decoded once. */
    public List<Pixels> cut(List<Patch> wanted, int side) {
        Map<String, List<Patch>> byPicture = new LinkedHashMap<>();
        wanted.forEach(patch -> byPicture.computeIfAbsent(patch.hash(), hash -> new ArrayList<>()).add(patch));
        Map<Patch, Pixels> cut = new HashMap<>();
        byPicture.values().forEach(same -> same.forEach(patch -> cut.put(patch, cut(patch, side))));
        return wanted.stream().map(cut::get).toList();
    }

    private Pixels cut(Pixels picture, Placement place, int side) {
        double longer = Math.max(place.width(), place.height());
        int width = (int) Math.max(1, Math.round(side * place.width() / longer));
        int height = (int) Math.max(1, Math.round(side * place.height() / longer));
        return Resampling.resample(picture, place, width, height, outside);
    }

    private Pixels blank(Patch patch, int side) {
        Box box = patch.padded();
        int longer = Math.max(1, Math.max(box.width(), box.height()));
        int width = Math.max(1, side * box.width() / longer), height = Math.max(1, side * box.height() / longer);
        int[] argb = new int[width * height];
        Arrays.fill(argb, outside);
        return new Pixels(width, height, argb);
    }

    /**
     * The picture that a patch is of, opaque.
     *
     * @throws BadPictureException where it cannot be read any more
     * @throws IndexException where another picture stands in its place, or its folder is gone
     */
    public Pixels picture(Patch patch) {
        synchronized (pictures) {
            Pixels known = pictures.get(patch.hash());
            if (known != null) return known;
        }
        Corpus.Source source = corpus(patch.root()).read(patch.name());
        if (!source.hash().equals(patch.hash())) throw new IndexException("patches.picture.changed", patch.picture());
        Pixels read = source.pixels().get().overWhite();
        synchronized (pictures) {
            if (pictures.put(patch.hash(), read) == null) kept += read.argb().length;
            while (kept > KEPT_PIXELS && pictures.size() > 1) {
                String oldest = pictures.keySet().iterator().next();
                kept -= pictures.remove(oldest).argb().length;
            }
        }
        return read;
    }

    private Corpus corpus(String root) {
        synchronized (corpora) {
            return corpora.computeIfAbsent(root, Corpus::of);
        }
    }
}
