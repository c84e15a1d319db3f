package org.normscope.state.style;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Stroke;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.Workspace;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.style.Mixing;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;
import org.normscope.task.Workers;

/**
 * The Style workspace: a picture painted in the style of others. Read-only properties out, verbs in, as in
 * {@link NormalizeModel}. Nothing is opened before the workspace is.
 */
public final class StyleModel implements Workspace {
    public static final Plan PLAN = new Plan(new StyleSlice(), StyleModel::new);

    private final ReadOnlyObjectWrapper<StyleEngine> engine = new ReadOnlyObjectWrapper<>(this, "engine");
    private final ReadOnlyObjectWrapper<StyleSettings> settings;
    private final Chosen chosen;
    private final Opening opening;
    private final Workers workers;
    private final StyleFiles files;
    private final StyleInput input;
    private final StyleGallery gallery;
    private final StylePipeline pipeline;
    private final StyleJobs jobs;
    private final StyleInside inside;
    private final MixVerbs mix;
    private final ObservableList<GalleryItem> styles;
    private final ObservableList<GalleryItem> contents;
    private Function<Path, Optional<Path>> target = folder -> Optional.empty();
    private @Nullable StyleRequest opened;
    /** Of which {@link #engine} tells. */
    private @Nullable StyleNetwork shown;
    /** What is being opened, or could not be: it is not tried again until something else is wanted. */
    private @Nullable StyleSettings wanted;

    StyleModel(Services services, Workspace.Shell shell) {
        chosen = services.chosen();
        opening = services.opening();
        workers = services.workers();
        files = new StyleFiles(new StyleLibrary(services.runner()), services.sources());
        input = new StyleInput(services, files, shell::openSession, from -> renderFolder(from, false));
        gallery = new StyleGallery(services);
        StylePainter.Known known = new StylePainter.Known();
        pipeline = new StylePipeline(known, services);
        inside = new StyleInside(services, known, shell.subject());
        jobs = new StyleJobs(known, services);
        styles = FXCollections.unmodifiableObservableList(gallery.styles());
        contents = FXCollections.unmodifiableObservableList(gallery.contents());
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.of(StyleSettings.class));
        mix = new MixVerbs(chosen);
        chosen.settings().addListener((property, old, next) -> follow());
    }

    @Override
    public String id() { return StyleSettings.ID; }

    // Observables

    public ReadOnlyObjectProperty<StyleSettings> settings() { return settings.getReadOnlyProperty(); }

    /** The network that paints; null until it is open. */
    public ReadOnlyObjectProperty<StyleEngine> engine() { return engine.getReadOnlyProperty(); }

    /** What is painted now, with the settings that it belongs to; null until there is something. */
    public ReadOnlyObjectProperty<StyleFrame> frame() { return pipeline.frame(); }

    public ReadOnlyObjectProperty<StyleSheet> sheet() { return pipeline.sheet(); }

    /** How often each part of the network ran, in this session. */
    public ReadOnlyObjectProperty<StyleRuns> runs() { return pipeline.runs(); }

    /** Shipped and own styles. */
    public ObservableList<GalleryItem> styles() { return styles; }

    /** Shipped contents; empty until {@link #openContents()}. */
    public ObservableList<GalleryItem> contents() { return contents; }

    /** The rendering at full size, the refining, or the painting of a folder. */
    public ReadOnlyObjectProperty<StyleRender> render() { return jobs.render(); }

    /** Width and height of what {@link #renderFull()} would make; 0 while nothing is open. */
    public int[] fullSize() {
        return opened == null ? new int[2] : opened.fullSize();
    }

    /** True while a picture or the contact sheet is being painted. */
    @Override
    public ReadOnlyBooleanProperty computing() { return pipeline.computing(); }

    // Verbs: what comes in

    /** "builtin:photos/cat" or files; the first that can be read is the content from now on. */
    public void chooseContent(List<String> origins) { input.content(origins); }

    public void openContents() { gallery.openContents(); }

    @Override
    public void paste(Pixels picture) { input.paste(picture); }

    /** Adds styles to the gallery and mixes them in equal parts. */
    public void addStyles(List<String> origins) { input.styles(origins); }

    /** A picture is the content, a folder is painted as a batch. */
    public void dropOnContent(List<Path> dropped) { input.drop(dropped, input::content, false); }

    /** Pictures, and those of folders, go into the gallery; the first four are mixed. */
    public void dropOnStyles(List<Path> dropped) { input.drop(dropped, input::styles, true); }

    @Override
    public Offer offer(List<Path> files) { return input.offer(files); }

    /**
     * Dropped on neither: a folder is painted as a batch; of pictures the first is the content, the others are styles;
     * of one alone a notice says what it became.
     */
    @Override
    public void drop(List<Path> dropped) { input.drop(dropped, input::somewhere, false); }

    /** "builtin:style" or an .onnx that paints; where that fails there is a notice and nothing else changes. */
    public void openEngine(String origin) { input.engine(origin, Map.of()); }

    /** How the engine's pictures stand for levels: two of {@link StyleEngine#RANGES}; not where it says so itself. */
    public void setRange(String in, String out) {
        if (engine.get() == null || engine.get().in().isEmpty()) return;
        input.engine(settings.get().engine().origin(), Map.of(StyleFiles.IN, in, StyleFiles.OUT, out));
    }

    /** What is done to the mixture of styles. */
    public MixVerbs mix() { return mix; }

    // Verbs: settings

    public void setWeight(double weight) { change(null, s -> s.withMix(weight, s.mixing())); }

    /** Of all sites. */
    public void setRho(double rho) { change(null, s -> StyleSheet.set(s, s.weight(), rho)); }

    public void setRho(int site, double rho) { change(null, s -> s.withRho(sites(), site, rho)); }

    /** Whether the share splits the channels (IBN-a) or blends the statistics (BIN). */
    public void setSplit(boolean split) {
        Mixing.Mode mode = split ? Mixing.Mode.SPLIT : Mixing.Mode.BLEND;
        change(null, s -> s.withMix(s.weight(), new Mixing(mode, s.mixing().rho())));
    }

    /** One rho a site, or one for all: their mean. */
    public void setBySite(boolean bySite) { change(null, s -> s.withRhos(bySite ? sites() : 1)); }

    private int sites() { return engine.get() == null ? 1 : Math.max(1, engine.get().channels().size()); }

    public void setColours(StyleColours colours) { change(null, s -> s.withColours(colours)); }

    /** Successive moves of the divider are one step, and so are successive zooms and shifts. */
    public void setView(ResultView view) {
        boolean divides = view.divider() != settings.get().view().divider();
        change(divides ? "style.divider" : "style.zoom", s -> s.withView(view));
    }

    /** What follows, up to {@link #endDrag()}, is one step: a drag of the divider or of the picture. */
    public void beginDrag() { chosen.history().begin(); }

    public void endDrag() {
        chosen.history().end();
        chosen.publish();
        follow();
    }

    public void setBeside(boolean beside) { change(null, s -> s.withView(s.view().withBeside(beside))); }

    public void setFills(boolean fills) { change(null, s -> s.withView(s.view().withFills(fills))); }

    /** Weight and rho as in a cell of the contact sheet. */
    public void choose(StyleSheet.Cell cell) { change(null, s -> StyleSheet.set(s, cell.weight(), cell.rho())); }

    // Verbs: mask

    /** A stroke under way ends where the brush is put away. */
    public void setBrush(MaskBrush brush) {
        if (!brush.on() && settings.get().brush().on()) endStroke();
        change(null, s -> s.withBrush(brush));
    }

    /** A stroke of the mask: x and y are shares of the content's sides. */
    public void beginStroke(double x, double y) {
        if (opened == null) return;
        beginDrag();
        MaskBrush brush = settings.get().brush();
        Pixels whole = opened.content().pixels();
        double radius = brush.radius() * Math.min(whole.width(), whole.height());
        Stroke stroke = new Stroke(List.of(new Stroke.Point(rounded(x * whole.width()), rounded(y * whole.height()))),
            radius, brush.erase() ? MaskBrush.ERASE : MaskBrush.PAINT);
        change(null, s -> s.withContent(s.content().with(stroke)));
    }

    public void extendStroke(double x, double y) {
        if (!dragging() || opened == null) return;
        Pixels whole = opened.content().pixels();
        change(null, s -> s.withContent(s.content().extended(rounded(x * whole.width()), rounded(y * whole.height()))));
    }

    /** Finer is not seen, and would be most of what a saved picture's settings take. */
    private static double rounded(double pixels) {
        return Math.round(pixels * 100) / 100.0;
    }

    public void endStroke() { endDrag(); }

    /** The style goes everywhere again. */
    public void clearMask() { change(null, s -> s.withContent(s.content().withoutStrokes())); }

    // Verbs: full size

    public void setFullSide(int side) { change(null, s -> s.withFullSide(side)); }

    public void renderFull() { if (opened != null) jobs.full(opened); }

    /** Takes the network's answer as the start of steps of descent, where it takes styles. */
    public void refine() { if (opened != null && opened.network().takesStyles()) jobs.refine(opened); }

    /** Looks at what refining changed, or at the picture again. */
    public void seeDifference(boolean difference) { jobs.see(difference); }

    /** What {@link #render()} tells of waits, or goes on. */
    public void pauseRender(boolean wait) { jobs.pause(wait); }

    @Override public Optional<Words> unfinished() { return Optional.ofNullable(render().get().doing()); }

    /** Ends what {@link #render()} tells of, or lets go of what it has made. */
    public void endRender() { jobs.cancel(); }

    /** Writes what of it is looked at, a picture with its settings: JPEG where the name ends so, else PNG. */
    public void saveRender(Path file) { jobs.save(file); }

    /** Renders every picture of a folder at its own size, at most the full one, under the mask, into another folder. */
    public void renderFolder(Path from, Path to, boolean jpeg) {
        if (opened != null) jobs.folder(opened, from, to, jpeg ? PictureFormat.JPEG : PictureFormat.PNG);
    }

    /**
     * As {@link #renderFolder(Path, Path, boolean)}, into the folder that the user is asked for; of one without
     * pictures nothing is asked, there is a notice.
     */
    public void renderFolder(Path from, boolean jpeg) {
        input.folder(from, () -> target.apply(from).ifPresent(to -> renderFolder(from, to, jpeg)));
    }

    /** Who is asked where to the pictures of a folder go; nowhere where the user thought better of it. */
    public void setTarget(Function<Path, Optional<Path>> next) { target = next; }

    // Verbs: inside

    /**
     * Opens the network, with this style and mixing, in the Normalize workspace: the maps before a site or behind it.
     */
    public void openInside(int site, boolean after) { if (opened != null) inside.open(opened, site, after); }

    /** Writes the network with this style and mixing as one .onnx, a picture in and out, its manifest beside it. */
    public void saveNetwork(Path file) { if (opened != null) inside.save(opened, file); }

    // Verbs: view

    /**
     * How long the picture's longer side is on screen, in pixels of the screen: it is painted so large. No choice of
     * the user.
     */
    public void setViewSide(int pixels) { pipeline.view(pixels); }

    @Override
    public boolean settled() {
        return frame().get() != null && frame().get().sharp() && !computing().get() && !sheet().get().cells().isEmpty()
            && styles.stream().noneMatch(item -> item.thumbnail() == null);
    }

    @Override
    public boolean putAway() {
        MaskBrush brush = settings.get().brush();
        if (brush.on()) setBrush(brush.withOn(false));
        return brush.on();
    }

    /** What was made for other workspaces and no session names is taken away. */
    @Override
    public void tidy(List<String> named) { workers.files().execute(() -> inside.tidy(Set.copyOf(named))); }

    @Override
    public void keep(List<String> named) { inside.keep(named); }

    private void change(@Nullable Object kind, UnaryOperator<StyleSettings> change) {
        chosen.change(StyleSettings.class, kind, change);
    }

    boolean dragging() {
        return chosen.history().inGesture();
    }

    /** The choices changed, a drag ended, or what they refer to was opened: everything that depends on them follows. */
    @Override
    public void follow() {
        settings.set(chosen.of(StyleSettings.class));
        if (!chosen.at(StyleSettings.ID)) return;
        gallery.show(settings.get());
        Optional<StyleRequest> request = files.opened(settings.get());
        if (request.isEmpty()) {
            open();
            return;
        }
        wanted = null;
        opened = request.get();
        if (engine.get() == null || shown != opened.network()) engine.set(StyleEngine.of(opened.network()));
        shown = opened.network();
        pipeline.ask(opened);
    }

    private void open() {
        StyleSettings asked = settings.get();
        if (wanted != null && sameFiles(asked, wanted)) return;
        wanted = asked;
        opening.start(Words.of("activity.open"), job -> files.open(asked), done -> follow());
    }

    private static boolean sameFiles(StyleSettings a, StyleSettings b) {
        return a.engine().equals(b.engine()) && a.content().withoutStrokes().equals(b.content().withoutStrokes())
            && a.styles().stream().map(StyleShare::picture).toList()
                .equals(b.styles().stream().map(StyleShare::picture).toList());
    }
}
