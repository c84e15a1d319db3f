package org.normscope.normalize;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values that were set, by key, as text; unset keys take the catalogue's initial values. Immutable. */
public record Parameters(Map<String, String> values) {
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Parameters with(String key, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(key, value);
        return new Parameters(changed);
    }

    public Parameters without(String key) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.remove(key);
        return new Parameters(changed);
    }

    /** The shortest text that reads back as this number: 1e-5, 0.75, 2. */
    public static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) return Long.toString((long) value);
        String plain = Double.toString(value);
        return plain.replace(".0E", "e").replace("E", "e");
    }
}
