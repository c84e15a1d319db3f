package org.normscope.state.desk;

/**
 * A file that a session refers to and that is not as it was.
 *
 * @param origin  path as it stands in the session
 * @param network whether it is the network; else a picture
 * @param changed whether there is a file, with other contents; else there is none
 */
public record MissingFile(String origin, boolean network, boolean changed) { }
