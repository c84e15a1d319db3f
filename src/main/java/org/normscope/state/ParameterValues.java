package org.normscope.state;

import java.util.List;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameter;

/** What value a parameter has where it may not be set. */
final class ParameterValues {
    private ParameterValues() { }

    static String effective(PaneSettings pane, String key, List<Integer> divisors) {
        if (pane.parameters().get(key).isPresent()) return pane.parameters().get(key).get();
        Parameter parameter = Catalogue.entry(pane.normalization()).parameters().stream()
            .filter(p -> p.key().equals(key)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException(pane.normalization() + " has no parameter '" + key + "'"));
        if (!(parameter instanceof Parameter.Divisor divisor)) return parameter.initial();
        return String.valueOf(divisors.stream().filter(d -> d <= divisor.value()).reduce((a, b) -> b).orElse(1));
    }
}
