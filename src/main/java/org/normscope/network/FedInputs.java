package org.normscope.network;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.BadArrayException;
import org.normscope.image.BadPictureException;
import org.normscope.image.Npy;
import org.normscope.image.PictureSource;
import org.normscope.image.Preprocessing;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What inputs are fed beside the picture that is shown, as {@code --feed INPUT=WHAT} says it: a number, everywhere;
 * {@code noise} or {@code noise:SEED}, normally distributed; an array (.npy); or a picture file, prepared as the
 * picture is, or as a mask of 0 to 1 where the input has one channel. Of an input of six channels it is the second
 * picture.
 */
public final class FedInputs {
    /** In settings, before the input's name. */
    public static final String KEY = "feed:";
    private static final String NOISE = "noise";
    private static final long SEED = 1;

    private FedInputs() { }

    /** Whether a setting names a file: labels, an array, another picture. */
    public static boolean isFile(String key, String value) {
        return key.equals(Labels.KEY) || key.startsWith(KEY) && !value.startsWith(PictureSource.BUILT_IN)
            && !isNoise(value) && number(value) == null;
    }

    /**
     * @param said settings; those under {@link #KEY} are read
     * @return by input, for one picture
     * @throws BadSettingException where there is no such input, or what it should be fed does not fit
     */
    static Map<String, Tensor> of(PictureInputs inputs, Map<String, String> said, Preprocessing preprocessing) {
        Map<String, Tensor> fed = new LinkedHashMap<>();
        List<Value> all = Stream.concat(inputs.pictures().stream(), inputs.others().stream()).toList();
        said.forEach((key, what) -> {
            if (!key.startsWith(KEY)) return;
            String name = key.substring(KEY.length());
            Value input = all.stream().filter(value -> value.name().equals(name)).findFirst().orElseThrow(() ->
                new BadSettingException("network.feed.name", name,
                    all.stream().map(Value::name).collect(Collectors.joining(", "))));
            if (input.equals(inputs.first()) && !inputs.takesTwoPictures()) {
                throw new BadSettingException("network.feed.picture", name);
            }
            fed.put(name, tensor(input, input.equals(inputs.first()), what, preprocessing));
        });
        return fed;
    }

    private static Tensor tensor(Value input, boolean second, String what, Preprocessing preprocessing) {
        Shape picture = Shape.of(1, 3, preprocessing.height(), preprocessing.width());
        Shape wanted = second ? picture : PictureInputs.standIn(input, picture).shape();
        Float constant = number(what);
        if (constant != null || isNoise(what)) {
            float[] cells = new float[wanted.size()];
            if (constant != null) Arrays.fill(cells, constant);
            else noise(cells, what);
            return Tensor.of(wanted, cells);
        }
        try {
            if (what.endsWith(".npy")) return array(input, wanted, what);
            return picture(input, wanted, what, preprocessing);
        } catch (BadPictureException | BadArrayException | InvalidPathException e) {
            throw new BadSettingException("network.feed.file", input.name(), String.valueOf(e.getMessage()));
        }
    }

    private static void noise(float[] cells, String what) {
        Random random = new Random(what.equals(NOISE) ? SEED : Long.parseLong(what.substring(NOISE.length() + 1)));
        for (int i = 0; i < cells.length; i++) cells[i] = (float) random.nextGaussian();
    }

    private static Tensor array(Value input, Shape wanted, String file) {
        Tensor array = Npy.read(Path.of(file));
        if (array.shape().size() == wanted.size()) return array.reshaped(wanted);
        throw new BadSettingException("network.feed.shape", input.name(), file, array.shape().toString(),
            wanted.toString());
    }

    private static Tensor picture(Value input, Shape wanted, String origin, Preprocessing as) {
        boolean last = PictureInputs.channelsLast(input);
        int channels = wanted.rank() == 4 ? wanted.extent(last ? 3 : 1) : 0;
        if (channels != 1 && channels != 3) {
            throw new BadSettingException("network.feed.shape", input.name(), origin, "1 x 3 x H x W",
                wanted.toString());
        }
        int height = wanted.extent(last ? 1 : 2), width = wanted.extent(last ? 2 : 3);
        float[] none = new float[3], one = {1, 1, 1};
        Preprocessing prepared = channels == 3
            ? new Preprocessing(width, height, as.low(), as.high(), as.mean(), as.std(), as.order().opaque(), as.fit(),
                as.light())
            : new Preprocessing(width, height, 0, 1, none, one, Preprocessing.Order.GRAY, as.fit());
        Tensor maps = prepared.apply(List.of(PictureSource.open(origin)));
        return last ? PictureInputs.channelsLast(maps) : maps;
    }

    private static boolean isNoise(String what) {
        return what.matches(NOISE + "(:-?\\d{1,18})?");
    }

    private static @Nullable Float number(String what) {
        try {
            float number = Float.parseFloat(what);
            return Float.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
