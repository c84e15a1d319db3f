package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule against central differences. */
class RulesTest {
    private static final int CASES = 100, TOGETHER = 25;

    static Stream<String> operators() {
        return RuleCases.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void equalsCentralDifferences(String operator) throws OrtException {
        Random random = new Random(operator.hashCode());
        Map<Integer, List<RuleCase>> byOpset = IntStream.range(0, CASES)
            .mapToObj(i -> RuleCases.all().get(operator).apply(new RuleCase(operator, i + "/", random), random))
            .collect(Collectors.groupingBy(RuleCase::opset, TreeMap::new, Collectors.toList()));
        for (List<RuleCase> cases : byOpset.values()) {
            for (int i = 0; i < cases.size(); i += TOGETHER) {
                new RuleBatch(cases.subList(i, Math.min(cases.size(), i + TOGETHER)), random, i / TOGETHER % 2 == 1)
                    .check();
            }
        }
    }

    @Test
    void everyRuleIsCompared() {
        assertEquals(Rules.gradient().operators(), new TreeSet<>(RuleCases.all().keySet()));
    }
}
