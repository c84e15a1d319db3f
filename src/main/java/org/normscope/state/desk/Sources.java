package org.normscope.state.desk;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.normscope.image.BadPictureException;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.text.Fault;

/**
 * The networks and pictures that settings refer to, opened once and kept for a while, so that undo need not read files
 * again. Thread-safe.
 */
public final class Sources {
    private static final int NETWORKS = 4;
    /** Pixels of pictures that are kept although the settings do not refer to them: 64 MB. */
    private static final long SPARE_PIXELS = 16_000_000;

    /** Thumbnails of what ships, which never changes: galleries and menus ask for all of them again and again. */
    private static final Map<String, SoftReference<Pixels>> SHIPPED = new ConcurrentHashMap<>();

    private record NetworkKey(String origin, String sha256, Map<String, String> input) { }

    private record PictureKey(String origin, String sha256) { }

    /** What settings refer to, opened. */
    public record Opened(Network network, List<Picture> pictures) { }

    private final ModelLibrary library;
    private final Consumer<Fault> tell;
    private final Map<NetworkKey, Network> networks = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<PictureKey, Picture> pictures = new LinkedHashMap<>(16, 0.75f, true);

    /** @param tell is told, on any thread, what is wrong with a picture that opens all the same */
    Sources(ModelLibrary library, Consumer<Fault> tell) {
        this.library = library;
        this.tell = tell;
    }

    /** What the settings refer to, if it is all open already. */
    public synchronized Optional<Opened> opened(SubjectChoice settings) {
        Network network = networks.get(key(settings.network()));
        List<Picture> found = new ArrayList<>();
        for (PictureChoice choice : settings.pictures()) {
            Picture picture = pictures.get(key(choice));
            if (picture != null) found.add(picture);
        }
        return network == null || found.size() < settings.pictures().size() ? Optional.empty()
            : Optional.of(new Opened(network, List.copyOf(found)));
    }

    /**
     * Opens what is not open yet. What neither these settings nor the present ones refer to may be let go.
     *
     * @throws org.normscope.text.Fault the first that cannot be opened
     */
    public void open(SubjectChoice settings, SubjectChoice present) {
        network(settings.network());
        settings.pictures().forEach(this::picture);
        letGo(settings, present);
    }

    public Network network(NetworkChoice choice) {
        synchronized (this) {
            Network known = networks.get(key(choice));
            if (known != null) return known;
        }
        Network opened = library.open(choice.origin(), choice.input());
        synchronized (this) {
            networks.put(key(choice), opened);
        }
        return opened;
    }

    public Picture picture(PictureChoice choice) {
        synchronized (this) {
            Picture known = pictures.get(key(choice));
            if (known != null) return known;
        }
        Picture read = read(choice.origin(), tell);
        synchronized (this) {
            pictures.put(key(choice), read);
        }
        return read;
    }

    /** A picture, if it is open already. */
    public synchronized Optional<Picture> known(PictureChoice choice) {
        return Optional.ofNullable(pictures.get(key(choice)));
    }

    /** A picture made small; the whole one is not kept, and what is wrong with it is told when that is opened. */
    public Pixels thumbnail(PictureChoice choice) {
        String origin = choice.origin();
        Pixels small = shipped(origin);
        return small != null ? small : known(choice).orElseGet(() -> read(origin, notice -> { })).thumbnail();
    }

    /** Reads a picture that is not in the settings yet; its choice carries its hash. */
    public PictureChoice add(String origin) {
        Picture read = read(origin, tell);
        PictureChoice choice = PictureChoice.of(origin, origin.startsWith(PictureSource.BUILT_IN) ? "" : read.sha256());
        synchronized (this) {
            pictures.put(key(choice), read);
        }
        return choice;
    }

    /** The origin of a picture that has no file: it is its own. */
    public static String pasted(Pixels pixels) {
        return PictureChoice.PASTED + Base64.getEncoder().encodeToString(PictureFile.png(pixels, Map.of()));
    }

    private static Picture read(String origin, Consumer<Fault> tell) {
        if (!origin.startsWith(PictureChoice.PASTED)) {
            byte[] bytes = PictureSource.bytes(origin);
            return picture(origin, PictureSource.decode(bytes, origin, tell), ContentHash.of(bytes),
                PictureFile.frames(bytes));
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(origin.substring(PictureChoice.PASTED.length()));
            return Picture.of(PictureFile.read(bytes, PictureFormat.PNG.title()), ContentHash.of(bytes));
        } catch (IllegalArgumentException e) {
            throw new BadPictureException(e, "picture.damaged", PictureFormat.PNG.title());
        }
    }

    private static Picture picture(String origin, Pixels pixels, String hash, int frames) {
        if (!origin.startsWith(PictureSource.BUILT_IN)) {
            return Picture.of(pixels, hash, PictureSource.frame(origin), frames);
        }
        Pixels small = shipped(origin);
        Picture made = small == null ? Picture.of(pixels, hash, 0, frames)
            : new Picture(pixels, small, hash, 0, frames);
        SHIPPED.put(origin, new SoftReference<>(made.thumbnail()));
        return made;
    }

    /** The thumbnail of what ships, where it was made; else null. */
    private static @Nullable Pixels shipped(String origin) {
        SoftReference<Pixels> made = SHIPPED.get(origin);
        return made == null ? null : made.get();
    }

    private synchronized void letGo(SubjectChoice settings, SubjectChoice present) {
        Set<Object> needed = new HashSet<>(List.of(key(settings.network()), key(present.network())));
        settings.pictures().forEach(choice -> needed.add(key(choice)));
        present.pictures().forEach(choice -> needed.add(key(choice)));
        int spareNetworks = networks.size() - NETWORKS;
        for (Iterator<NetworkKey> keys = networks.keySet().iterator(); keys.hasNext() && spareNetworks > 0;) {
            if (needed.contains(keys.next())) continue;
            keys.remove();
            spareNetworks--;
        }
        long spare = pictures.entrySet().stream().filter(entry -> !needed.contains(entry.getKey()))
            .mapToLong(entry -> entry.getValue().pixels().argb().length).sum() - SPARE_PIXELS;
        for (Iterator<Map.Entry<PictureKey, Picture>> entries = pictures.entrySet().iterator();
             entries.hasNext() && spare > 0;) {
            Map.Entry<PictureKey, Picture> entry = entries.next();
            if (needed.contains(entry.getKey())) continue;
            spare -= entry.getValue().pixels().argb().length;
            entries.remove();
        }
    }

    private static NetworkKey key(NetworkChoice choice) {
        return new NetworkKey(choice.origin(), choice.sha256(), choice.input());
    }

    private static PictureKey key(PictureChoice choice) {
        return new PictureKey(choice.origin(), choice.sha256());
    }
}
