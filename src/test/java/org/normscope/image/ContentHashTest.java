package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {
    /** FIPS 180-2, appendix B.1. */
    @Test
    void isSha256(@TempDir Path folder) throws IOException {
        byte[] bytes = "abc".getBytes(StandardCharsets.US_ASCII);
        String published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(published, ContentHash.of(bytes));
        assertEquals(published, ContentHash.of(Files.write(folder.resolve("abc"), bytes)));
    }
}
