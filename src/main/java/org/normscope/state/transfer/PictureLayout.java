package org.normscope.state.transfer;

import java.util.List;
import org.normscope.transfer.Example;

/**
 * Pictures on a plane.
 *
 * @param examples   the pictures
 * @param places     [pictures][2], in whatever unit
 * @param neighbours whether neighbours were brought together; else it is the plane of the principal components
 * @param many       whether neighbours were to be, but are too many
 * @param trained    whether by the features of the network whose last blocks were trained
 */
public record PictureLayout(List<Example> examples, double[][] places, boolean neighbours, boolean many,
                            boolean trained) { }
