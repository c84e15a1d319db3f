package org.normscope.state.desk;

/**
 * A part of the settings in which a picture is looked at. All such parts look at the same: who goes from one workspace
 * to another goes on with it.
 */
public interface Pictured {
    /** The same part with that picture; itself where that is looked at already. */
    Record atPicture(PictureChoice picture);
}
