package org.normscope.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.BadPictureException;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.image.Sample;
import org.normscope.image.Samples;
import org.normscope.patches.FolderCorpus;
import org.normscope.text.Language;
import org.normscope.text.PathName;

/**
 * Pictures by class as they lie in a folder: a subfolder a class, whatever folders are in it. Where the subfolders are
 * called train, val and test and have the classes in them, they are the split.
 */
public final class ClassFolder {
    private static final Map<String, Split> SIDES = Map.of("train", Split.TRAINING, "training", Split.TRAINING,
        "val", Split.VALIDATION, "valid", Split.VALIDATION, "validation", Split.VALIDATION,
        "test", Split.TEST, "testing", Split.TEST);

    /** A picture file before anybody looked into it. */
    private record Found(String file, FolderCorpus corpus, String name, String kind, @Nullable Split side) { }

    private final String origin;
    private final List<Found> found = new ArrayList<>();
    private final List<LeftOut> left = new ArrayList<>();

    private ClassFolder(String origin) {
        this.origin = origin;
    }

    /**
     * @param progress is told the share that is done, and may end the work by throwing
     * @throws TransferException where there is no such folder, or it holds no class with a picture
     */
    public static PictureSet read(Path folder, DoubleConsumer progress) {
        ClassFolder classes = new ClassFolder(folder.toString());
        List<Path> inside = classes.folders(folder);
        boolean sided = inside.stream().allMatch(one -> SIDES.containsKey(PathName.of(one).toLowerCase(Locale.ROOT)))
            && inside.stream().anyMatch(one -> !classes.folders(one).isEmpty());
        if (sided) {
            for (Path side : inside) classes.add(side, SIDES.get(PathName.of(side).toLowerCase(Locale.ROOT)));
        } else {
            classes.add(folder, null);
        }
        return classes.hashed(progress);
    }

    /** The name of the flowers that the program ships, where a folder's path may stand. */
    public static final String FLOWERS = "builtin:flowers";

    /** As {@link #read(Path, DoubleConsumer)}, or the flowers that the program ships. */
    public static PictureSet of(String origin, DoubleConsumer progress) {
        return origin.equals(FLOWERS) ? flowers() : read(Path.of(origin), progress);
    }

    private static PictureSet flowers() {
        List<String> kinds = Samples.flowers().stream().map(ClassFolder::kind).distinct().sorted().toList();
        List<Example> examples = Samples.flowers().stream().map(sample -> {
            String hash = ContentHash.of(PictureSource.bytes(sample.origin()));
            return new Example(sample.origin(), hash, kinds.indexOf(kind(sample)), Split.of(hash));
        }).toList();
        return PictureSet.of(FLOWERS, kinds, examples, List.of());
    }

    private static String kind(Sample flower) {
        return flower.id().split("/")[1];
    }

    /** Several folders, each a class of its name. */
    public static PictureSet ofClasses(List<Path> folders, DoubleConsumer progress) {
        ClassFolder classes = new ClassFolder(String.join(", ", folders.stream().map(Path::toString).toList()));
        folders.forEach(folder -> classes.addClass(folder, null));
        return classes.hashed(progress);
    }

    /**
     * With pictures that were added by hand. What is there already, in whatever class, stays where it is.
     *
     * @param added to which class, by the path of a picture, or of a folder with all that is in it
     */
    public static PictureSet with(PictureSet set, Map<String, String> added, DoubleConsumer progress) {
        if (added.isEmpty()) return set;
        List<LeftOut> left = new ArrayList<>(set.left());
        Map<String, Example> byHash = new LinkedHashMap<>();
        set.examples().forEach(example -> byHash.put(example.hash(), example));
        List<String> classes = Stream.concat(set.classes().stream(), added.values().stream()).distinct().sorted()
            .toList();
        List<Example> examples = new ArrayList<>();
        byHash.values().forEach(one -> examples.add(one.labelled(classes.indexOf(set.classes().get(one.label())))));
        added.forEach((path, kind) -> {
            for (String file : pictures(Path.of(path))) {
                progress.accept(0);
                try {
                    String hash = ContentHash.of(PictureSource.bytes(file));
                    Example known = byHash.get(hash), made = new Example(file, hash, classes.indexOf(kind),
                        Split.of(hash));
                    byHash.putIfAbsent(hash, made);
                    if (known == null) examples.add(made);
                    else left.add(new LeftOut(file, LeftOut.Why.DUPLICATE, known.file()));
                } catch (BadPictureException e) {
                    left.add(new LeftOut(file, LeftOut.Why.BROKEN, e.message(Language.ENGLISH)));
                }
            }
        });
        return PictureSet.of(set.origin(), classes, examples, left);
    }

    private static List<String> pictures(Path path) {
        if (!Files.isDirectory(path)) return List.of(path.toString());
        FolderCorpus corpus = new FolderCorpus(path);
        return corpus.entries().stream().map(entry -> corpus.origin(entry.name())).toList();
    }

    private void add(Path parent, @Nullable Split side) {
        folders(parent).forEach(kind -> addClass(kind, side));
        files(parent).forEach(file -> left.add(new LeftOut(file.toString(), LeftOut.Why.LOOSE, "")));
    }

    private void addClass(Path folder, @Nullable Split side) {
        FolderCorpus corpus = new FolderCorpus(folder);
        if (corpus.entries().isEmpty()) left.add(new LeftOut(folder.toString(), LeftOut.Why.EMPTY, ""));
        corpus.entries().forEach(entry ->
            found.add(new Found(corpus.origin(entry.name()), corpus, entry.name(), PathName.of(folder), side)));
    }

    private PictureSet hashed(DoubleConsumer progress) {
        Map<String, List<Found>> byHash = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            Found one = found.get(i);
            progress.accept((double) i / found.size());
            try {
                byHash.computeIfAbsent(one.corpus.read(one.name).hash(), hash -> new ArrayList<>()).add(one);
            } catch (BadPictureException e) {
                left.add(new LeftOut(one.file, LeftOut.Why.BROKEN, e.message(Language.ENGLISH)));
            }
        }
        byHash.values().removeIf(this::isContradicting);
        List<String> classes = List.copyOf(new TreeSet<>(byHash.values().stream().map(same -> same.get(0).kind)
            .toList()));
        List<Example> examples = new ArrayList<>();
        byHash.forEach((hash, same) -> examples.add(one(hash, same, classes)));
        PictureSet set = PictureSet.of(origin, classes, examples, left);
        return classes.isEmpty() ? set.learnable() : set;
    }

    private boolean isContradicting(List<Found> same) {
        if (same.stream().map(Found::kind).distinct().count() == 1) return false;
        same.forEach(one -> left.add(new LeftOut(one.file, LeftOut.Why.CONTRADICTING,
            same.get(one == same.get(0) ? 1 : 0).file)));
        return true;
    }

    /** Of a picture on two sides the copy to learn from is left out: the judging side stays what it was. */
    private Example one(String hash, List<Found> same, List<String> classes) {
        Found kept = same.stream().max(Comparator.comparing((Found one) -> one.side == null ? 0 : one.side.ordinal()))
            .orElseThrow();
        for (Found other : same) {
            if (other != kept) left.add(new LeftOut(other.file, LeftOut.Why.DUPLICATE, kept.file));
        }
        return new Example(kept.file, hash, classes.indexOf(kept.kind), kept.side == null ? Split.of(hash) : kept.side);
    }

    private List<Path> folders(Path parent) {
        return children(parent).filter(Files::isDirectory).toList();
    }

    private List<Path> files(Path parent) {
        return children(parent).filter(file -> Files.isRegularFile(file) && PictureFormat.isPicture(PathName.of(file)))
            .toList();
    }

    private Stream<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) throw new TransferException("transfer.missing", parent.toString());
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(child -> !PathName.of(child).startsWith(".")).sorted().toList().stream();
        } catch (IOException e) {
            throw new TransferException(e, "transfer.missing", parent.toString());
        }
    }
}
