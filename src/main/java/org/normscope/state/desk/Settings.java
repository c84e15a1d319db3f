package org.normscope.state.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All choices of the user: what undo goes back to and what a session file holds. Immutable, with one record a workspace
 * inside.
 *
 * @param workspace id of the one that is open
 * @param parts     of the workspaces, each by its type
 */
public record Settings(Look look, String workspace, Map<Class<?>, Record> parts) {
    public Settings {
        parts = Map.copyOf(parts);
    }

    /** What the window opens with: the first workspace. */
    public static Settings initial(List<Slice<?>> slices, Look look) {
        Map<Class<?>, Record> parts = new HashMap<>();
        slices.forEach(slice -> parts.put(slice.type(), slice.initial(look)));
        return new Settings(look, slices.get(0).id(), parts);
    }

    /** The part of a workspace. */
    public <T extends Record> T of(Class<T> type) {
        return type.cast(Objects.requireNonNull(parts.get(type), type.getName()));
    }

    /** What all workspaces look at. */
    public SubjectChoice subject() {
        return parts.values().stream().filter(SubjectChoice.class::isInstance).map(SubjectChoice.class::cast)
            .findFirst().orElseThrow();
    }

    public <T extends Record> Settings with(Class<T> type, UnaryOperator<T> change) {
        return with(type, change.apply(of(type)));
    }

    Settings with(Class<?> type, Record part) {
        Map<Class<?>, Record> next = new HashMap<>(parts);
        next.put(type, part);
        return new Settings(look, workspace, next);
    }

    /** With that network looked at. */
    public Settings withNetwork(NetworkChoice network) {
        return changed(SubjectChoice.class, part -> part.atNetwork(network));
    }

    /** With that layer chosen in every workspace in which one is chosen. */
    public Settings withLayer(String layer) {
        return changed(Placed.class, part -> part.atLayer(layer));
    }

    /** With that unit chosen in every workspace in which one is chosen. */
    public Settings withUnit(int unit) {
        return changed(Placed.class, part -> part.atUnit(unit));
    }

    /** With that picture in every workspace in which one is looked at. */
    public Settings withPicture(PictureChoice picture) {
        return changed(Pictured.class, part -> part.atPicture(picture));
    }

    private <P> Settings changed(Class<P> kind, Function<P, Record> change) {
        Settings next = this;
        for (Map.Entry<Class<?>, Record> part : parts.entrySet()) {
            if (kind.isInstance(part.getValue())) {
                next = next.with(part.getKey(), change.apply(kind.cast(part.getValue())));
            }
        }
        return next;
    }

    public Settings withLook(Look next) {
        return new Settings(next, workspace, parts);
    }

    public Settings withWorkspace(String next) {
        return new Settings(look, next, parts);
    }
}
