package org.normscope.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/** The tree hangs together, and says in both languages what it is. */
class TreeTest {
    private final List<TreeNode> nodes = Tree.nodes();

    @Test
    void everyIdIsItsOwn() {
        Set<String> ids = new HashSet<>();
        nodes.forEach(node -> assertTrue(ids.add(node.id()), node.id()));
        nodes.forEach(node -> assertEquals(node, Tree.node(node.id())));
    }

    @Test
    void nodesGrowFromOlderOnesThatAreThere() {
        for (TreeNode node : nodes) {
            for (String parent : node.parents()) assertTrue(Tree.node(parent).year() <= node.year(), node.id());
            for (String limited : node.answers()) assertTrue(Tree.node(limited).year() <= node.year(), node.id());
        }
    }

    @Test
    void everythingHasItsWords() {
        Set<String> wanted = new TreeSet<>();
        for (TreeNode node : nodes) {
            wanted.addAll(List.of(node.nameKey(), node.ideaKey(), node.limitKey(), node.branch().nameKey()));
            node.steps().forEach(step -> wanted.add(TreeNode.stepKey(step)));
            for (Knob knob : node.knobs()) {
                wanted.add(knob.nameKey());
                if (knob instanceof Knob.Choice choice) {
                    choice.values().forEach(value -> wanted.add(knob.nameKey() + "." + value));
                }
            }
        }
        for (Language language : Language.values()) {
            Set<String> missing = new TreeSet<>(wanted);
            missing.removeAll(Messages.keys(language));
            assertEquals(Set.of(), missing, language.code());
        }
    }

    @Test
    void noWordsAreLeftOver() {
        Set<String> ids = new HashSet<>();
        nodes.forEach(node -> ids.add(node.id()));
        for (String key : Messages.keys(Language.ENGLISH)) {
            if (key.matches("node\\.(name|idea|limit)\\..*")) assertTrue(ids.contains(key.split("\\.", 3)[2]), key);
        }
    }

    @Test
    void knobsBeginAllowed() {
        for (TreeNode node : nodes) {
            for (Knob knob : node.knobs()) {
                knob.check(knob.initial());
                if (knob instanceof Knob.Choice choice) {
                    choice.presets().forEach((value, brought) -> {
                        choice.check(value);
                        brought.forEach((key, text) -> node.knobs().stream().filter(other -> other.key().equals(key))
                            .findFirst().orElseThrow().check(text));
                    });
                }
            }
            assertFalse(node.symbols().isBlank());
        }
    }

    @Test
    void everyNodeHasAPlaceOfItsOwnInItsEra() {
        TreeLayout layout = TreeLayout.of(nodes);
        Set<List<Integer>> taken = new HashSet<>();
        assertEquals(nodes.size(), layout.places().size());
        for (TreeLayout.Place place : layout.places()) {
            assertTrue(taken.add(List.of(place.column(), place.row())), place.node().id());
            TreeLayout.Era era = layout.eras().stream().filter(one -> one.column() <= place.column()
                && place.column() < one.column() + one.columns()).findFirst().orElseThrow();
            assertTrue(era.from() <= place.node().year() && place.node().year() <= era.to(), place.node().id());
            assertTrue(place.row() < layout.rows() && place.column() < layout.columns());
        }
    }
}
