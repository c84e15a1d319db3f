package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Stroke;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.TrayItem;
import org.normscope.state.desk.stage.Memo;

/** The batch: the pictures in the order in which the network gets them. */
public final class TrayModel {
    private record Painted(Picture picture, List<Stroke> strokes) { }

    private final ObservableList<TrayItem> items = FXCollections.observableArrayList();
    private final ObservableList<TrayItem> readOnly = FXCollections.unmodifiableObservableList(items);
    private final List<Memo<Painted, Pixels>> thumbnails = new ArrayList<>();
    private List<PictureChoice> choices = List.of();
    private int active;
    private List<Picture> pictures = List.of();
    private List<Pixels> channels = List.of();

    TrayModel() { }

    /** All are replaced at once when one of them changes (painted on, made active, pointed at). */
    public ObservableList<TrayItem> items() {
        return readOnly;
    }

    void show(NormalizeSettings next, List<Picture> opened) {
        if (opened.size() != pictures.size()) channels = List.of();
        choices = next.pictures();
        active = next.active();
        pictures = opened;
        publish();
    }

    /** @param next the pointed channel of every picture, or none */
    void showChannels(List<Pixels> next) {
        if (next.isEmpty() && channels.isEmpty()) return;
        channels = next;
        publish();
    }

    private void publish() {
        while (thumbnails.size() < pictures.size()) thumbnails.add(new Memo<>());
        List<TrayItem> next = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            PictureChoice choice = choices.get(i);
            Pixels thumbnail = thumbnails.get(i).get(new Painted(pictures.get(i), choice.strokes()),
                p -> p.picture().thumbnail(p.strokes()));
            boolean known = channels.size() == pictures.size();
            int frames = pictures.get(i).frames();
            next.add(new TrayItem(i, choice, thumbnail, i == active, known ? channels.get(i) : null,
                frames > 1 ? PictureSource.frame(choice.origin()) : 0, frames));
        }
        if (!next.equals(items)) items.setAll(next);
    }
}
