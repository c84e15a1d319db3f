package org.normscope.engine;

import ai.djl.ndarray.NDManager;
import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Memory that the engine reads and writes as it lies. It goes back when its manager closes: what
 * {@link ByteBuffer#allocateDirect} gives stays until the garbage collector comes by, which looks at the heap only and
 * lets hundreds of megabytes of maps lie for minutes.
 */
final class OffHeap {
    /** Bytes below which the collector may take its time. To look for a library first takes longer than most runs. */
    private static final int SMALL = 1 << 20;

    private OffHeap() { }

    /** @return of any content, in the order of the engine's numbers; not to be touched once the manager is closed */
    static ByteBuffer bytes(int count, NDManager owner) {
        if (count < SMALL) return ByteBuffer.allocateDirect(count).order(ByteOrder.nativeOrder());
        Memory memory = new Memory(count);
        owner.attachInternal(UUID.randomUUID().toString(), memory);
        return memory.getByteBuffer(0, count).order(ByteOrder.nativeOrder());
    }

    /** @param count numbers of 32 bits */
    static ByteBuffer words(int count, NDManager owner) {
        return bytes(Math.multiplyExact(Integer.BYTES, count), owner);
    }
}
