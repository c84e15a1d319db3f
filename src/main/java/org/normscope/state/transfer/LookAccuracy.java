package org.normscope.state.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.shift.Appearance;
import org.normscope.shift.Preset;
import org.normscope.transfer.Example;

/**
 * How many pictures a network still gets right when they look otherwise than those that it learnt from.
 *
 * @param pictures that were run under each look
 * @param plain    right as they are
 * @param right    by look, right under it
 */
public record LookAccuracy(int pictures, int plain, Map<Preset, Integer> right) {
    /**
     * @param network  whose classes' numbers are the examples' labels
     * @param progress is told the share that is done, and may end the work by throwing
     */
    public static LookAccuracy of(Network network, List<Example> examples, GraphRunner runner,
                                  DoubleConsumer progress) {
        Map<Preset, Integer> right = new LinkedHashMap<>();
        for (Preset look : Preset.values()) right.put(look, 0);
        int plain = 0, done = 0;
        for (Example example : examples) {
            Pixels fitted = network.spec().preprocessing().fitted(PictureSource.open(example.file()));
            if (said(network, runner, fitted, Appearance.AS_IT_IS) == example.label()) plain++;
            for (Preset look : Preset.values()) {
                progress.accept((done + (look.ordinal() + 1.0) / (Preset.values().length + 1)) / examples.size());
                if (said(network, runner, fitted, look.look()) == example.label()) right.merge(look, 1, Integer::sum);
            }
            done++;
        }
        return new LookAccuracy(examples.size(), plain, right);
    }

    private static int said(Network network, GraphRunner runner, Pixels picture, Appearance look) {
        String classes = network.outputs().get(0);
        float[] said = network.run(runner, network.spec().preprocessing().apply(List.of(look.of(picture))),
            List.of(classes)).get(classes).data();
        int most = 0;
        for (int k = 1; k < network.spec().labels().size(); k++) if (said[k] > said[most]) most = k;
        return most;
    }
}
