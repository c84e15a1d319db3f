package org.normscope.node;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.normscope.network.LayerList;
import org.normscope.network.Network;

/** One parameter of a node: what a slider, a choice, a switch or {@code --set} may set. */
public sealed interface Knob {
    /** The key of {@code --set}, the same in every node in which it means the same. */
    String key();

    /** The value that it has where nobody set it, as text. */
    String initial();

    /** @throws BadKnobException where the text is no value of this knob; it says what is */
    void check(String text);

    default String nameKey() {
        return "knob." + key();
    }

    /** A number within bounds, the ends included. */
    record Real(String key, double minimum, double maximum, double value) implements Knob {
        @Override public String initial() { return text(value); }

        @Override public void check(String text) {
            double number = number(text);
            if (!(number >= minimum && number <= maximum)) {
                throw new BadKnobException("node.bad.real", key, text(minimum), text(maximum), text);
            }
        }
    }

    /**
     * A whole number within bounds, the ends included.
     *
     * @param sketch what it is in a small picture that is wanted soon, where nobody set it
     */
    record Whole(String key, int minimum, int maximum, int value, int sketch) implements Knob {
        public Whole(String key, int minimum, int maximum, int value) {
            this(key, minimum, maximum, value, value);
        }

        @Override public String initial() { return Integer.toString(value); }

        @Override public void check(String text) {
            double number = number(text);
            if (!(number >= minimum && number <= maximum && number == Math.rint(number))) {
                throw new BadKnobException("node.bad.whole", key, text(minimum), text(maximum), text);
            }
        }
    }

    /**
     * A network: the path of a file, or builtin:NAME. What opens it says what is wrong with it.
     *
     * @param paints whether it is one that paints pictures; else one whose features are read
     */
    record Origin(String key, String initial, boolean paints) implements Knob {
        @Override public void check(String text) { }
    }

    /**
     * Layers of a network, as a {@link LayerList} writes them; empty: those that the node takes of itself. What takes
     * them says where the network has no such layer.
     *
     * @param network key of the knob that says which network
     * @param several whether it may be more than one
     * @param offer   what a network has to choose from
     */
    record Layers(String key, String network, boolean several, Function<Network, Offer> offer) implements Knob {
        @Override public String initial() { return ""; }

        @Override public void check(String text) { }

        @Override public String nameKey() { return "knob.of." + (several ? key : "layer"); }
    }

    /**
     * @param names from the network's beginning to its end
     * @param usual those that the node takes of itself; none where other knobs say that
     */
    record Offer(List<String> names, List<String> usual) { }

    /** Points of the content and of the style that belong together, as {@link Landmarks} writes them. */
    record Marks(String key) implements Knob {
        @Override public String initial() { return ""; }

        @Override public void check(String text) {
            try {
                Landmarks.read(text);
            } catch (IllegalArgumentException e) {
                throw new BadKnobException("node.bad.landmarks", key, text);
            }
        }
    }

    /** On or off: true or false. */
    record Switch(String key, boolean on) implements Knob {
        @Override public String initial() { return Boolean.toString(on); }

        @Override public void check(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new BadKnobException("node.bad.choice", key, "true, false", text);
            }
        }
    }

    /**
     * One of several named values; a value is called {@code knob.KEY.VALUE}.
     *
     * @param presets what other knobs are where they are unset and this one has a certain value
     */
    record Choice(String key, List<String> values, String initial, Map<String, Map<String, String>> presets)
            implements Knob {
        public Choice(String key, String... values) {
            this(key, List.of(values), values[0], Map.of());
        }

        @Override public void check(String text) {
            if (!values.contains(text)) throw new BadKnobException("node.bad.choice", key, String.join(", ", values),
                text);
        }
    }

    /** The shortest text that reads back as this number. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value)
            : Double.toString(value);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
