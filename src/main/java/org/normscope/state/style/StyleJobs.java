package org.normscope.state.style;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.flow.PaintedFolder;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.OneJob;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.style.RecipePainting;
import org.normscope.style.StyleCode;
import org.normscope.synthesis.Refinement;
import org.normscope.task.Job;
import org.normscope.task.Stop;
import org.normscope.text.Fault;
import org.normscope.text.PathName;

/**
 * What takes long in the Style workspace: a picture at full size, a refined one, a folder of pictures. One at a time;
 * it can be cancelled.
 */
final class StyleJobs {
    /** Of pictures that could not be painted: of so many it is said why, of the others that it is so. */
    private static final int EXPLAINED = 3;
    /** Longer side of a refined picture, pixels: every step costs some runs of a network and back. */
    private static final int REFINED = 512;

    private final ReadOnlyObjectWrapper<StyleRender> render = new ReadOnlyObjectWrapper<>(this,
        "render", StyleRender.NONE);
    private final StylePainter.Known known;
    private final GraphRunner runner;
    private final Refinement refinement;
    private final Opening opening;
    private final Notices notices;
    private final OneJob job;
    private final Executor ui;
    /** How what {@link #render} holds came about. */
    private Map<String, String> rendered = Map.of();

    StyleJobs(StylePainter.Known known, Services services) {
        this.known = known;
        opening = services.opening();
        notices = services.notices();
        runner = services.runner();
        refinement = new Refinement(runner, Refinement.STEPS);
        ui = services.ui();
        job = new OneJob(services);
        job.status().addListener((property, old, next) -> show());
        job.paused().addListener((property, old, next) -> show());
    }

    ReadOnlyObjectProperty<StyleRender> render() { return render.getReadOnlyProperty(); }

    /** Renders the content with its longer side as the settings say. */
    void full(StyleRequest request) {
        int[] size = request.fullSize();
        start(Words.of("style.render.doing", request.settings().content().title(), size[0] + " × " + size[1]),
            (Job<StyleMade> running) -> StyleMade.of(request.content().pixels(),
            painted(request, running.stop(), done -> running.report(done, "")), request.settings()), made -> {
            rendered = StyleWords.metadata(request, 0, request.settings());
            render.set(new StyleRender(1, null, made));
        });
    }

    /** Goes on from what the network paints, by steps of descent, at a size that they can be waited for. */
    void refine(StyleRequest whole) {
        Pixels content = whole.content().pixels();
        StyleRequest request = whole.with(whole.settings().withFullSide(Math.min(REFINED,
            Math.max(content.width(), content.height()))), 0);
        start(Words.of("style.refine.doing", whole.settings().content().title(), Refinement.STEPS),
            (Job<StyleMade> running) -> {
            StyleCode code = known.code(request, request.content(), () -> { });
            Refinement.Refined refined = refinement.paint(request.network(), content, code,
                request.styles().stream().map(Picture::pixels).toList(), request.recipe(),
                done -> running.report(done, ""));
            return new StyleMade(content.overWhite(), List.of(refined.after()), whole.settings(),
                new StyleMade.Refined(refined.difference(), Refinement.STEPS, refined.first(), refined.last(), false));
        }, made -> {
            rendered = StyleWords.metadata(request, Refinement.STEPS, whole.settings());
            render.set(new StyleRender(1, null, made));
        });
    }

    /** Looks at what refining changed, or at the picture again. */
    void see(boolean difference) {
        StyleMade made = render.get().made();
        if (made != null) render.set(new StyleRender(1, null, made.seeing(difference)));
    }

    /**
     * Every picture of a folder, and of those in it, at its own size, at most the full one, into another folder: there
     * it has its name, with a number where that is taken. The mask is stretched to each; what cannot be painted is
     * named at the end, as is what is wrong with one that was. Where it is cancelled, it is told how many were written.
     */
    void folder(StyleRequest request, Path from, Path to, PictureFormat format) {
        Map<String, Fault> skipped = new LinkedHashMap<>();
        List<Fault> odd = new ArrayList<>();
        AtomicInteger painted = new AtomicInteger();
        start(Words.of("style.folder.doing", PathName.of(from)), (Job<Integer> running) -> {
            PaintedFolder pictures = new PaintedFolder(from, to);
            if (pictures.inItself()) throw new Fault("style.folder.same", to.toString());
            if (pictures.isEmpty()) throw new Fault("style.folder.empty", from.toString());
            try {
                return pictures.paint(new PaintedFolder.Naming(Optional.of(format), false),
                    (origin, file, progress) -> each(request, origin, odd::add, file, running.stop(), progress),
                    told(running, painted, skipped));
            } catch (CancellationException e) {
                // Here, as one may have been under way when it was asked for.
                ui.execute(() -> {
                    if (painted.get() > 0) notices.tell(Words.of("style.folder.ended", painted.get(), to.toString()));
                });
                throw e;
            }
        }, done -> {
            odd.stream().limit(EXPLAINED).forEach(notices::tell);
            skipped.values().stream().limit(EXPLAINED).forEach(notices::tell);
            List<String> others = skipped.keySet().stream().skip(EXPLAINED).toList();
            if (!others.isEmpty()) {
                notices.tell(new Fault("style.folder.failed", others.size(), String.join(", ", others)));
            }
            notices.tell(Words.of("style.folder.done", done, skipped.size(), to.toString()));
        });
    }

    private static PaintedFolder.Told told(Job<?> running, AtomicInteger painted, Map<String, Fault> skipped) {
        return new PaintedFolder.Told() {
            @Override public void at(double done, String name) {
                running.report(done, name);
            }

            @Override public void painted(Path file) {
                painted.incrementAndGet();
            }

            @Override public void skipped(String name, Fault why) {
                skipped.put(name, why);
            }
        };
    }

    private Runnable each(StyleRequest whole, String origin, Consumer<Fault> odd, Path file, Stop stop,
                          DoubleConsumer progress) {
        byte[] bytes = PictureSource.bytes(origin);
        Picture picture = Picture.of(PictureSource.decode(bytes, origin, odd), ContentHash.of(bytes));
        Pixels pixels = picture.pixels();
        int side = Math.min(whole.settings().fullSide(), Math.max(pixels.width(), pixels.height()));
        PictureChoice content = whole.settings().content()
            .onto(origin, picture.sha256(), (double) pixels.width() / whole.content().pixels().width(),
            (double) pixels.height() / whole.content().pixels().height());
        StyleSettings settings = whole.settings().withContent(content).withFullSide(side);
        StyleRequest request = new StyleRequest(whole.network(), picture, whole.styles(), settings, 0);
        Pixels painted = painted(request, stop, progress);
        return () -> PictureFile.write(painted, StyleWords.metadata(request, 0, settings), file);
    }

    private Pixels painted(StyleRequest request, Stop stop, DoubleConsumer progress) {
        StyleCode code = known.code(request, request.content(), () -> { });
        return new RecipePainting(runner, stop).paint(request.network(), request.content().pixels(), code,
            request.recipe(), progress);
    }

    private <T> void start(Words what, Job.Work<T> work, Consumer<T> done) {
        job.start(what, work, done, notices::tell);
    }

    private void show() {
        JobStatus now = job.status().get();
        render.set(new StyleRender(now.progress(), now.what(), null, job.paused().get()));
    }

    /** What runs waits at its next step, or goes on. */
    void pause(boolean wait) { job.pause(wait); }

    /** Ends what runs; what was rendered is let go. */
    void cancel() {
        job.cancel();
        render.set(StyleRender.NONE);
    }

    /**
     * What is looked at, as JPEG where the name says so, else as PNG; both carry how the picture came about. A
     * difference does not: it would not be the picture that they bring back.
     */
    void save(Path file) {
        StyleMade made = render.get().made();
        if (made == null) return;
        Pixels picture = made.shown();
        Map<String, String> metadata = picture == made.sizes().get(0) ? rendered : Map.of();
        opening.start(Words.of("activity.write", file.getFileName().toString()), writing -> {
            PictureFile.write(picture, metadata, file);
            return file;
        }, written -> notices.tell(Words.of("style.render.written", file.toString())));
    }
}
