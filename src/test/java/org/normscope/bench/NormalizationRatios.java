package org.normscope.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link NormalizationBenchmark} is run for: ratios of medians within one run, beside the most that they may be.
 */
final class NormalizationRatios {
    private static final double OF_OPERATOR = 0.7, OF_OPERATOR_RUNNING = 1, OF_COPY = 2.2;

    private NormalizationRatios() { }

    /** @param arguments the file that the benchmark wrote, JSON; says nothing where the benchmark was not in the run */
    public static void main(String[] arguments) throws IOException {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (JsonNode run : new ObjectMapper().readTree(new File(arguments[0]))) {
            String name = run.get("benchmark").asText();
            if (!name.contains(NormalizationBenchmark.class.getSimpleName())) continue;
            medians.put(name.substring(name.lastIndexOf('.') + 1) + " " + run.path("params").path("norm").asText(),
                run.at("/primaryMetric/scorePercentiles/50.0").asDouble());
        }
        medians.keySet().stream().filter(key -> key.startsWith("ours ")).map(key -> key.substring(5)).forEach(norm -> {
            double ours = medians.get("ours " + norm),
                goal = norm.equals("bn running") ? OF_OPERATOR_RUNNING : OF_OPERATOR;
            String line = against(ours, medians.get("onnxRuntime " + norm), "ONNX Runtime's operator", goal);
            if (!norm.equals("lrn")) line += against(ours, medians.get("plainCopy "), "a copy", OF_COPY);
            System.out.printf("%-11s%s%n", norm, line);
        });
    }

    private static String against(double ours, Double other, String what, double most) {
        return other == null ? "" : String.format("   %.2f of %s (at most %.1f)", ours / other, what, most);
    }
}
