package org.normscope.engine;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Node;

/** Says in one line of ours what ONNX Runtime says in many of its own. */
final class Refusal {
    private static final Pattern OPERATOR = Pattern.compile("Fatal error: (\\S+?)\\(|No Op registered for (\\S+)");
    private static final Pattern KERNEL = Pattern.compile(
        "(?:Could not find an implementation for|kernel for) (\\S+?)\\(");
    private static final Pattern EXTENT = Pattern.compile(
        "invalid dimensions for input: (\\S+).*?Got: (\\d+) Expected: (\\d+)", Pattern.DOTALL);
    private static final Pattern RANK = Pattern.compile("Invalid rank for input: (\\S+) Got: (\\d+) Expected: (\\d+)");
    private static final Pattern VERSION = Pattern.compile(
        "[Oo]pset (\\d+) is under development|Unsupported model IR version: (\\d+)");
    private static final Pattern MEMORY = Pattern.compile("bad_alloc|Failed to allocate|bad allocation");
    /** A node's name and operator, or these the other way round, and what is wrong with it; of bodies the innermost. */
    private static final Pattern NODE = Pattern.compile(
        "In Node, \\(\"(?<node>[^\"]*)\", (?<operator>\\w+),.*, Error (?<words>.*)", Pattern.DOTALL),
        OF_SHAPE = Pattern.compile("Node \\((?<node>.*)\\) Op \\((?<operator>\\S+)\\) \\[\\w+\\] (?<words>.*)",
            Pattern.DOTALL),
        RUNNING = Pattern.compile(".*running (?<operator>\\S+) node\\. Name:'(?<node>[^']*)' Status Message: "
            + "(?<words>.*)", Pattern.DOTALL);
    private static final String AT_START = "Exception during initialization: ";
    /** The node that an operator is missing for. */
    private static final Pattern WHERE = Pattern.compile("In Node, \\(\"([^\"]*)\"|node with name '([^']*)'|"
        + "[Nn]ode:([^ ]+) ");
    private static final Pattern SOURCE = Pattern.compile("\\S+\\.(?:cc|h):\\d+ ");
    /** What a template stands for, as its compiler writes it behind a signature. */
    private static final Pattern TEMPLATE = Pattern.compile("^\\s*\\[with [^\\]]*\\]");
    private static final int LINE = 240;

    private Refusal() { }

    /** Whether there is no such operator, or none for such values. */
    static boolean isOfOperator(OrtException refusal) {
        String words = String.valueOf(refusal.getMessage());
        return OPERATOR.matcher(words).find() || KERNEL.matcher(words).find();
    }

    /** Whether it is an operator with numbers that it cannot work by, which it does not say of itself. */
    static boolean isAtStart(OrtException refusal) {
        return String.valueOf(refusal.getMessage()).contains(AT_START);
    }

    static BadNetworkException atStart(OrtException refusal, String file, Node node) {
        String words = String.valueOf(refusal.getMessage());
        return new BadNetworkException(refusal, "engine.refused", file, shortened(complaint(node.operator(),
            node.label(), words.substring(words.indexOf(AT_START) + AT_START.length()))));
    }

    static BadNetworkException of(Throwable refusal, String file) {
        return of(refusal, file, List.of());
    }

    /** @param nodes that may have what is wrong, where the engine does not say which has */
    static BadNetworkException of(Throwable refusal, String file, List<Node> nodes) {
        Throwable cause = refusal;
        while (cause.getCause() != null) cause = cause.getCause();
        String words = String.valueOf(cause.getMessage()).replaceFirst("^Error code - \\w+ - message: ", "");
        Matcher operator = OPERATOR.matcher(words), kernel = KERNEL.matcher(words), at = WHERE.matcher(words);
        boolean unknown = operator.find();
        if (unknown || kernel.find()) {
            String name = first(unknown ? operator : kernel), plain = name.substring(name.lastIndexOf(':') + 1);
            String node = at.find() ? first(at) : nodes.stream().filter(one -> one.operator().equals(plain)
                || one.operatorsInside().contains(plain)).map(Node::label).findFirst().orElse("?");
            return new BadNetworkException(refusal, unknown ? "engine.operator" : "engine.kernel", file, name, node);
        }
        Matcher extent = EXTENT.matcher(words);
        if (extent.find()) return misfit(refusal, "engine.extent", file, extent);
        Matcher rank = RANK.matcher(words);
        if (rank.find()) return misfit(refusal, "engine.rank", file, rank);
        Matcher version = VERSION.matcher(words);
        if (version.find()) return new BadNetworkException(refusal, "engine.version", file, first(version));
        if (MEMORY.matcher(words).find()) return new BadNetworkException(refusal, "engine.memory", file);
        return new BadNetworkException(refusal, "engine.refused", file, shortened(words));
    }

    private static BadNetworkException misfit(Throwable refusal, String key, String file, Matcher found) {
        return new BadNetworkException(refusal, key, file, found.group(1), found.group(2), found.group(3));
    }

    private static String first(Matcher found) {
        for (int i = 1; i <= found.groupCount(); i++) if (found.group(i) != null) return found.group(i);
        return "";
    }

    /** The node and what is wrong with it, without the engine's own source lines and signatures. */
    private static String shortened(String words) {
        String said = words;
        for (Pattern pattern : List.of(NODE, OF_SHAPE, RUNNING)) {
            Matcher node = pattern.matcher(words);
            if (node.find()) said = complaint(node.group("operator"), node.group("node"), node.group("words"));
        }
        for (Matcher source = SOURCE.matcher(said); source.find(); source = SOURCE.matcher(said)) {
            said = said.substring(0, source.start())
                + TEMPLATE.matcher(said.substring(endOfSignature(said, source.end()))).replaceFirst("").stripLeading();
        }
        String line = said.replaceAll("\\s+", " ").strip();
        return line.length() > LINE ? line.substring(0, LINE) + "…" : line;
    }

    private static String complaint(String operator, String node, String words) {
        return operator + (node.isEmpty() ? "" : " ‘" + node + "’") + ": " + words;
    }

    /** Behind the parenthesis that closes the first one from there on; there, where none does. */
    private static int endOfSignature(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '(') depth++;
            if (text.charAt(i) == ')' && --depth == 0) return i + 1;
        }
        return start;
    }
}
