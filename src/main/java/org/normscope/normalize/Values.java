package org.normscope.normalize;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.normscope.tensor.Shape;

/**
 * A value for every parameter of a normalization: the one that was set, else what a choice presets, else the initial
 * one.
 */
final class Values {
    private final List<Parameter> parameters;
    private final Parameters set;

    /** @throws IllegalArgumentException where a key is none of the parameters', or a value is not allowed */
    Values(String id, List<Parameter> parameters, Parameters set) {
        this.parameters = parameters;
        this.set = set;
        set.values().forEach((key, text) ->
            parameters.stream().filter(parameter -> parameter.key().equals(key)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no parameter '" + key + "'; it has: "
                    + String.join(" ", parameters.stream().map(Parameter::key).toList())))
                .check(text));
    }

    boolean isSet(String key) {
        return set.get(key).isPresent();
    }

    String text(String key) {
        return set.get(key).or(() -> parameters.stream()
                .filter(Parameter.Choice.class::isInstance).map(Parameter.Choice.class::cast)
                .filter(choice -> choice.presets().values().stream().anyMatch(others -> others.containsKey(key)))
                .map(choice -> choice.presets().getOrDefault(text(choice.key()), Map.of()).get(key))
                .filter(Objects::nonNull).findFirst())
            .orElseGet(() -> parameters.stream().filter(parameter -> parameter.key().equals(key)).findFirst()
                .orElseThrow().initial());
    }

    double real(String key) {
        return Double.parseDouble(text(key));
    }

    int whole(String key) {
        return Integer.parseInt(text(key).strip());
    }

    /** The shares of a {@link Parameter.Weights}: of sum 1. */
    List<Double> shares(String key) {
        List<Double> weights = parameters.stream().filter(Parameter.Weights.class::isInstance)
            .map(Parameter.Weights.class::cast)
            .filter(parameter -> parameter.key().equals(key)).findFirst().orElseThrow().read(text(key));
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        return weights.stream().map(weight -> weight / sum).toList();
    }

    /**
     * The number of groups of a {@link Parameter.Divisor}, for maps of a shape.
     *
     * @throws NotApplicableException from what is returned, where it does not divide the channels; the message names
     *                                those that do
     */
    ToIntFunction<Shape> groups(String key) {
        Parameter.Divisor divisor = parameters.stream().filter(Parameter.Divisor.class::isInstance)
            .map(Parameter.Divisor.class::cast).filter(parameter -> parameter.key().equals(key))
            .findFirst().orElseThrow();
        if (!isSet(key)) return divisor::unset;
        int groups = whole(key);
        return maps -> {
            if (maps.c() % groups == 0) return groups;
            throw new NotApplicableException("norm.groups.divide", Integer.toString(groups), Integer.toString(maps.c()),
                divisor.offered(maps).stream().map(String::valueOf).collect(Collectors.joining(", ")));
        };
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** gamma and shift, where the normalization has them. */
    UniformAffine affine() {
        return new UniformAffine((float) real("gamma"),
            parameters.stream().anyMatch(parameter -> parameter.key().equals("shift")) ? (float) real("shift") : 0);
    }
}
