package org.normscope.patches;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Preprocessing;
import org.normscope.image.Resampling;
import org.normscope.patches.field.Box;

/**
 * Cuts patches from their pictures. What lies in padding or beyond the picture has a colour of its own. Pictures used
 * last are kept: those of the first five hundred or so at the network's size, so that pages turn fast. Thread-safe.
 */
public final class PatchCutter {
    private static final long SOURCE_PIXELS = 1L << 24;
    private static final long SMALL_PIXELS = 32L << 20;
    /** Pictures of that many times the input's pixels are kept as they are; larger ones as the network sees them. */
    private static final int SMALL = 4;
    /** Makes of any colour one that is seen on it. */
    private static final int MARK = 0x505050;

    private final Preprocessing preprocessing;
    private final int outside;
    private final Map<String, Corpus> corpora = new HashMap<>();
    private final PictureShelf sources = new PictureShelf(SOURCE_PIXELS);
    private final PictureShelf small = new PictureShelf(SMALL_PIXELS);

    /**
     * @param preprocessing of the index whose patches are cut
     * @param outside       0xFFRRGGBB of what lies in padding, or where a picture is gone
     */
    public PatchCutter(Preprocessing preprocessing, int outside) {
        this.preprocessing = preprocessing;
        this.outside = outside;
    }

    /**
     * The patch cut from its picture, as sharp as that is. Decodes on the caller's thread.
     *
     * @param side pixels of its longer side
     * @return a cross on {@code outside} where the picture is gone
     */
    public Pixels cut(Patch patch, int side) {
        try {
            return cut(picture(patch), patch.placement(preprocessing), side);
        } catch (BadPictureException | IndexException e) {
            return blank(patch, side);
        }
    }

    /** As {@link #cut}, but of a large picture as the network saw it: good enough for a page, and far faster. */
    public Pixels thumbnail(Patch patch, int side) {
        boolean asItIs = (long) patch.pictureWidth() * patch.pictureHeight()
            <= (long) SMALL * preprocessing.width() * preprocessing.height();
        Box box = patch.padded();
        Placement place = asItIs ? patch.placement(preprocessing)
            : new Placement(box.x(), box.y(), box.width(), box.height());
        try {
            return cut(small.get(patch.hash(), () -> asItIs ? read(patch) : preprocessing.fitted(read(patch))), place,
                side);
        } catch (BadPictureException | IndexException e) {
            return blank(patch, side);
        }
    }

    /** The thumbnails of a page, each picture decoded once, on as many threads as the workers have. */
    public List<Pixels> page(List<Patch> patches, int side, Executor workers) {
        Map<String, List<Patch>> byPicture = patches.stream().distinct()
            .collect(Collectors.groupingBy(Patch::hash, LinkedHashMap::new, Collectors.toList()));
        List<CompletableFuture<Map<Patch, Pixels>>> parts = byPicture.values().stream()
            .map(same -> CompletableFuture.supplyAsync(() ->
                same.stream().collect(Collectors.toMap(patch -> patch, patch -> thumbnail(patch, side))), workers))
            .toList();
        Map<Patch, Pixels> all = new HashMap<>();
        parts.forEach(part -> all.putAll(part.join()));
        return patches.stream().map(all::get).toList();
    }

    private Pixels cut(Pixels picture, Placement place, int side) {
        double longer = Math.max(place.width(), place.height());
        int width = (int) Math.max(1, Math.round(side * place.width() / longer));
        int height = (int) Math.max(1, Math.round(side * place.height() / longer));
        return Resampling.resample(picture, place, width, height, outside);
    }

    /** A cross: that nothing is there to be shown is not what a grey picture says. */
    private Pixels blank(Patch patch, int side) {
        Box box = patch.padded();
        int longer = Math.max(1, Math.max(box.width(), box.height()));
        int width = Math.max(1, side * box.width() / longer), height = Math.max(1, side * box.height() / longer);
        int[] argb = new int[width * height];
        Arrays.fill(argb, outside);
        int square = Math.min(width, height), mark = outside ^ MARK;
        for (int i = square / 4, end = square - square / 4; i < end; i++) {
            int row = (height - square) / 2 + i, left = (width - square) / 2;
            argb[row * width + left + i] = mark;
            argb[row * width + left + square - 1 - i] = mark;
        }
        return new Pixels(width, height, argb);
    }

    /**
     * The picture that a patch is of, opaque.
     *
     * @throws BadPictureException where it cannot be read any more
     * @throws IndexException where another picture stands in its place, or its folder is gone
     */
    public Pixels picture(Patch patch) {
        return sources.get(patch.hash(), () -> read(patch));
    }

    private Pixels read(Patch patch) {
        Corpus.Source source = corpus(patch.root()).read(patch.name());
        if (!source.hash().equals(patch.hash())) throw new IndexException("patches.picture.changed", patch.picture());
        return source.pixels().get().overWhite();
    }

    private Corpus corpus(String root) {
        synchronized (corpora) {
            return corpora.computeIfAbsent(root, Corpus::of);
        }
    }
}
