package org.normscope.view.frame;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Notice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;

/** What went wrong, or went well, in one line each, until dismissed; nothing stops meanwhile. */
public final class NoticeBar extends VBox {
    private static final int MOST = 4;

    private final Controls controls;
    private final AppModel app;

    NoticeBar(Controls controls, AppModel app) {
        this.controls = controls;
        this.app = app;
        getStyleClass().add("notices");
        setMinHeight(USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        app.notices().addListener((ListChangeListener<Notice>) change -> lay());
        lay();
    }

    /** Dismisses the newest notice, where there is one. */
    void dismissLast() {
        if (!app.notices().isEmpty()) app.dismiss(app.notices().get(app.notices().size() - 1));
    }

    private void lay() {
        List<Notice> all = app.notices();
        setVisible(!all.isEmpty());
        getChildren().setAll(all.subList(Math.max(0, all.size() - MOST), all.size()).stream().map(this::line).toList());
    }

    private Node line(Notice notice) {
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
        HBox line = new HBox(icon, words, dismiss);
        line.getStyleClass().addAll("notice", notice.isFault() ? "fault" : "news");
        return line;
    }
}
