package org.normscope.state.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Undo and redo as a history of immutable records. What changes between {@link #begin} and {@link #end} is one entry;
 * so are successive changes of one kind (zooming). The oldest entries are forgotten past the limit.
 * Back leads to the state an entry was made in, forth to the one it led to, as they were then.
 *
 * @param <S> all choices of the user
 */
public final class History<S> {
    private final int limit;
    private final Deque<Entry<S>> past = new ArrayDeque<>();
    private final Deque<Entry<S>> future = new ArrayDeque<>();
    private S present;
    /** The state before the gesture under way; null outside of gestures. */
    private @Nullable S gestureStart;
    /** What kind of change came last, where it may be joined with the next; null where not. */
    private @Nullable Object lastKind;

    private record Entry<S>(S before, S after) { }

    /** @param limit how many steps can be undone */
    public History(S present, int limit) {
        this.present = present;
        this.limit = limit;
    }

    public S present() {
        return present;
    }

    public void change(S next) {
        change(next, null);
    }

    /** @param kind successive changes of equal kinds are one entry; null is joined with nothing */
    public void change(S next, @Nullable Object kind) {
        if (next.equals(present)) return;
        S before = gestureStart != null || kind == null || !kind.equals(lastKind) ? present : past.pop().before();
        boolean back = next.equals(before); // joined changes came back to where they began: there is no step
        if (gestureStart == null && !back) remember(before, next);
        lastKind = back ? null : kind;
        present = next;
        future.clear();
    }

    /** No step of its own: the next is made in what this state becomes, those there are lead where they led. */
    public void aside(UnaryOperator<S> change) {
        present = change.apply(present);
        if (gestureStart != null) gestureStart = change.apply(gestureStart);
        lastKind = null;
    }

    /** Changes what all states have in common, wherever undo and redo lead. */
    public void everywhere(UnaryOperator<S> change) {
        aside(change);
        Stream.of(past, future).forEach(states -> {
            List<Entry<S>> next = states.stream()
                .map(entry -> new Entry<>(change.apply(entry.before()), change.apply(entry.after()))).toList();
            states.clear();
            states.addAll(next);
        });
    }

    /** A gesture begins; one inside another is part of it. */
    public void begin() {
        if (gestureStart == null) gestureStart = present;
        lastKind = null;
    }

    /** The gesture is over: one entry, or none where it came back to where it began. */
    public void end() {
        if (gestureStart != null && !gestureStart.equals(present)) remember(gestureStart, present);
        gestureStart = null;
        lastKind = null;
    }

    public boolean inGesture() {
        return gestureStart != null;
    }

    /** What undo would lead to. */
    public Optional<S> previous() {
        return gestureStart != null ? Optional.of(gestureStart) : Optional.ofNullable(past.peek()).map(Entry::before);
    }

    /** What redo would lead to. */
    public Optional<S> next() {
        return Optional.ofNullable(future.peek()).map(Entry::after);
    }

    /** Back by one entry; a gesture under way ends first. Nothing where there is none. */
    public S undo() {
        end();
        if (!past.isEmpty()) {
            future.push(past.pop());
            present = future.element().before();
        }
        return present;
    }

    public S redo() {
        end();
        if (!future.isEmpty()) {
            past.push(future.pop());
            present = past.element().after();
        }
        return present;
    }

    /** Something else altogether: there is nothing to go back to. */
    public void restart(S start) {
        past.clear();
        future.clear();
        gestureStart = null;
        lastKind = null;
        present = start;
    }

    private void remember(S before, S after) {
        past.push(new Entry<>(before, after));
        if (past.size() > limit) past.removeLast();
    }
}
