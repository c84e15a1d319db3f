package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Label maps as TensorFlow's object detection writes them. */
class LabelMapTest {
    private static final String GAP = """
        # of a dataset
        item {
          id: 3
          name: '/m/01g317'
          display_name: "person's friend"
        }
        item: { name: "cat" id: 1 keypoints { id: 7 label: 'nose' } }
        """;

    @Test
    void byTheirNumbers() {
        assertEquals(List.of("dog", "cat"), read("item { id: 2 name: 'cat' } item { id: 1 name: 'dog' }", 2));
        assertEquals(List.of("dog", "cat"), read("item{id:0\nname:\"dog\"}\nitem<id:1 name:'c' 'at'>", 2));
    }

    @Test
    void whatIsNoneOfThemComesFirst() {
        assertEquals(List.of("background", "dog", "cat"), read("item { id: 1 name: 'dog' } item { id: 2 name: 'cat' }",
            3));
        assertEquals(List.of("none", "dog"), read("item { id: 0 name: 'none' } item { id: 1 name: 'dog' }", 2));
    }

    /** As many outputs as the last number says count the gap; as many as there are names do not. */
    @Test
    void numbersThatAreLeftOut() {
        assertEquals(List.of("cat", "N/A", "person's friend"), read(GAP, 3));
        assertEquals(List.of("background", "cat", "N/A", "person's friend"), read(GAP, 4));
        assertEquals(List.of("cat", "person's friend"), read(GAP, 2));
        assertEquals(3, read(GAP, 1000).size());
    }

    @Test
    void lettersByTheirBytes() {
        assertEquals(List.of("caf\u00e9 \"noir\"", "\u864e"), read("""
            item { id: 1 name: "caf\\303\\251 \\"noir\\"" } item { id: 2 name: '\\xe8\\x99\\x8e' }""", 2));
    }

    /** Long texts in quotes end no regular expression's stack. */
    @Test
    void aLongName() {
        String word = "x".repeat(200_000);
        assertEquals(List.of(word), read("item { id: 1 name: '" + word + "' }", 1));
        assertEquals(List.of(word), read("['" + word + "']", 1));
        assertEquals(List.of(word), read("{0: '" + word + "'}", 1));
    }

    private static List<String> read(String text, int outputs) {
        return LabelFile.read(text.getBytes(StandardCharsets.UTF_8), "map.pbtxt", outputs);
    }
}
