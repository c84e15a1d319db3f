package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Against files that NumPy wrote: see arrays.py in the resources. */
class NpyTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatNumPyWrote() {
        Tensor maps = Npy.read(golden("maps"));
        assertEquals(Shape.of(2, 3, 4, 5), maps.shape());
        assertEquals(((1 * 3 + 0) * 4 + 2) * 5 / 7f - 3, maps.at(1, 0, 2, 0), 1e-6);
        assertEquals(Float.POSITIVE_INFINITY, maps.at(0, 0, 0, 1));
        assertTrue(Float.isNaN(maps.at(1, 2, 3, 4)));
        assertEquals(Shape.of(), Npy.read(golden("scalar")).shape());
    }

    @ParameterizedTest
    @ValueSource(strings = {"maps", "vector", "scalar"})
    void writesByteForByteWhatNumPyWrites(String name) throws IOException {
        Path copy = folder.resolve("copy.npy");
        Npy.write(Npy.read(golden(name)), copy);
        assertArrayEquals(Files.readAllBytes(golden(name)), Files.readAllBytes(copy));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "drafts are left behind");
        }
    }

    @ParameterizedTest
    @CsvSource({"double, does not hold float32", "fortran, does not hold float32", "big-endian, does not hold float32"})
    void otherTypesAndOrdersAreNamed(String name, String said) {
        assertFault(said, golden(name));
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(golden("maps"));
        Path file = folder.resolve("bad.npy");
        for (int length : new int[] {128, 300, whole.length - 1, whole.length - 4}) {
            assertFault("does not end where", Files.write(file, Arrays.copyOf(whole, length)));
        }
        assertFault("does not end where", Files.write(file, Arrays.copyOf(whole, whole.length + 4)));
        assertFault("is no NumPy array", Files.write(file, new byte[] {1, 2, 3}));
        assertFault("cannot be read", folder.resolve("nowhere.npy"));
        byte[] huge = new String(whole, 0, 128, "ISO-8859-1").replace("(2, 3, 4, 5), }      ", "(999999999,999999999)")
            .getBytes("ISO-8859-1");
        assertFault("does not", Files.write(file, huge));
    }

    @Test
    void unwritablePlacesAreNamed() {
        Path nowhere = folder.resolve("no/such/a.npy");
        String fault = assertThrows(BadArrayException.class,
            () -> Npy.write(Tensor.zeros(Shape.of(1)), nowhere)).getMessage();
        assertTrue(fault.startsWith(nowhere + " cannot be written"), fault);
        assertThrows(BadArrayException.class, () -> Npy.write(Tensor.zeros(Shape.of(1)), folder));
    }

    /** Writing to a device must not put a file in its place. */
    @Test
    void devicesStayDevices() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "no /dev/null here");
        Npy.write(Tensor.zeros(Shape.of(1)), device);
        assertFalse(Files.isRegularFile(device));
    }

    private static void assertFault(String said, Path file) {
        String fault = assertThrows(BadArrayException.class, () -> Npy.read(file)).getMessage();
        assertTrue(fault.startsWith(file + " " + said), fault);
    }

    private static Path golden(String name) {
        try {
            return Path.of(NpyTest.class.getResource("npy/" + name + ".npy").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
