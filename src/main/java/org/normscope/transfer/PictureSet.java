package org.normscope.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pictures by class, each on one side of the split.
 *
 * @param origin   what it was made from, for messages
 * @param classes  names, in the order of their numbers
 * @param examples no two of the same bytes
 * @param left     what was left out
 */
public record PictureSet(String origin, List<String> classes, List<Example> examples, List<LeftOut> left) {
    /**
     * Puts examples on their sides: as given, else by hash. A class that would have nothing to learn from learns from
     * the picture with the lowest hash; one without any picture is none.
     */
    static PictureSet of(String origin, List<String> classes, List<Example> examples, List<LeftOut> left) {
        List<Integer> filled = examples.stream().map(Example::label).distinct().sorted().toList();
        List<Example> placed = new ArrayList<>(examples.stream().map(example ->
            example.labelled(filled.indexOf(example.label()))).toList());
        for (int label = 0; label < filled.size(); label++) {
            int of = label;
            List<Example> own = placed.stream().filter(example -> example.label() == of).toList();
            if (own.stream().anyMatch(example -> example.split() == Split.TRAINING)) continue;
            own.stream().min(Comparator.comparing(Example::hash))
                .ifPresent(lowest -> placed.set(placed.indexOf(lowest), lowest.in(Split.TRAINING)));
        }
        return new PictureSet(origin, filled.stream().map(classes::get).toList(), List.copyOf(placed),
            List.copyOf(left));
    }

    /** Those on one side. */
    public List<Example> of(Split split) {
        return examples.stream().filter(example -> example.split() == split).toList();
    }

    /** What a network is judged by at the end: the test pictures, or where there are none those to choose by. */
    public Split judging() {
        return of(Split.TEST).isEmpty() ? Split.VALIDATION : Split.TEST;
    }

    public long count(int label, Split split) {
        return examples.stream().filter(example -> example.label() == label && example.split() == split).count();
    }

    public long count(LeftOut.Why why) {
        return left.stream().filter(one -> one.why() == why).count();
    }

    /** Without these, which are told of. */
    public PictureSet without(Map<Example, String> broken) {
        if (broken.isEmpty()) return this;
        List<LeftOut> more = new ArrayList<>(left);
        broken.forEach((example, why) -> more.add(new LeftOut(example.file(), LeftOut.Why.BROKEN, why)));
        return of(origin, classes, examples.stream().filter(Predicate.not(broken::containsKey)).toList(), more);
    }

    /** With other classes for some pictures, and without those whose class is negative. */
    public PictureSet relabelled(Map<String, Integer> labels) {
        List<Example> changed = examples.stream()
            .map(example -> example.labelled(labels.getOrDefault(example.hash(), example.label())))
            .filter(example -> example.label() >= 0).toList();
        return of(origin, classes, changed, left);
    }

    /** With classes called otherwise; those of one name become one. @param names by what they are called now */
    public PictureSet renamed(Map<String, String> names) {
        if (names.isEmpty()) return this;
        List<String> called = classes.stream().map(name -> names.getOrDefault(name, name)).toList(),
            others = called.stream().distinct().sorted().toList();
        return of(origin, others, examples.stream()
            .map(example -> example.labelled(others.indexOf(called.get(example.label())))).toList(), left);
    }

    /** With so many pictures to learn from in each class, drawn by a seed; the other sides as they are. */
    public PictureSet drawn(int perClass, long seed) {
        Map<Integer, List<Example>> byClass = of(Split.TRAINING).stream().sorted(Comparator.comparing(Example::hash))
            .collect(Collectors.groupingBy(Example::label, LinkedHashMap::new,
                Collectors.toCollection(ArrayList::new)));
        List<Example> kept = new ArrayList<>();
        for (List<Example> own : byClass.values()) {
            shuffle(own, new SplittableRandom(seed));
            kept.addAll(own.subList(0, Math.min(perClass, own.size())));
        }
        examples.stream().filter(example -> example.split() != Split.TRAINING).forEach(kept::add);
        return new PictureSet(origin, classes, List.copyOf(kept), left);
    }

    /** Fisher and Yates, by a generator that is the same everywhere. */
    static <T> void shuffle(List<T> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T one = list.get(i);
            list.set(i, list.get(other));
            list.set(other, one);
        }
    }

    /** How many pictures to learn from the class with the most of them has. */
    public int largest() {
        return (int) IntStream.range(0, classes.size()).mapToLong(label -> count(label, Split.TRAINING)).max()
            .orElse(0);
    }

    /** @throws TransferException where there are fewer than two classes with pictures, with what else lies there */
    public PictureSet learnable() {
        List<LeftOut> twice = left.stream().filter(one -> one.why() == LeftOut.Why.CONTRADICTING).toList();
        if (classes.size() < 2 && !twice.isEmpty()) {
            throw new TransferException("transfer.contradicting", origin, twice.size(), twice.get(0).file(),
                twice.get(0).detail());
        }
        if (examples.isEmpty()) throw new TransferException("transfer.empty", origin);
        if (classes.size() < 2) throw new TransferException("transfer.oneClass", origin, classes.get(0));
        return this;
    }
}
