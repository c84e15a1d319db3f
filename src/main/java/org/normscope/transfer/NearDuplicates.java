package org.normscope.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures that look the same though their files differ: saved anew, scaled, a frame later.
 *
 * @param alike two or more, each like the first
 */
public record NearDuplicates(List<Example> alike) {
    /** Bits in which two perceptual hashes may differ. */
    static final int REACH = 3;
    private static final int PARTS = REACH + 1, BITS = Long.SIZE / PARTS;

    /** Whether some are learnt from and others judge: what is shown is then better than what was learnt. */
    public boolean acrossSplit() {
        return alike.stream().map(Example::split).distinct().count() > 1;
    }

    /**
     * All groups. Two hashes that differ in at most three bits agree in one of four parts: only those are compared.
     *
     * @param looks of the examples, in their order
     */
    static List<NearDuplicates> among(List<Example> examples, long[] looks) {
        List<Map<Long, List<Integer>>> byPart = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) byPart.add(new HashMap<>());
        Map<Integer, List<Example>> groups = new HashMap<>();
        List<List<Example>> ordered = new ArrayList<>();
        for (int i = 0; i < looks.length; i++) {
            int before = before(looks, looks[i], byPart);
            if (before < 0) {
                // Who looks like one before it is found by that one.
                for (int part = 0; part < PARTS; part++) {
                    byPart.get(part).computeIfAbsent(part(looks[i], part), key -> new ArrayList<>()).add(i);
                }
                continue;
            }
            List<Example> group = groups.computeIfAbsent(before, first -> {
                List<Example> made = new ArrayList<>(List.of(examples.get(first)));
                ordered.add(made);
                return made;
            });
            group.add(examples.get(i));
        }
        return ordered.stream().map(group -> new NearDuplicates(List.copyOf(group))).toList();
    }

    private static int before(long[] looks, long look, List<Map<Long, List<Integer>>> byPart) {
        for (int part = 0; part < PARTS; part++) {
            for (int other : byPart.get(part).getOrDefault(part(look, part), List.of())) {
                if (Long.bitCount(look ^ looks[other]) <= REACH) return other;
            }
        }
        return -1;
    }

    private static long part(long look, int part) {
        return look >>> part * BITS & (1L << BITS) - 1;
    }
}
