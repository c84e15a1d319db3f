package org.normscope.state.layers;

import java.util.List;
import org.normscope.flow.FieldHeat;
import org.normscope.flow.FieldPicture;
import org.normscope.image.Placement;
import org.normscope.patches.field.Box;
import org.normscope.tensor.Tensor;

/** From gradients of the places that fire a unit to a picture of where it looks. */
final class FieldStage {
    private static final int SIDE = 420;

    /**
     * @param over      what the gradients are of
     * @param field     of a cell, pixels of the input
     * @param source    the picture that it is shown over
     * @param gradients of the places, over the field
     */
    record Request(FieldOver over, Box field, OpenedUnit.Source source, List<Tensor> gradients) { }

    private FieldStage() { }

    static PlateField run(Request request) {
        FieldHeat heat = FieldHeat.of(request.gradients());
        OpenedUnit.Source source = request.source();
        int across = source.pixels().width(), down = source.pixels().height();
        Placement place = new Placement(source.left() * across, source.top() * down, source.width() * across,
            source.height() * down);
        double cell = (double) request.field().width() / heat.map().shape().w();
        return new PlateField(request.over(), FieldPicture.of(source.pixels(), place, heat, SIDE),
            request.field().width(), request.field().height(), 2 * heat.radius() * cell, heat.share(), heat.places());
    }
}
