package org.normscope.state.style;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.image.BadPictureException;
import org.normscope.image.ContentHash;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.patches.Corpus;
import org.normscope.patches.FolderCorpus;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.style.FullSize;
import org.normscope.style.StyleCode;
import org.normscope.task.Job;
import org.normscope.task.Workers;
import org.normscope.text.Fault;

/** What takes long in the Style workspace: a picture at full size, a folder of pictures. One at a time; it can be cancelled. */
final class StyleJobs {
    /** Of pictures that could not be painted: of so many it is said why, of the others that it is so. */
    private static final int EXPLAINED = 3;

    private final ReadOnlyObjectWrapper<StyleRender> render = new ReadOnlyObjectWrapper<>(this, "render", StyleRender.NONE);
    private final StylePainter.Known known;
    private final FullSize fullSize;
    private final Opening opening;
    private final Notices notices;
    private final Workers workers;
    private final Executor ui;
    private Job<?> job;

    StyleJobs(StylePainter.Known known, Services services) {
        this.known = known;
        opening = services.opening();
        notices = services.notices();
        workers = services.workers();
        ui = services.ui();
        fullSize = new FullSize(services.runner());
    }

    ReadOnlyObjectProperty<StyleRender> render() { return render.getReadOnlyProperty(); }

    /** Renders the content with its longer side as the settings say. */
    void full(StyleRequest request) {
        int side = request.settings().fullSide();
        start(Words.of("style.render.doing", String.valueOf(side)), (Job<Pixels> running) ->
            painted(request, Lanczos.scaled(request.content().pixels().overWhite(), side), done -> running.report(done, "")),
            picture -> render.set(new StyleRender(1, null, picture, request.settings())));
    }

    /**
     * Every picture of a folder, and of those in it, at its own size, at most the full one, into another folder: there it has
     * its name, with a number where that is taken. The mask is stretched to each; what cannot be painted is named at the end.
     */
    void folder(StyleRequest request, Path from, Path to, PictureFormat format) {
        Map<String, Fault> skipped = new LinkedHashMap<>();
        start(Words.of("style.folder.doing", from.getFileName().toString()), (Job<Integer> running) -> {
            if (to.toAbsolutePath().normalize().startsWith(from.toAbsolutePath().normalize())) throw new Fault("style.folder.same", to.toString());
            FolderCorpus corpus = new FolderCorpus(from);
            List<Corpus.Entry> entries = corpus.entries();
            if (entries.isEmpty()) throw new Fault("style.folder.empty", from.toString());
            for (int i = 0; i < entries.size(); i++) {
                String name = entries.get(i).name();
                double start = (double) i / entries.size(), part = 1.0 / entries.size();
                running.report(start, name);
                try {
                    each(request, corpus.origin(name), to.resolve(name), format, done -> running.report(start + part * done, name));
                } catch (CancellationException e) {
                    throw e;
                } catch (Fault failure) {
                    skipped.put(name, failure);
                } catch (RuntimeException | OutOfMemoryError failure) {
                    skipped.put(name, new Fault(failure, "style.folder.skipped", name, String.valueOf(failure)));
                }
            }
            return entries.size() - skipped.size();
        }, done -> {
            skipped.values().stream().limit(EXPLAINED).forEach(notices::tell);
            List<String> others = skipped.keySet().stream().skip(EXPLAINED).toList();
            if (!others.isEmpty()) notices.tell(new Fault("style.folder.failed", others.size(), String.join(", ", others)));
            notices.tell(Words.of("style.folder.done", done, skipped.size(), to.toString()));
            render.set(StyleRender.NONE);
        });
    }

    private void each(StyleRequest whole, String origin, Path wanted, PictureFormat format, DoubleConsumer progress) {
        byte[] bytes = PictureSource.bytes(origin);
        Picture picture = Picture.of(PictureSource.decode(bytes, origin, notice -> { }), ContentHash.of(bytes));
        Pixels pixels = picture.pixels();
        int side = Math.min(whole.settings().fullSide(), Math.max(pixels.width(), pixels.height()));
        PictureChoice content = whole.settings().content().onto(origin, picture.sha256(), (double) pixels.width() / whole.content().pixels().width(),
            (double) pixels.height() / whole.content().pixels().height());
        StyleSettings settings = whole.settings().withContent(content).withFullSide(side);
        StyleRequest request = new StyleRequest(whole.network(), picture, whole.styles(), settings, 0);
        Pixels painted = painted(request, Lanczos.scaled(pixels.overWhite(), side), progress);
        try {
            Files.createDirectories(wanted.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", wanted.toString());
        }
        write(painted, settings, free(wanted, format));
    }

    /** Never one that exists: two pictures may differ in their endings only, and what lies there may be the user's. */
    private static Path free(Path wanted, PictureFormat format) {
        String stem = wanted.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path file = wanted.resolveSibling(format.file(stem));
        for (int i = 2; Files.exists(file); i++) file = wanted.resolveSibling(format.file(stem + "-" + i));
        return file;
    }

    private static void write(Pixels picture, StyleSettings settings, Path file) {
        PictureFile.write(picture, StyleWords.metadata(settings), file);
    }

    private Pixels painted(StyleRequest request, Pixels sized, DoubleConsumer progress) {
        StyleCode code = known.code(request, request.content(), () -> { });
        Pixels styled = fullSize.paint(request.network(), sized, code, request.mixing(), progress);
        return StyleFinish.masked(request, sized, StyleFinish.coloured(sized, styled, request.settings().colours()));
    }

    private <T> void start(Words what, Job.Work<T> work, Consumer<T> done) {
        cancel();
        Job<T> next = new Job<>(work);
        job = next;
        render.set(new StyleRender(0, what, null, null));
        next.onChange(state -> ui.execute(() -> {
            if (job == next && state.phase() == Job.Phase.RUNNING) render.set(new StyleRender(state.progress(), what, null, null));
        }));
        next.start(workers.jobs(), ui, result -> {
            job = null;
            done.accept(result);
        }, failure -> {
            job = null;
            render.set(StyleRender.NONE);
            notices.tell(failure);
        });
    }

    /** Ends what runs; what was rendered is let go. */
    void cancel() {
        if (job != null) job.cancel();
        job = null;
        render.set(StyleRender.NONE);
    }

    /** As JPEG where the name says so, else as PNG; both carry how the picture came about. */
    void save(Path file) {
        StyleRender done = render.get();
        if (done.picture() == null) return;
        opening.start(Words.of("activity.write", file.getFileName().toString()), writing -> {
            write(done.picture(), done.settings(), file);
            return file;
        }, written -> notices.tell(Words.of("style.render.written", file.toString())));
    }
}
