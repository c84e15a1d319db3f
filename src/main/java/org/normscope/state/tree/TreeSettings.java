package org.normscope.state.tree;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.node.Knob;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Pictured;
import org.normscope.tree.Tree;

/**
 * The choices of the Tree workspace.
 *
 * @param content what is painted
 * @param style   what painted pictures shall look like, and of what textures are woven
 * @param node    id of the node that is shown large
 * @param knobs   what was set of each node, by its id
 * @param step    key of the step of it that is shown; empty for the whole
 * @param divider share of the large picture's width that shows what it was before
 */
public record TreeSettings(PictureChoice content, PictureChoice style, String node,
                           Map<String, Map<String, String>> knobs, String step, double divider)
    implements Pictured {
    /** Of the workspace. */
    public static final String ID = "tree";

    public TreeSettings {
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        knobs.forEach((id, set) -> sorted.put(id, Collections.unmodifiableMap(new TreeMap<>(set))));
        knobs = Collections.unmodifiableMap(sorted);
    }

    static TreeSettings initial() {
        return new TreeSettings(PictureChoice.of("builtin:photos/pagoda", ""),
            PictureChoice.of("builtin:paintings/cafe-terrace", ""), "hertzmann", Map.of(), "", .5);
    }

    /** What was set of a node. */
    public Map<String, String> set(String id) {
        return knobs.getOrDefault(id, Map.of());
    }

    TreeSettings withContent(PictureChoice next) {
        return new TreeSettings(next, style, node, knobs, step, divider);
    }

    @Override
    public TreeSettings atPicture(PictureChoice picture) {
        return picture.isOf(content) ? this : withContent(picture.withoutStrokes());
    }

    TreeSettings withStyle(PictureChoice next) {
        return new TreeSettings(content, next, node, knobs, step, divider);
    }

    TreeSettings withNode(String next) {
        return new TreeSettings(content, style, next, knobs, "", divider);
    }

    TreeSettings withStep(String next) {
        return new TreeSettings(content, style, node, knobs, next, divider);
    }

    TreeSettings withDivider(double next) {
        return new TreeSettings(content, style, node, knobs, step, next);
    }

    /** Sets one of the shown node's knobs; null takes it back. */
    TreeSettings with(String key, @Nullable String value) {
        Map<String, String> set = new TreeMap<>(set(node));
        if (value == null) set.remove(key);
        else set.put(key, value);
        return withKnobs(set);
    }

    /** Another network for the shown node, of which no layers are chosen yet. */
    TreeSettings withNetwork(Knob.Origin knob, String origin) {
        Map<String, String> set = new TreeMap<>(set(node));
        set.put(knob.key(), origin);
        Tree.node(node).knobs().forEach(other -> {
            if (other instanceof Knob.Layers layers && layers.network().equals(knob.key())) set.remove(other.key());
        });
        return withKnobs(set);
    }

    /** With every network that a knob names put through a function. */
    TreeSettings withNetworks(UnaryOperator<String> place) {
        Map<String, Map<String, String>> next = new TreeMap<>();
        knobs.forEach((id, set) -> {
            Map<String, String> placed = new TreeMap<>(set);
            for (Knob knob : Tree.node(id).knobs()) {
                if (knob instanceof Knob.Origin) placed.computeIfPresent(knob.key(), (key, origin) ->
                    place.apply(origin));
            }
            next.put(id, placed);
        });
        return new TreeSettings(content, style, node, next, step, divider);
    }

    /** The networks that knobs name. */
    Stream<String> networks() {
        return knobs.entrySet().stream().flatMap(entry -> Tree.node(entry.getKey()).knobs().stream()
            .filter(Knob.Origin.class::isInstance).map(Knob::key).filter(entry.getValue()::containsKey)
            .map(entry.getValue()::get));
    }

    /** All of the shown node's knobs. */
    TreeSettings withKnobs(Map<String, String> set) {
        Map<String, Map<String, String>> next = new TreeMap<>(knobs);
        if (set.isEmpty()) next.remove(node);
        else next.put(node, set);
        return new TreeSettings(content, style, node, next, step, divider);
    }
}
