package org.normscope.node;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A value for every knob of a node: the one that was set, else what a choice brings with it, else the initial one. */
public final class Knobs {
    private final List<Knob> knobs;
    private final Map<String, String> set;

    /** @throws BadKnobException where the node has no such knob or a knob no such value */
    public Knobs(TreeNode node, Map<String, String> set) {
        this.knobs = node.knobs();
        this.set = new TreeMap<>(set);
        this.set.forEach((key, text) -> knobs.stream().filter(knob -> knob.key().equals(key)).findFirst()
            .orElseThrow(() -> new BadKnobException("node.bad.key", node.id(), key,
                knobs.stream().map(Knob::key).collect(Collectors.joining(", ")))).check(text));
    }

    public String word(String key) {
        String own = set.get(key);
        if (own != null) return own;
        return knobs.stream().filter(Knob.Choice.class::isInstance).map(Knob.Choice.class::cast)
            .filter(choice -> !choice.key().equals(key))
            .map(choice -> choice.presets().getOrDefault(set.getOrDefault(choice.key(), choice.initial()), Map.of())
                .get(key))
            .filter(Objects::nonNull).findFirst()
            .orElseGet(() -> knobs.stream().filter(knob -> knob.key().equals(key)).findFirst().orElseThrow().initial());
    }

    public double real(String key) {
        return Double.parseDouble(word(key));
    }

    public int whole(String key) {
        return (int) real(key);
    }

    public Landmarks landmarks(String key) {
        return Landmarks.read(word(key));
    }

    public boolean on(String key) {
        return Boolean.parseBoolean(word(key));
    }
}
