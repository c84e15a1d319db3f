package org.normscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FreedMemoryTest {
    /** Bytes: too small to be given back alone, and so many of them. */
    private static final int PIECE = 1 << 16, PIECES = 4000;

    /** Of the process, in bytes. */
    private static long resident() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }

    @Test
    void whatWasFreedGoesBackWhenNoRunFollows() throws IOException {
        assumeTrue(Platform.isLinux() && Platform.is64Bit());
        List<Long> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            long piece = Native.malloc(PIECE);
            new Pointer(piece).setMemory(0, PIECE, (byte) 1);
            pieces.add(piece);
        }
        // The last one holds the end of the heap, which would go back otherwise.
        long last = pieces.remove(pieces.size() - 1);
        pieces.forEach(Native::free);
        long before = resident();
        new FreedMemory().freed();
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            // Looking without a pause fills the young heap, which would be counted as what does not go back.
            while (resident() > before - (long) PIECE * PIECES / 2) LockSupport.parkNanos(20_000_000);
        });
        Native.free(last);
        assertTrue(before > (long) PIECE * PIECES / 2, "nothing was taken");
    }

    @Test
    void theHeapIsSweptWhereMuchMayBeDeadAndSeldom() {
        assertEquals(0, FreedMemory.untilSwept(500L << 20, 70_000));
        assertEquals(5_000, FreedMemory.untilSwept(500L << 20, 15_000));
        assertTrue(FreedMemory.untilSwept(100L << 20, 70_000) < 0);
    }

    /** A run asks for again what is given back under it. */
    @Test
    void nothingGoesBackUnderARun() {
        AtomicInteger given = new AtomicInteger();
        FreedMemory freed = new FreedMemory(given::incrementAndGet);
        freed.runs();
        freed.freed();
        LockSupport.parkNanos(4_000_000_000L);
        assertEquals(0, given.get());
        freed.ran();
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (given.get() == 0) Thread.onSpinWait();
        });
    }
}
