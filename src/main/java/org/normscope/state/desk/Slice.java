package org.normscope.state.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A workspace's part of the settings: how it starts, what a session file may say of it, and which files it names.
 *
 * @param <T> the part itself, immutable
 */
public interface Slice<T extends Record> {
    /** The workspace's id, and the key under which its part stands in a session file. */
    String id();

    Class<T> type();

    T initial(Look look);

    /**
     * Adds to the text of an earlier version what that version did not know.
     *
     * @param part    as it stands in the session file
     * @param initial the initial choices as text
     */
    default void upgrade(ObjectNode part, ObjectNode initial) { }

    /**
     * @throws IllegalArgumentException where the window could not have made these choices
     * @throws NullPointerException     likewise, where something is missing
     */
    void check(T part);

    /** For {@link #check}. */
    static void require(boolean sound) {
        if (!sound) throw new IllegalArgumentException();
    }

    /** Every file and built-in thing that the part names. */
    default List<FileReference> files(T part) {
        return List.of();
    }

    /** The same with every origin put through a relocation. */
    default T relocated(T part, Relocation relocation) {
        return part;
    }

    /** The same for windows of other colours. */
    default T themed(T part, Theme theme) {
        return part;
    }

    /** What a picture that was painted here brings: its own choices, and of the present ones what it does not hold. */
    default T taken(T painted, T present) {
        return painted;
    }
}
