package org.normscope.state.desk;

import java.util.List;

/** What is looked at, as settings: the part of them that every workspace may read. */
public interface SubjectChoice {
    NetworkChoice network();

    /** The batch, in order. */
    List<PictureChoice> pictures();

    /** Index of the picture that is shown; 0 where there is none. */
    int active();

    /** The same part with another network, which may have none of the layers chosen. */
    Record atNetwork(NetworkChoice network);
}
