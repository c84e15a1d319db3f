package org.normscope.state.shift;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.Words;

/** A picture beside the tray that is opened when it is wanted. Lives on the UI thread. */
final class OpenedPicture {
    private final Sources sources;
    private final Opening opening;
    private final Runnable arrived;
    private PictureChoice wanted = PictureChoice.NONE;
    private @Nullable Picture picture;
    private boolean failed;

    /** @param arrived called when what is wanted has been opened, or could not be */
    OpenedPicture(Sources sources, Opening opening, Runnable arrived) {
        this.sources = sources;
        this.opening = opening;
        this.arrived = arrived;
    }

    /** @param choice {@link ShiftSettings#NONE} for none */
    void want(PictureChoice choice) {
        if (choice.equals(wanted)) return;
        wanted = choice;
        picture = null;
        failed = false;
        if (choice.equals(PictureChoice.NONE)) return;
        opening.<Picture>start(Words.of("activity.pictures", 1), job -> sources.picture(choice), opened -> {
            if (!choice.equals(wanted)) return;
            picture = opened;
            arrived.run();
        }, failure -> {
            opening.tell(failure);
            failed = choice.equals(wanted);
            arrived.run();
        });
    }

    boolean waiting() {
        return !wanted.equals(PictureChoice.NONE) && picture == null && !failed;
    }

    /** Null for none. */
    @Nullable Pixels pixels() {
        return picture == null ? null : picture.pixels();
    }
}
