package org.normscope.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.normscope.image.Preprocessing;
import org.normscope.onnx.BadNetworkException;

/**
 * Preprocessing as text by key, the same in {@code --input key=value}, in a manifest and in a guess:
 * size = 224 or 224x160 (width x height), range = 0,1 (what black and white become), mean and std = one value or three
 * (in R G B order, in units of the range), order = RGB, BGR or GRAY, fit = crop, pad or stretch.
 */
final class InputSettings {
    static final List<String> KEYS = List.of("size", "range", "mean", "std", "order", "fit", "light");
    private static final Pattern SIZE = Pattern.compile("\\d{1,5}(x\\d{1,5})?");
    private static final Pattern NUMBERS = Pattern.compile("[^,]+(,[^,]+)*");
    /** Pixels an input may have: more would not fit the maps of a usual network into memory. */
    private static final int LARGEST = 4096 * 4096;

    private InputSettings() { }

    /**
     * @param from what is checked came from there, for messages: "--input" or the manifest's path
     * @throws BadNetworkException where a key or a value is wrong; it says which and what is allowed
     */
    static Map<String, String> checked(Map<String, String> settings, String from) {
        settings.forEach((key, value) -> {
            // What these name is read, and told, where the network is at hand.
            if (from.equals("--input") && (key.equals(Labels.KEY) || key.startsWith(FedInputs.KEY))) return;
            if (from.equals("--input") && SaidLayout.isKey(key)) {
                if (SaidLayout.LETTERS.contains(value)) return;
                throw new BadSettingException("network.layout.letters", "--layout", value,
                    String.join(", ", SaidLayout.LETTERS));
            }
            if (!KEYS.contains(key)) throw fault(from, "network.setting.key", key, String.join(", ", KEYS));
            if (!allowed(key).test(value)) throw fault(from, "network.setting." + key, value);
        });
        return settings;
    }

    /** @param settings checked, all keys present */
    static Preprocessing read(Map<String, String> settings) {
        int[] size = size(said(settings, "size"));
        float[] range = numbers(said(settings, "range"));
        return new Preprocessing(size[0], size[1], range[0], range[1], three(said(settings, "mean")),
            three(said(settings, "std")), Preprocessing.Order.valueOf(said(settings, "order").toUpperCase(Locale.ROOT)),
            Preprocessing.Fit.valueOf(said(settings, "fit").toUpperCase(Locale.ROOT)),
            Preprocessing.LightCurve.valueOf(said(settings, "light").toUpperCase(Locale.ROOT)));
    }

    private static String said(Map<String, String> settings, String key) {
        return Objects.requireNonNull(settings.get(key), key);
    }

    static int[] size(String text) {
        String[] sides = text.split("x");
        return new int[] {Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1])};
    }

    static BadNetworkException fault(String from, String key, Object... what) {
        Object[] arguments = new Object[what.length + 1];
        arguments[0] = from;
        System.arraycopy(what, 0, arguments, 1, what.length);
        return from.equals("--input") ? new BadSettingException(key, arguments)
            : new BadNetworkException(key, arguments);
    }

    private static Predicate<String> allowed(String key) {
        return switch (key) {
            case "size" -> text -> SIZE.matcher(text).matches() && plausible(size(text));
            case "range" -> text -> areNumbers(text, 2) && numbers(text)[0] < numbers(text)[1];
            case "mean" -> text -> areNumbers(text, 1) || areNumbers(text, 3);
            case "std" -> text -> (areNumbers(text, 1) || areNumbers(text, 3))
                && IntStream.range(0, 3).allMatch(i -> three(text)[i] > 0);
            case "order" -> text -> isOneOf(text, Preprocessing.Order.values());
            case "light" -> text -> isOneOf(text, Preprocessing.LightCurve.values());
            default -> text -> isOneOf(text, Preprocessing.Fit.values());
        };
    }

    static boolean plausible(int[] size) {
        return size[0] > 0 && size[1] > 0 && (long) size[0] * size[1] <= LARGEST;
    }

    private static boolean isOneOf(String text, Enum<?>[] values) {
        return Arrays.stream(values).anyMatch(value -> value.name().equalsIgnoreCase(text));
    }

    private static boolean areNumbers(String text, int count) {
        if (!NUMBERS.matcher(text).matches() || text.split(",").length != count) return false;
        try {
            for (float number : numbers(text)) if (!Float.isFinite(number)) return false;
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static float[] numbers(String text) {
        String[] parts = text.split(",");
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) numbers[i] = Float.parseFloat(parts[i].strip());
        return numbers;
    }

    private static float[] three(String text) {
        float[] numbers = numbers(text);
        return numbers.length == 3 ? numbers : new float[] {numbers[0], numbers[0], numbers[0]};
    }
}
