package org.normscope.state.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import org.normscope.image.Pixels;

/** The state side of a workspace. Lives on the UI thread. */
public interface Workspace {
    /**
     * How a workspace comes to be: its slice of the settings, and what makes it.
     *
     * @param make from what all workspaces work with and from the window around it
     */
    record Plan(Slice<?> slice, BiFunction<Services, Shell, Workspace> make) { }

    /** The window around a workspace, as far as it is asked for something. */
    interface Shell {
        Subject subject();

        /** Opens a session, or the choices that a picture was painted with. */
        void openSession(Path file);
    }

    /** As in its slice. */
    String id();

    /** Message key of its name. */
    default String title() {
        return "workspace." + id();
    }

    /** The choices changed, or something came back: everything that depends on them follows. */
    void follow();

    /** True while something that is asked for has not come; long jobs do not count. */
    ReadOnlyBooleanProperty computing();

    /** Whether all that it shows at first is there: then a picture can be taken of it. */
    boolean settled();

    /** What runs that somebody asked for, and that is lost where the window closes now; empty where nothing does. */
    default Optional<Words> unfinished() {
        return Optional.empty();
    }

    /** Takes files that were dropped on the window, sessions excepted. */
    void drop(List<Path> files);

    /** What {@link #drop} would make of files. */
    default Offer offer(List<Path> files) {
        return Offer.of("drop.here", files);
    }

    /** A picture from the clipboard. */
    void paste(Pixels picture);

    /** Puts away what Escape puts away: a brush. @return whether there was something */
    default boolean putAway() {
        return false;
    }

    /**
     * Settings that all that they name is open for, with what only that can tell: a layer where the network has none
     * of the name they say.
     */
    default Settings completed(Settings settings) {
        return settings;
    }

    /**
     * Takes away what was made for settings that no longer name it. Called once, when the first settings are open.
     *
     * @param named origins of the networks that the settings name
     */
    default void tidy(List<String> named) { }

    /** A session is being written: the networks that it names are not taken away. Runs on a worker. */
    default void keep(List<String> named) { }

    /** Stops what runs and closes what is open, before the workers end. */
    default void close() { }
}
