package org.normscope.state.shift;

/**
 * The pictures that a compared network's running statistics are taken from anew.
 *
 * @param folder empty for the network's own statistics
 * @param print  of the files when the statistics were taken: {@link org.normscope.flow.FolderPictures#print()}
 */
public record Pool(String folder, String print) {
    public static final Pool NONE = new Pool("", "");
}
