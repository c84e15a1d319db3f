package org.normscope.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.normscope.cli.answer.Json;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.shift.Divergence;
import org.normscope.shift.DomainRun;

/**
 * One network's answer to pictures of several domains, as text and as JSON.
 *
 * @param model   as it was given
 * @param domains by name
 */
record DomainReport(String model, Network network, Map<String, DomainRun> domains) {
    private record Pair(String a, String b) { }

    void print(PrintWriter out) {
        domains.forEach((name, run) ->
            out.printf("%-32s %-20s %6d pictures  accuracy %5.1f %% (95 %%: %.1f to %.1f)  majority class %5.1f %%%n",
                model, name, run.pictures(), 100 * run.accuracy(), 100 * run.confidence()[0],
                100 * run.confidence()[1], 100 * run.majority()));
        for (Pair pair : pairs()) {
            DomainRun a = domain(pair.a), b = domain(pair.b);
            network.layers()
                .forEach(layer -> out.printf("%-32s %s / %s: %-48s %-24s divergence %.4g%s%n", model, pair.a, pair.b,
                    layer.name(), layer.operator(), a.divergence(b, layer), floored(a.floored(b, layer), layer)));
        }
    }

    private DomainRun domain(String name) {
        return Objects.requireNonNull(domains.get(name), name);
    }

    /** {model, domains: [{name, pictures, accuracy, low, high, majority}], divergences: [{a, b, layers: [...]}]}. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("domains",
            domains.entrySet().stream().map(entry -> domain(entry.getKey(), entry.getValue())).toList());
        json.put("divergences", pairs().stream().map(this::divergences).toList());
        return json;
    }

    private static Map<String, Object> domain(String name, DomainRun run) {
        Map<String, Object> domain = new LinkedHashMap<>();
        domain.put("name", name);
        domain.put("pictures", run.pictures());
        domain.put("accuracy", Json.number(run.accuracy()));
        domain.put("low", Json.number(run.confidence()[0]));
        domain.put("high", Json.number(run.confidence()[1]));
        domain.put("majority", Json.number(run.majority()));
        return domain;
    }

    private Map<String, Object> divergences(Pair pair) {
        Map<String, Object> divergences = new LinkedHashMap<>();
        divergences.put("a", pair.a);
        divergences.put("b", pair.b);
        divergences.put("layers",
            network.layers().stream().map(layer -> layer(layer, domain(pair.a), domain(pair.b))).toList());
        return divergences;
    }

    private static Map<String, Object> layer(Layer layer, DomainRun a, DomainRun b) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", layer.name());
        row.put("operator", layer.operator());
        row.put("divergence", Json.number(a.divergence(b, layer)));
        row.put("inputDivergence", a.inputDivergence(b, layer).map(Json::number).orElse(null));
        row.put("flooredChannels", a.floored(b, layer));
        return row;
    }

    private List<Pair> pairs() {
        List<String> names = List.copyOf(domains.keySet());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (String b : names.subList(i + 1, names.size())) pairs.add(new Pair(names.get(i), b));
        }
        return pairs;
    }

    /** Where the divergence rests on the least variance, and not on the pictures alone. */
    static String floored(int channels, Layer layer) {
        return channels == 0 ? ""
            : String.format(Locale.ROOT, "; variance below %.0e taken as that: %d of %d channels",
                Divergence.LEAST_VARIANCE, channels, layer.shape().c());
    }
}
