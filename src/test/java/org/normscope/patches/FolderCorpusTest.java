package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a folder is a picture of a corpus. */
class FolderCorpusTest {
    @TempDir
    Path folder;

    /** The link's pictures are those that are seen without it; it was told of as "a folder, choose a picture in it". */
    @Test
    void aLinkToAFolderAroundItIsNoPicture() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("a"));
        Files.write(inside.resolve("one.jpg"), new byte[1]);
        Files.createSymbolicLink(inside.resolve("again"), folder);
        assertEquals(List.of("a/one.jpg"), new FolderCorpus(folder).entries().stream().map(Corpus.Entry::name)
            .toList());
    }
}
