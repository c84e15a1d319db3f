package org.normscope.state.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.text.Language;

class OfferTest {
    @TempDir
    Path folder;

    private Offer offer(Path... files) {
        return Offer.of(List.of(files), "drop.network", "drop.folder.corpus", "drop.picture.tray");
    }

    private String text(Offer offer) {
        return offer.words().in(Language.ENGLISH);
    }

    @Test
    void aFolderIsPromisedForThePicturesThatLieInIt() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty/deep")).getParent(),
            other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "no picture");
        assertEquals(new Offer(Words.of("drop.refused.empty", 1, "empty"), false), offer(empty));
        assertEquals("There is no picture in other", text(offer(other)));
        assertEquals("There is no picture in these 2 folders", text(offer(empty, other)));
        Files.createFile(empty.resolve("deep/a.JPG"));
        assertEquals(new Offer(Words.of("drop.folder.corpus", 1, "empty"), true), offer(empty));
        assertEquals(new Offer(Words.of("drop.folder.corpus", 2, "other"), true), offer(other, empty));
    }

    /** As a corpus leaves it out. */
    @Test
    void whatIsHiddenIsNoPicture() throws IOException {
        Files.createFile(folder.resolve(".a.jpg"));
        Files.createFile(Files.createDirectory(folder.resolve(".kept")).resolve("b.jpg"));
        assertEquals("drop.refused.empty", offer(folder).words().key());
    }

    @Test
    void aDiskIsToldByItsPath() throws IOException {
        Path root = folder.getRoot();
        assertEquals(Words.of("drop.folder.corpus", 1, root.toString()), offer(root).words());
    }

    @Test
    void whereTooMuchLiesNobodyWaitsWhileItIsHeld() throws IOException {
        for (int k = 0; k < 2_100; k++) Files.createFile(folder.resolve(k + ".txt"));
        assertEquals("drop.folder.corpus", offer(folder).words().key());
    }
}
