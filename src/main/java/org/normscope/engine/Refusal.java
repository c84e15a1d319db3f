package org.normscope.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.normscope.onnx.BadNetworkException;

/** Says in one line of ours what ONNX Runtime says in many of its own. */
final class Refusal {
    private static final Pattern OPERATOR = Pattern.compile(
        "Fatal error: (\\S+?)\\(|No Op registered for (\\S+)|(?:Could not find an implementation for|kernel for) (\\S+?)\\(");
    private static final Pattern EXTENT = Pattern.compile(
        "invalid dimensions for input: (\\S+).*?Got: (\\d+) Expected: (\\d+)|"
        + "Invalid rank for input: (\\S+) Got: (\\d+) Expected: (\\d+)", Pattern.DOTALL);
    private static final Pattern OPSET = Pattern.compile("[Oo]pset (\\d+) is under development|Unsupported model IR version: (\\d+)");
    private static final Pattern MEMORY = Pattern.compile("bad_alloc|Failed to allocate|bad allocation");
    private static final Pattern NOISE = Pattern.compile("Error code - \\w+ - message: |/\\S+/(?=\\w+\\.(cc|h)\\b)|\\s+");
    private static final int LINE = 240;

    private Refusal() { }

    static BadNetworkException of(Throwable refusal, String file) {
        Throwable cause = refusal;
        while (cause.getCause() != null) cause = cause.getCause();
        String words = String.valueOf(cause.getMessage());
        Matcher operator = OPERATOR.matcher(words);
        if (operator.find()) return new BadNetworkException(refusal, "engine.operator", file, group(operator));
        Matcher extent = EXTENT.matcher(words);
        if (extent.find()) {
            int first = extent.group(1) != null ? 1 : 4;
            return new BadNetworkException(refusal, first == 1 ? "engine.extent" : "engine.rank", file, extent.group(first),
                extent.group(first + 1), extent.group(first + 2));
        }
        Matcher opset = OPSET.matcher(words);
        if (opset.find()) return new BadNetworkException(refusal, "engine.version", file, group(opset));
        if (MEMORY.matcher(words).find()) return new BadNetworkException(refusal, "engine.memory", file);
        String line = NOISE.matcher(words).replaceAll(found -> found.group().isBlank() ? " " : "").strip();
        return new BadNetworkException(refusal, "engine.refused", file, line.length() > LINE ? line.substring(0, LINE) + "…" : line);
    }

    private static String group(Matcher found) {
        for (int i = 1; i <= found.groupCount(); i++) if (found.group(i) != null) return found.group(i);
        return "";
    }
}
