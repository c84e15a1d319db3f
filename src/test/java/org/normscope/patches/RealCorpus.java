package org.normscope.patches;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;

/** A thousand photographs, one of each ImageNet class, which lie beside the checkout where they are at hand. */
final class RealCorpus {
    private static final Path TAR = Path.of("../shared/data/imagenet_samples.tar");

    private RealCorpus() { }

    /** Unpacks the first pictures; skips the test where there are none. */
    static Path unpacked(Path folder, int pictures) throws IOException {
        Assumptions.assumeTrue(Files.exists(TAR), "needs " + TAR + ", which is not part of the project");
        int left = pictures;
        try (InputStream bytes = Files.newInputStream(TAR);
             TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null && left > 0; entry = tar.getNextEntry()) {
                if (!entry.isFile()) continue;
                Path file = folder.resolve(entry.getName()).normalize();
                Files.createDirectories(file.getParent());
                Files.copy(tar, file);
                left--;
            }
        }
        return folder;
    }
}
