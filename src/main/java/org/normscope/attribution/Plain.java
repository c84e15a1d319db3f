package org.normscope.attribution;

import java.util.Arrays;
import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.tensor.Tensor;

/** Pictures of one colour, which others are measured from. */
public enum Plain {
    BLACK(0xFF000000), GREY(0xFF808080);

    private final int argb;

    Plain(int argb) {
        this.argb = argb;
    }

    /** As the network takes it: [1, C, H, W]. */
    public Tensor of(Preprocessing preprocessing) {
        int[] pixels = new int[preprocessing.width() * preprocessing.height()];
        Arrays.fill(pixels, argb);
        return preprocessing.apply(List.of(new Pixels(preprocessing.width(), preprocessing.height(), pixels)));
    }
}
