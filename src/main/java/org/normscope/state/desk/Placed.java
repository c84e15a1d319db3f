package org.normscope.state.desk;

/**
 * A part of the settings in which a layer of the open network is chosen, and a unit of it. All such parts choose the
 * same: who goes from one workspace to another goes on looking at the same thing.
 */
public interface Placed {
    /** The same part at another layer; itself where it is there already. */
    Record atLayer(String layer);

    /** The same part at a unit of its layer. */
    Record atUnit(int unit);
}
