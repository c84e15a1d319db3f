package org.normscope.state.shift;

import org.normscope.shift.Trait;
import org.normscope.text.PathName;

/**
 * Of which pictures answers are watched while one trait of their look changes.
 *
 * @param folder of pictures, those of a class in a folder of its own; empty for the sample photos
 */
public record RobustnessChoice(Trait trait, String folder) {
    static final RobustnessChoice INITIAL = new RobustnessChoice(Trait.BRIGHTNESS, "");

    public boolean samples() {
        return folder.isEmpty();
    }

    /** The folder's own. */
    public String name() {
        return PathName.of(folder);
    }

    RobustnessChoice with(Trait next) {
        return new RobustnessChoice(next, folder);
    }

    RobustnessChoice with(String next) {
        return new RobustnessChoice(trait, next);
    }
}
