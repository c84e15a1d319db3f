package org.normscope.state.desk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The user's own files and folders that were opened last, by kind, newest first. Lives on the UI thread. */
public final class Recent {
    /** What is remembered apart: ENGINE paints styles, CORPUS is any folder of pictures. */
    public enum Kind { NETWORK, ENGINE, PICTURE, CORPUS, SESSION }

    private static final int MOST = 8;

    private final Map<Kind, ObservableList<String>> lists = new EnumMap<>(Kind.class);

    public Recent() {
        for (Kind kind : Kind.values()) lists.put(kind, FXCollections.observableArrayList());
    }

    /** Paths. */
    public ObservableList<String> of(Kind kind) {
        return FXCollections.unmodifiableObservableList(list(kind));
    }

    private ObservableList<String> list(Kind kind) {
        return Objects.requireNonNull(lists.get(kind));
    }

    /** @param origin what comes with the program, or was pasted, is not remembered */
    public void opened(Kind kind, String origin) {
        if (NamedFiles.isNone(origin)) return;
        ObservableList<String> list = list(kind);
        list.remove(origin);
        list.add(0, origin);
        if (list.size() > MOST) list.remove(MOST);
    }

    /** As it was remembered; the oldest are told first. */
    public void remember(Kind kind, List<String> origins) {
        for (int i = origins.size() - 1; i >= 0; i--) opened(kind, origins.get(i));
    }
}
