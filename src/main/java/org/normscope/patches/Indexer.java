package org.normscope.patches;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.PinnedRun;
import org.normscope.patches.IndexStore.KnownFile;
import org.normscope.task.Arrived;
import org.normscope.task.Job;
import org.normscope.task.Stopwatch;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/**
 * Builds an index, or brings it up to date with its corpus: decoding, running and selecting overlap, one picture behind
 * the other, so that the result is the same whatever the number of threads. Progress is committed once a second; a run
 * that is stopped, however rudely, goes on from there.
 */
public final class Indexer {
    /** Pictures that are decoded ahead. */
    private static final int DECODED_AHEAD = 3;
    /** Pictures whose maps are kept: while one is selected from, the next is run. */
    private static final int RUN_AHEAD = 2;
    private static final long SECOND = 1_000_000_000L;
    /** Distributions are small to count again, and long to write. */
    private static final int COMMITS_PER_COUNTS = 20;

    /** A picture on its way: what was read of it, and in which memory its maps are, where it was not known already. */
    private record Passage(Corpus corpus, Corpus.Entry entry, String hash, int width, int height,
                           @Nullable Tensor input, int memory, @Nullable BadPictureException bad) { }

    private final Network network;
    private final IndexSubject subject;
    private final GraphRunner runner;
    private final Workers workers;
    private final List<Layer> tapped;
    private final long commitInterval;

    /**
     * @param layers names of the layers to index; empty for all
     * @throws IndexException where the network has no such layer
     */
    public Indexer(Network network, List<String> layers, GraphRunner runner, Workers workers) {
        this(network, layers, runner, workers, SECOND);
    }

    /** @param commitInterval nanoseconds */
    Indexer(Network network, List<String> layers, GraphRunner runner, Workers workers, long commitInterval) {
        this.network = network;
        this.runner = runner;
        this.workers = workers;
        this.commitInterval = commitInterval;
        subject = IndexSubject.of(network, layers, runner);
        tapped = subject.layers().stream().map(layer -> network.layer(layer.name()).orElseThrow()).toList();
    }

    public IndexSubject subject() {
        return subject;
    }

    /**
     * The work, to be started on {@link Workers#jobs()}, or on the caller's thread. It can be paused, resumed and
     * cancelled; whatever was committed stays. A {@link PatchIndex} may read the file all the while.
     *
     * @param progress  called after every picture, on the job's thread
     * @param committed called whenever what is in the file grew
     */
    public Job<IndexReport> job(Corpus corpus, Path file, Consumer<IndexProgress> progress, Runnable committed) {
        return new Job<>(job -> {
            try (IndexStore store = IndexStore.open(file, new IndexContents(subject));
                 PinnedRun pinned = network.pin(runner, tapped, RUN_AHEAD)) {
                return new Run(corpus, store, pinned, job, progress, committed).run();
            }
        });
    }

    /** A picture to be looked at. */
    private record Wanted(Corpus corpus, Corpus.Entry entry) { }

    /** One run over one corpus. */
    private final class Run {
        private final Corpus corpus;
        private final IndexStore store;
        private final IndexContents contents;
        private final PinnedRun pinned;
        private final Job<IndexReport> job;
        private final Consumer<IndexProgress> progress;
        private final Runnable committed;
        private final Set<String> hashes = ConcurrentHashMap.newKeySet();
        private final Map<String, KnownFile> known;
        private final Stopwatch run = Stopwatch.started();
        private final Stopwatch uncommitted = Stopwatch.started();
        private int commits;
        private int done;
        private int total;
        private int added;
        private int skipped;
        private boolean removing;
        private boolean gone;

        Run(Corpus corpus, IndexStore store, PinnedRun pinned, Job<IndexReport> job,
            Consumer<IndexProgress> progress, Runnable committed) {
            this.corpus = corpus;
            this.store = store;
            this.pinned = pinned;
            this.contents = store.contents();
            this.job = job;
            this.progress = progress;
            this.committed = committed;
            known = store.files(corpus.root());
            hashes.addAll(contents.hashes().numbers().keySet());
        }

        IndexReport run() {
            List<Corpus.Entry> entries = corpus.entries();
            if (entries.isEmpty()) throw new IndexException("patches.corpus.empty", corpus.root());
            List<Wanted> changed = entries.stream().filter(entry -> !isKnown(entry))
                .map(entry -> new Wanted(corpus, entry)).toList();
            total = entries.size();
            done = total - changed.size();
            skipped = (int) known.values().stream().filter(file -> file.reason() != null).count();
            try {
                pass(changed, this::takeIn);
                int removed = removeGone(entries);
                commit(true);
                return report(removed);
            } catch (RuntimeException e) {
                keepWhatIsDone(e);
                throw e;
            }
        }

        /** Stopped between pictures everything is whole and can stay; a store that failed has nothing to give. */
        private void keepWhatIsDone(RuntimeException why) {
            if ((why instanceof CancellationException || gone) && !removing) commit(true);
        }

        /** A picture that cannot be read is skipped for good, but not where the whole folder is gone. */
        private void corpusMustBeThere() {
            try {
                corpus.mustBeThere();
            } catch (IndexException e) {
                gone = true;
                throw e;
            }
        }

        private boolean isKnown(Corpus.Entry entry) {
            KnownFile file = known.get(entry.name());
            return file != null && file.size() == entry.size() && file.modified() == entry.modified();
        }

        /** Sends pictures through decoding and the network, a few at a time, and takes them in in their order. */
        private void pass(List<Wanted> pictures, Consumer<Passage> taker) {
            Deque<CompletableFuture<Passage>> decoding = new ArrayDeque<>(), running = new ArrayDeque<>();
            try {
                for (int next = 0, run = 0; next < pictures.size() || !decoding.isEmpty() || !running.isEmpty(); ) {
                    while (next < pictures.size() && decoding.size() < DECODED_AHEAD) {
                        Wanted wanted = pictures.get(next++);
                        decoding.add(CompletableFuture.supplyAsync(() -> read(wanted), workers.files()));
                    }
                    while (running.size() < RUN_AHEAD && !decoding.isEmpty()) {
                        int memory = run++ % RUN_AHEAD;
                        running.add(
                            decoding.remove().thenApplyAsync(read -> through(read, memory), workers.inference()));
                    }
                    taker.accept(Arrived.of(running.peek()));
                    running.remove();
                }
            } finally {
                // Nobody may write into the memories when they are given back.
                running.forEach(left -> left.handle((passage, failure) -> null).join());
            }
        }

        private Passage read(Wanted wanted) {
            Corpus.Entry entry = wanted.entry();
            try {
                Corpus.Source source = wanted.corpus().read(entry.name());
                if (!removing && hashes.contains(source.hash())) {
                    return new Passage(wanted.corpus(), entry, source.hash(), 0, 0, null, 0, null);
                }
                Pixels pixels = source.pixels().get();
                Tensor input = network.spec().preprocessing().apply(List.of(pixels));
                return new Passage(wanted.corpus(), entry, source.hash(), pixels.width(),
                    pixels.height(), input, 0, null);
            } catch (BadPictureException e) {
                return new Passage(wanted.corpus(), entry, "", 0, 0, null, 0, e);
            }
        }

        private Passage through(Passage read, int memory) {
            if (read.input() == null) return read;
            pinned.run(memory, network.feedsOfOne(read.input()));
            return new Passage(read.corpus(), read.entry(), read.hash(), read.width(),
                read.height(), null, memory, null);
        }

        private IndexContents.Maps maps(Passage passage) {
            return (layer, cells) -> pinned.read(passage.memory(), tapped.get(layer.number()).output(), cells);
        }

        private void takeIn(Passage passage) {
            Corpus.Entry entry = passage.entry();
            BadPictureException bad = passage.bad();
            if (bad != null) corpusMustBeThere();
            KnownFile before = known.get(entry.name());
            if (before != null && before.reason() != null) skipped--;
            if (bad != null) {
                skipped++;
                store.putFile(corpus.root(), entry.name(),
                    new KnownFile(entry.size(), entry.modified(), 0, bad.getMessage()));
            } else {
                store.putFile(corpus.root(), entry.name(),
                    new KnownFile(entry.size(), entry.modified(), number(passage), null));
            }
            done++;
            if (job.paused()) commit(true);
            else if (uncommitted.nanoseconds() > commitInterval) commit(++commits % COMMITS_PER_COUNTS == 0);
            tell();
        }

        /** The picture's number; a new one is taken in. */
        private int number(Passage passage) {
            int number = contents.hashes().number(passage.hash());
            if (number != 0) return number;
            number = contents.hashes().add(passage.hash());
            hashes.add(passage.hash());
            store.addPicture(number, passage.hash(), passage.width(), passage.height(),
                contents.take(number, maps(passage)));
            added++;
            return number;
        }

        private void tell() {
            double seconds = run.seconds(), speed = added / seconds;
            progress.accept(new IndexProgress(done, total, skipped, speed, speed == 0 ? 0 : (total - done) / speed));
            job.report((double) done / total, done + " / " + total);
        }

        private void commit(boolean counts) {
            store.commit(counts);
            uncommitted.restart();
            committed.run();
        }

        /**
         * Takes out pictures whose files are gone, and runs those again that come after them in a list. All of it is
         * one commit: an index never shows fewer than the best that is left.
         */
        private int removeGone(List<Corpus.Entry> entries) {
            Set<String> names = new HashSet<>();
            entries.forEach(entry -> names.add(entry.name()));
            known.keySet().stream().filter(name -> corpus.covers(name) && !names.contains(name))
                .forEach(name -> store.removeFile(corpus.root(), name));
            Map<Integer, String> gone = store.orphans();
            if (gone.isEmpty()) return 0;
            commit(false);
            removing = true;
            gone.forEach((number, hash) -> {
                contents.count(store.bins(number), -1);
                contents.hashes().remove(hash);
                store.removePicture(number);
            });
            refill(contents.without(gone.keySet()));
            removing = false;
            return gone.size();
        }

        private void refill(List<BitSet> wanting) {
            Set<Integer> ran = new HashSet<>();
            for (boolean lists = false; ; lists = true) {
                IndexContents.Refill refill = contents.refill(wanting, lists);
                store.forEachPicture(refill::consider);
                Set<Integer> again = new TreeSet<>(refill.runs());
                again.removeAll(ran);
                if (again.isEmpty() && lists) return;
                ran.addAll(again);
                runAgain(again);
            }
        }

        private void runAgain(Set<Integer> pictures) {
            Map<Wanted, Integer> numbers = new LinkedHashMap<>();
            for (IndexStore.Place place : store.places(pictures)) {
                numbers.put(new Wanted(place.corpus(corpus), new Corpus.Entry(place.name(), 0, 0)), place.picture());
            }
            pass(List.copyOf(numbers.keySet()), passage -> {
                job.checkCancelled();
                if (passage.bad() != null) throw passage.bad();
                int number = Objects.requireNonNull(numbers.get(new Wanted(passage.corpus(), passage.entry())));
                contents.offer(number, maps(passage));
            });
        }

        private IndexReport report(int removed) {
            List<IndexReport.Skipped> bad = new ArrayList<>();
            store.files(corpus.root()).forEach((name, file) -> {
                if (file.reason() != null) bad.add(new IndexReport.Skipped(name, file.reason()));
            });
            bad.sort(Comparator.comparing(IndexReport.Skipped::name));
            return new IndexReport(contents.hashes().numbers().size(), added, removed, bad);
        }
    }
}
