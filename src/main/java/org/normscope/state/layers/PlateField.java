package org.normscope.state.layers;

import org.normscope.image.Pixels;

/**
 * Where a unit looks.
 *
 * @param over     what it is measured over
 * @param picture  square
 * @param width    of all it can see, pixels of the input
 * @param height   likewise
 * @param diameter of what holds 90 % of what it does see, pixels of the input; 0 where nothing moves it
 * @param share    of that by area
 * @param places   measured at so many, or on so many pictures; those alone that moved the unit
 */
public record PlateField(FieldOver over, Pixels picture, double width, double height, double diameter, double share,
                         int places) { }
