package org.normscope.view.control;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** How long something is still shown that does not hold any more, because what takes its place is on its way. */
public final class Patience {
    /** Shorter waits would flicker, in longer ones the old would be taken for the new. */
    private static final Duration LONG = Duration.millis(350);

    private Patience() { }

    /** What to do when it is at an end; it begins with {@code playFromStart}. */
    public static PauseTransition then(Runnable act) {
        PauseTransition pause = new PauseTransition(LONG);
        pause.setOnFinished(event -> act.run());
        return pause;
    }

    /** Shows a value, and its absence only where that lasts. */
    public static <T> void follow(ObservableValue<T> value, Consumer<@Nullable T> show) {
        PauseTransition pause = then(() -> show.accept(null));
        value.addListener((property, old, now) -> {
            pause.stop();
            if (now == null) pause.play();
            else show.accept(now);
        });
        show.accept(value.getValue());
    }
}
