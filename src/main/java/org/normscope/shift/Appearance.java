package org.normscope.shift;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.normscope.image.Pixels;
import org.normscope.tensor.Tensor;

/**
 * How a picture looks in another light, another colour, another hand: what of {@link Trait} is changed and how far.
 * Immutable.
 *
 * @param values those that are not neutral
 */
public record Appearance(Map<Trait, Double> values) {
    public static final Appearance AS_IT_IS = new Appearance(Map.of());

    /** @throws IllegalArgumentException where a value lies outside its trait's range */
    public Appearance {
        Map<Trait, Double> changed = new EnumMap<>(Trait.class);
        values.forEach((trait, value) -> {
            if (!(value >= trait.least() && value <= trait.most())) {
                throw new IllegalArgumentException(trait + " " + value);
            }
            if (value != trait.neutral()) changed.put(trait, value);
        });
        values = Collections.unmodifiableMap(changed);
    }

    public double value(Trait trait) {
        return values.getOrDefault(trait, trait.neutral());
    }

    public Appearance with(Trait trait, double value) {
        Map<Trait, Double> next = new EnumMap<>(Trait.class);
        next.putAll(values);
        next.put(trait, value);
        return new Appearance(next);
    }

    /**
     * The picture looking so, opaque and of the same size: trait after trait in their order, each cut to [0, 1].
     * A picture that nothing is done to is given back itself.
     */
    public Pixels of(Pixels picture) {
        if (values.isEmpty()) return picture;
        Tensor light = Light.of(picture);
        for (Map.Entry<Trait, Double> change : values.entrySet()) {
            light = Light.clipped(change.getKey().applied(light, change.getValue()));
        }
        return Light.pixels(light);
    }
}
