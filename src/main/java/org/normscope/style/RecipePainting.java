package org.normscope.style;

import java.util.function.DoubleConsumer;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.task.Stop;

/**
 * From a picture to the painted one, as it is written: at its size, in its colours, where the mask lets the style, as
 * transparent as the picture is. The window's exports, the command line and folders all paint here.
 */
public final class RecipePainting {
    private final FullSize fullSize;

    public RecipePainting(GraphRunner runner) {
        this(runner, new Stop());
    }

    /** @param stop ends the run of what is painted at once */
    public RecipePainting(GraphRunner runner, Stop stop) {
        fullSize = new FullSize(runner, stop);
    }

    /**
     * @param content  as it was opened
     * @param code     by {@link Recipe#code}; ignored where the network takes no styles
     * @param progress as {@link FullSize#paint} tells it
     */
    public Pixels paint(StyleNetwork network, Pixels content, StyleCode code, Recipe recipe, DoubleConsumer progress) {
        Pixels sized = recipe.sized(content);
        return finished(content, sized, answer(network, sized, code, recipe, progress), recipe);
    }

    /**
     * What the network paints, without the recipe's colours and mask; opaque.
     *
     * @param sized the content at the recipe's size
     */
    public Pixels answer(StyleNetwork network, Pixels sized, StyleCode code, Recipe recipe, DoubleConsumer progress) {
        return fullSize.paint(network, sized.overWhite(), code, recipe.mixing(), progress);
    }

    /**
     * With the recipe's colours, where its mask lets the style, as transparent as the content.
     *
     * @param content as it was opened
     * @param sized   the same at the recipe's size
     * @param painted of that size
     */
    public static Pixels finished(Pixels content, Pixels sized, Pixels painted, Recipe recipe) {
        Pixels opaque = sized.overWhite();
        Pixels coloured = recipe.colours().of(opaque, painted);
        Pixels masked = recipe.mask().at(content, sized.width(), sized.height())
            .map(mask -> mask.mix(opaque, coloured)).orElse(coloured);
        return masked.withAlphaOf(sized);
    }
}
