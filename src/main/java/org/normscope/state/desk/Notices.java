package org.normscope.state.desk;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.normscope.text.Fault;
import org.normscope.text.Language;

/** What has to be told, oldest first, until dismissed. */
public final class Notices {
    private static final int MOST = 8;

    private final ObservableList<Notice> list = FXCollections.observableArrayList();

    public ObservableList<Notice> list() {
        return list;
    }

    public void dismiss(Notice notice) {
        list.remove(notice);
    }

    /** Something went wrong. What is no {@link Fault} is a mistake in the program, and is told as one. */
    public void tell(Throwable failure) {
        tell(failure, "");
    }

    /** @param about kind of what failed: told until something of that kind succeeds */
    public void tell(Throwable failure, String about) {
        add(Notice.of(failure instanceof Fault fault ? fault
            : new Fault(failure, "app.unexpected", String.valueOf(failure)), about));
    }

    /** Something of a kind succeeded: what failed of it before is no longer told. */
    public void succeeded(String about) {
        list.removeIf(notice -> notice.isOver(about));
    }

    /** What was odd in something that went well all the same. */
    public void remark(Fault odd) {
        add(Notice.of(odd));
    }

    public void tell(Words words) {
        add(Notice.of(words));
    }

    /** Something that the user may want done, with the key of its button's words. */
    public void offer(Words words, String key, Runnable act) {
        add(Notice.of(words, new Notice.Answer(key, act)));
    }

    /** The same thing twice, as from a drag, is told once. */
    private void add(Notice notice) {
        String text = notice.text(Language.ENGLISH);
        if (list.stream().anyMatch(known -> known.text(Language.ENGLISH).equals(text))) return;
        if (list.size() == MOST) list.remove(0);
        list.add(notice);
    }
}
