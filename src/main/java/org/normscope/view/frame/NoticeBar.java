package org.normscope.view.frame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Notice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;

/**
 * What went wrong, or went well, in a few lines that float over a corner of the page and never move it, where they hide
 * the fewest buttons. Each leaves by itself when it could be read; not while it is pointed at.
 */
public final class NoticeBar extends VBox {
    private record Line(Node node, PauseTransition stay) { }

    private static final int MOST = 3;
    /** To be seen at all, and to read one letter. What went wrong has to be understood, what is asked decided. */
    private static final Duration GLANCE = Duration.seconds(4), LETTER = Duration.millis(60);
    private static final double UNDERSTOOD = 3;
    /** What came just now may be about the page that comes up with it. */
    private static final Duration SEEN = Duration.seconds(1);

    private final Controls controls;
    private final AppModel app;
    private final Node under;
    private final Map<Notice, Line> lines = new HashMap<>();
    private final Runnable giveWay = this::giveWay;

    /** @param under what the notices float over */
    NoticeBar(Controls controls, AppModel app, Node under) {
        this.under = under;
        this.controls = controls;
        this.app = app;
        getStyleClass().add("notices");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setPickOnBounds(false);
        app.notices().addListener((ListChangeListener<Notice>) change -> lay());
        app.workspace().addListener((property, old, now) -> leave());
        // What they float over may be laid out anew while they are there.
        sceneProperty().addListener((property, old, now) -> {
            if (old != null) old.removePostLayoutPulseListener(giveWay);
            if (now != null) now.addPostLayoutPulseListener(giveWay);
        });
        lay();
    }

    private void giveWay() {
        if (getChildren().isEmpty()) return;
        Bounds shown = new BoundingBox(getLayoutX(), getLayoutY(), getWidth() - snappedRightInset(),
            getHeight() - snappedBottomInset());
        double up = Clearance.above(under, getParent().localToScene(shown), getSpacing(), getLayoutY() / 2);
        if (up != -getTranslateY()) setTranslateY(-up);
    }

    /** Dismisses the newest notice, where there is one. */
    void dismissLast() {
        if (!app.notices().isEmpty()) app.dismiss(app.notices().get(app.notices().size() - 1));
    }

    private void lay() {
        List<Notice> all = app.notices();
        lines.keySet().retainAll(all);
        getChildren().setAll(all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
            .map(notice -> lines.computeIfAbsent(notice, this::line).node).toList());
    }

    private Line line(Notice notice) {
        FontIcon icon = new FontIcon(
            notice.isFault() ? MaterialDesignA.ALERT_CIRCLE_OUTLINE : MaterialDesignI.INFORMATION_OUTLINE);
        icon.getStyleClass().add(notice.isFault() ? "warning" : "information");
        Label words = controls.label(controls.texts().derived(() -> notice.text(controls.texts().language())));
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button dismiss = controls.icon("notice.dismiss", MaterialDesignC.CLOSE, Shortcut.TAB,
            () -> app.dismiss(notice));
        dismiss.getStyleClass().add("flat");
        HBox line = new HBox(icon, words);
        Notice.Answer answer = notice.answer();
        if (answer != null) line.getChildren().add(answer(notice, answer));
        line.getChildren().add(dismiss);
        line.getStyleClass().addAll("notice", notice.isFault() ? "fault" : "news");
        return new Line(line, leave(line, notice, words.getText().length()));
    }

    private Button answer(Notice notice, Notice.Answer answer) {
        Button button = controls.button(answer.key(), MaterialDesignA.ARROW_RIGHT, Shortcut.TAB, () -> {
            app.dismiss(notice);
            answer.act().run();
        });
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    /** News belong to the page on which they were seen; what went wrong is told on any. */
    private void leave() {
        Map.copyOf(lines).forEach((notice, line) -> {
            boolean only = !notice.isFault() && notice.answer() == null;
            if (only && line.stay.getCurrentTime().greaterThan(SEEN)) app.dismiss(notice);
        });
    }

    private PauseTransition leave(Node line, Notice notice, int letters) {
        Duration read = GLANCE.add(LETTER.multiply(letters));
        PauseTransition stay = new PauseTransition(
            notice.isFault() || notice.answer() != null ? read.multiply(UNDERSTOOD) : read);
        stay.setOnFinished(event -> app.dismiss(notice));
        Point2D[] at = {Point2D.ZERO};
        line.setOnMouseEntered(event -> at[0] = new Point2D(event.getScreenX(), event.getScreenY()));
        // It may have come up below a pointer that rests: only one that moves points at it.
        line.setOnMouseMoved(event -> {
            if (at[0].distance(event.getScreenX(), event.getScreenY()) > 0) stay.stop();
        });
        line.setOnMouseExited(event -> {
            if (stay.getStatus() == Animation.Status.STOPPED) stay.playFromStart();
        });
        stay.play();
        return stay;
    }
}
