package org.normscope.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;
import org.normscope.image.Sheet;
import org.normscope.node.Branch;
import org.normscope.node.Knob;
import org.normscope.node.NotPaintedException;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;
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
    void ideasAreThreeSentences() {
        for (Language language : Language.values()) {
            for (TreeNode node : nodes) {
                String idea = Messages.get(language, node.ideaKey());
                assertEquals(3, idea.split("[.?!](?= |$)|[。？]", -1).length - 1, language.code() + ": " + idea);
            }
        }
    }

    /** What nobody answers: the last ones, and what only a painter's hand could do. */
    @Test
    void whatANodeCouldNotDoAnotherAnswered() {
        Set<String> open = new TreeSet<>();
        nodes.stream().filter(node -> Tree.next(node).isEmpty()).forEach(node -> open.add(node.id()));
        assertEquals(Set.of("stippling", "xdog", "inversion", "wct", "ibn"), open);
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

    @Test
    void aSheetHoldsAllNodes() {
        Pixels content = new Pixels(4, 3, new int[12]);
        Poster poster = new Poster(TreeLayout.of(nodes), content);
        Sheet sheet = new Sheet(poster.width(), poster.height(), Poster.PAPER);
        Set<String> said = new HashSet<>();
        Map<String, Pixels> pictures = new HashMap<>();
        int[] red = new int[12];
        java.util.Arrays.fill(red, 0xFFFF0000);
        nodes.forEach(node -> pictures.put(node.id(), new Pixels(4, 3, red)));
        poster.draw(sheet, pictures, new Poster.Words() {
            @Override public String title() { return "All"; }

            @Override public String name(TreeNode node) {
                said.add(node.id());
                return node.id();
            }

            @Override public String name(Branch branch) { return branch.name(); }
        });
        assertEquals(nodes.size(), said.size());
        long inked = java.util.Arrays.stream(sheet.pixels().argb()).filter(pixel -> pixel == 0xFFFF0000).count();
        assertEquals(nodes.size() * 300L * 225, inked, "each picture 300 wide, none on another");
    }

    @Test
    void memoryThatIsNotThereIsSaid() {
        TreeNode greedy = TreeNode.of("greedy", 2000, "Nobody", "None", Branch.FILTERS, org.normscope.node.Kind.PAINT,
            "y",
            easel -> {
                throw new OutOfMemoryError("Java heap space");
            });
        NotPaintedException said = org.junit.jupiter.api.Assertions.assertThrows(NotPaintedException.class,
            () -> greedy.paint(new Pixels(2, 2, new int[4]), null, Map.of(), 1, Watch.NOBODY));
        assertTrue(said.getMessage().contains("memory") && said.getMessage().contains("2 x 2"), said.getMessage());
    }
}
