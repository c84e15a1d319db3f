package org.normscope.state.style;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.image.Samples;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.text.Fault;

/** The styles there are, shipped ones first, and the contents that are shipped; their thumbnails come one by one. */
final class StyleGallery {
    private static final List<String> FOLDERS = List.of("paintings/", "styles/", "textures/");

    private final ObservableList<GalleryItem> styles = FXCollections.observableArrayList();
    private final ObservableList<GalleryItem> contents = FXCollections.observableArrayList();
    private final Sources sources;
    private final Executor files;
    private final Executor ui;
    private final Map<PictureChoice, Pixels> thumbnails = new HashMap<>();
    private final Set<PictureChoice> asked = new HashSet<>();
    private @Nullable StyleSettings settings;

    StyleGallery(Services services) {
        sources = services.sources();
        files = services.workers().files();
        ui = services.ui();
    }

    ObservableList<GalleryItem> styles() { return styles; }

    ObservableList<GalleryItem> contents() { return contents; }

    void show(StyleSettings next) {
        settings = next;
        Stream.concat(shipped(), next.own().stream()).forEach(this::read);
        publish();
    }

    private static Stream<PictureChoice> shipped() {
        return FOLDERS.stream().flatMap(folder ->
            Samples.all().stream().filter(sample -> sample.id().startsWith(folder)))
            .map(sample -> PictureChoice.of(sample.origin(), ""));
    }

    private static Stream<PictureChoice> photos() {
        return Samples.photos().map(origin -> PictureChoice.of(origin, ""));
    }

    /** The shipped contents are read when they are first looked at. */
    void openContents() {
        photos().forEach(this::read);
        publish();
    }

    private void read(PictureChoice choice) {
        if (!asked.add(choice)) return;
        files.execute(() -> {
            try {
                Pixels thumbnail = sources.thumbnail(choice);
                ui.execute(() -> {
                    thumbnails.put(choice, thumbnail);
                    publish();
                });
            } catch (Fault unreadable) {
                // An own style that is gone stays an empty tile; choosing it says why.
            }
        });
    }

    private void publish() {
        if (settings != null) publish(settings);
    }

    private void publish(StyleSettings now) {
        List<GalleryItem> all = new ArrayList<>();
        shipped().forEach(choice -> all.add(item(choice, now, false)));
        now.own().forEach(choice -> all.add(item(choice, now, true)));
        if (!all.equals(styles)) styles.setAll(all);
        List<GalleryItem> photos = photos().map(choice -> new GalleryItem(choice, thumbnails.get(choice), 0,
            choice.origin().equals(now.content().origin()), false)).toList();
        if (!photos.equals(contents)) contents.setAll(photos);
    }

    private GalleryItem item(PictureChoice choice, StyleSettings now, boolean own) {
        boolean chosen = now.styles().stream().anyMatch(share -> share.picture().origin().equals(choice.origin()));
        return new GalleryItem(choice, thumbnails.get(choice), now.share(choice.origin()), chosen, own);
    }
}
