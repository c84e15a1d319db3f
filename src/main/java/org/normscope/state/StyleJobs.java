package org.normscope.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.image.BadPictureException;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.patches.Corpus;
import org.normscope.patches.FolderCorpus;
import org.normscope.style.FullSize;
import org.normscope.style.StyleCode;
import org.normscope.task.Job;
import org.normscope.task.Workers;
import org.normscope.text.Fault;

/** What takes long in the Style workspace: a picture at full size, a folder of pictures. One at a time; it can be cancelled. */
final class StyleJobs {
    private static final float JPEG_QUALITY = 0.95f;

    final ReadOnlyObjectWrapper<StyleRender> render = new ReadOnlyObjectWrapper<>(this, "render", StyleRender.NONE);
    private final StylePainter.Known known;
    private final FullSize fullSize;
    private final Opening opening;
    private final Notices notices;
    private final Workers workers;
    private final Executor ui;
    private Job<?> job;

    StyleJobs(StylePainter.Known known, GraphRunner runner, Opening opening, Notices notices, Workers workers, Executor ui) {
        this.known = known;
        this.opening = opening;
        this.notices = notices;
        this.workers = workers;
        this.ui = ui;
        fullSize = new FullSize(runner);
    }

    /** Renders the content with its longer side as the settings say. */
    void full(StyleRequest request) {
        int side = request.settings().fullSide();
        start(Words.of("style.render.doing", String.valueOf(side)), (Job<Pixels> running) ->
            painted(request, request.content(), Lanczos.scaled(request.content().pixels().overWhite(), side), true, done -> running.report(done, "")),
            picture -> render.set(new StyleRender(1, null, picture, request.settings())));
    }

    /** Every picture of a folder, and of those in it, as PNG of the same name in another; mask and content are not asked. */
    void folder(StyleRequest request, Path from, Path to) {
        List<Throwable> failures = new ArrayList<>();
        start(Words.of("style.folder.doing", from.getFileName().toString()), (Job<Integer> running) -> {
            if (to.toAbsolutePath().normalize().startsWith(from.toAbsolutePath().normalize())) throw new Fault("style.folder.same", to.toString());
            FolderCorpus corpus = new FolderCorpus(from);
            List<Corpus.Entry> entries = corpus.entries();
            for (int i = 0; i < entries.size(); i++) {
                String name = entries.get(i).name();
                double start = (double) i / entries.size(), part = 1.0 / entries.size();
                try {
                    each(request, corpus.origin(name), written(to, name), done -> running.report(start + part * done, name));
                } catch (Fault failure) {
                    failures.add(failure);
                }
            }
            return entries.size() - failures.size();
        }, done -> {
            failures.forEach(notices::tell);
            notices.tell(Words.of("style.folder.done", done, failures.size(), to.toString()));
            render.set(StyleRender.NONE);
        });
    }

    private void each(StyleRequest request, String origin, Path file, DoubleConsumer progress) {
        progress.accept(0);
        Picture picture = Picture.of(PictureFile.read(Path.of(origin)), origin);
        int side = Math.min(request.settings().fullSide(), Math.max(picture.pixels().width(), picture.pixels().height()));
        Pixels painted = painted(request, picture, Lanczos.scaled(picture.pixels().overWhite(), side), false, progress);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", file.toString());
        }
        PictureFile.writePng(painted, StyleWords.metadata(request.settings().withContent(PictureChoice.of(origin, ""))), file);
    }

    private static Path written(Path folder, String name) {
        return folder.resolve(name.replaceFirst("\\.[^./\\\\]*$", "") + ".png");
    }

    private Pixels painted(StyleRequest request, Picture content, Pixels sized, boolean masked, DoubleConsumer progress) {
        StyleCode code = known.code(request, content, () -> { });
        Pixels styled = fullSize.paint(request.network(), sized, code, request.mixing(), progress);
        Pixels coloured = StyleFinish.coloured(sized, styled, request.settings().colours());
        return masked ? StyleFinish.masked(request, sized, coloured) : coloured;
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
        Map<String, String> texts = StyleWords.metadata(done.settings());
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        opening.start(Words.of("activity.write", file.getFileName().toString()), writing -> {
            if (name.endsWith(".jpg") || name.endsWith(".jpeg")) PictureFile.writeJpeg(done.picture(), JPEG_QUALITY, texts, file);
            else PictureFile.writePng(done.picture(), texts, file);
            return file;
        }, written -> notices.tell(Words.of("export.written", file.toString())));
    }
}
