package org.normscope.state.style;

import org.normscope.state.desk.PictureChoice;

/**
 * A style of the mixture.
 *
 * @param weight in [0, 1]; those of a mixture sum to 1
 */
public record StyleShare(PictureChoice picture, double weight) {
    public StyleShare withWeight(double next) {
        return new StyleShare(picture, next);
    }
}
