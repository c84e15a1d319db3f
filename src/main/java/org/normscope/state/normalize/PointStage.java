package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.color.ColorMap;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.flow.LayerSite;
import org.normscope.image.Pixels;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Explanation;
import org.normscope.state.desk.stage.Memo;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What pointing at a cell tells: how its value comes about in every pane, and its channel in every picture of the
 * batch.
 */
final class PointStage {
    /** @param panes by key, without those that normalize nothing */
    record Request(LayerSite site, Cell cell, Map<Integer, PaneSite> panes, ColorMap map) { }

    /**
     * @param explanations by pane
     * @param channels     one for each picture of the batch, on one scale
     */
    record Answer(Request request, Map<Integer, Explanation> explanations, List<Pixels> channels) { }

    private record ChannelKey(LayerSite site, int unit, ColorMap map) { }

    private final Memo<ChannelKey, List<Pixels>> channels = new Memo<>();

    Answer run(Request request) {
        Map<Integer, Explanation> explanations = new LinkedHashMap<>();
        request.panes().forEach((key, pane) -> explanations.put(key, pane.explain(request.cell())));
        return new Answer(request, explanations,
            channels.get(new ChannelKey(request.site(), request.cell().c(), request.map()), PointStage::paint));
    }

    private static List<Pixels> paint(ChannelKey asked) {
        List<Tensor> maps = new ArrayList<>();
        for (int picture = 0; picture < asked.site().pictures(); picture++) {
            Tensor all = asked.site().alone(picture).maps();
            int plane = all.shape().plane();
            maps.add(Tensor.of(Shape.of(1, 1, all.shape().h(), all.shape().w()),
                Arrays.copyOfRange(all.data(), asked.unit() * plane, (asked.unit() + 1) * plane)));
        }
        Scale scale = Scale.of(asked.map(), maps.toArray(Tensor[]::new));
        Shape shape = maps.get(0).shape();
        Mosaic one = new Mosaic(0, 1, 1, shape.w(), shape.h(), 0);
        return maps.stream().map(map -> Colorizer.paint(map, 0, one, scale)).toList();
    }
}
