package org.normscope.patches;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Sample;
import org.normscope.image.Samples;

/**
 * The corpus that needs no download: the shipped pictures, each once and whole, so that nine different ones are nine
 * different things; and one drawing of each texture.
 */
public final class BuiltInCorpus implements Corpus {
    /** As on the command line and in an index. */
    public static final String ROOT = "builtin";
    /** Side of a drawn picture, pixels. */
    private static final int SIDE = 192;
    /** To be raised when a name would make other pixels. */
    private static final int EDITION = 1;
    private static final String DRAWN = "drawn/";
    /** Flowers of the other kinds between two of one kind in the order of the table. */
    private static final int KINDS = 5;

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public List<Entry> entries() {
        // Some of everything comes early: an index that is being built shows what it will be like.
        Iterator<String> others = Stream.concat(Samples.all().stream().map(Sample::id),
            Stream.of(Texture.values()).map(BuiltInCorpus::named)).iterator();
        List<Sample> flowers = Samples.flowers();
        int each = flowers.size() / KINDS;
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < flowers.size(); i++) {
            if (others.hasNext()) entries.add(entry(others.next()));
            entries.add(entry(flowers.get(i % KINDS * each + i / KINDS).id()));
        }
        others.forEachRemaining(name -> entries.add(entry(name)));
        return entries;
    }

    private static String named(Texture texture) {
        return DRAWN + texture.name().toLowerCase(Locale.ROOT);
    }

    private static Entry entry(String name) {
        return new Entry(name, 0, EDITION);
    }

    @Override
    public Source read(String name) {
        Optional<Texture> drawn =
            Stream.of(Texture.values()).filter(texture -> name.equals(named(texture))).findFirst();
        if (drawn.isEmpty()) {
            // Also a name from an index of an earlier version: it says that there is no such picture.
            byte[] file = PictureSource.bytes(origin(name));
            // Nothing is wrong with the program's own.
            return new Source(ContentHash.of(file), () -> PictureSource.decode(file, origin(name), notice -> { }));
        }
        Pixels pixels = drawn.get().drawn(SIDE, 100);
        ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.argb().length);
        bytes.asIntBuffer().put(pixels.argb());
        return new Source(ContentHash.of(bytes.array()), () -> pixels);
    }

    @Override
    public String origin(String name) {
        return PictureSource.BUILT_IN + name;
    }
}
