package org.normscope.patches;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.normscope.image.Pixels;

/** Pictures used last, by hash, up to so many pixels in all. Thread-safe; two may make the same picture at once. */
final class PictureShelf {
    private final long room;
    private final LinkedHashMap<String, Pixels> pictures = new LinkedHashMap<>(16, .75f, true);
    private long taken;

    /** @param room pixels, four bytes each */
    PictureShelf(long room) {
        this.room = room;
    }

    Pixels get(String hash, Supplier<Pixels> maker) {
        synchronized (this) {
            Pixels known = pictures.get(hash);
            if (known != null) return known;
        }
        Pixels made = maker.get();
        keep(hash, made);
        return made;
    }

    private synchronized void keep(String hash, Pixels made) {
        if (pictures.put(hash, made) == null) taken += made.argb().length;
        Iterator<Map.Entry<String, Pixels>> oldest = pictures.entrySet().iterator();
        while (taken > room && pictures.size() > 1) {
            taken -= oldest.next().getValue().argb().length;
            oldest.remove();
        }
    }
}
