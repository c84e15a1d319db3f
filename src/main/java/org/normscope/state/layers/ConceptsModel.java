package org.normscope.state.layers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Concepts;
import org.normscope.flow.ConceptSearch;
import org.normscope.flow.FoundConcepts;
import org.normscope.image.AtomicFile;
import org.normscope.image.Npy;
import org.normscope.image.Pixels;
import org.normscope.network.Classes;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.Corpus;
import org.normscope.patches.PatchCutter;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.OneJob;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.task.Job;
import org.normscope.text.Language;

/**
 * The concepts of the chosen layer: looked for by a job while they are shown, and kept until another question is asked.
 * Lives on the UI thread.
 */
public final class ConceptsModel {
    /** That many pictures tell the concepts; the index has seen all. */
    private static final int PICTURES = 200;
    private static final long SEED = 1;
    /** Of a patch, of the lines between them, pixels; what lies in padding. */
    private static final int SIDE = 96, HAIR = 2, OUTSIDE = 0xFF4A525E;
    private static final int PAPER = 0xFFD3D8DE;
    private static final double LOOKING = .75;

    private record Question(Network network, Layer layer, String corpus, int count) { }

    /**
     * What is asked of concepts that are known.
     *
     * @param of     number of the class; {@link ConceptsSettings#NONE} for none
     * @param inside whether their patches are to lie wholly inside their pictures
     */
    private record Showing(int of, boolean inside) { }

    /** @param plate of what was found, for the screen */
    private record Answer(Question question, Showing showing, Concepts concepts, FoundConcepts found,
        ConceptPlate plate) { }

    private final ReadOnlyObjectWrapper<ConceptPlate> plate = new ReadOnlyObjectWrapper<>(this, "plate");
    private final ReadOnlyObjectWrapper<List<String>> classes = new ReadOnlyObjectWrapper<>(this, "classes", List.of());
    private final ReadOnlyObjectWrapper<List<ConceptHere>> here = new ReadOnlyObjectWrapper<>(this, "here", List.of());
    private final Services services;
    private final OneJob job;
    private final Stages stages;
    private final Stage<ConceptsHereStage.Request, ConceptsHereStage.Answer> looking;
    private @Nullable Question asked;
    private ConceptsHereStage.@Nullable Request lookedFor;
    private ConceptsHereStage.@Nullable Answer found;
    /** The current picture where it is asked for; else null. */
    private @Nullable Pixels seen;
    private Showing askedShowing = new Showing(ConceptsSettings.NONE, true);
    private @Nullable Answer last;

    ConceptsModel(Services services) {
        this.services = services;
        job = new OneJob(services);
        stages = new Stages(services.ui(), services.notices()::tell);
        looking = stages.add(services.workers().inference(), new ConceptsHereStage(services.runner())::run,
            this::looked);
        plate.addListener((property, old, now) -> look());
    }

    // Observables

    /** Null while they are not known. */
    public ReadOnlyObjectProperty<ConceptPlate> plate() { return plate.getReadOnlyProperty(); }

    /** The search while it goes on. */
    public ReadOnlyObjectProperty<JobStatus> status() { return job.status(); }

    public ReadOnlyBooleanProperty paused() { return job.paused(); }

    /** What the network's classes are called: by their numbers where nobody says. */
    public ReadOnlyObjectProperty<List<String>> classes() { return classes.getReadOnlyProperty(); }

    /** Where the current picture has each concept of the plate; empty while that is not asked for or not known. */
    public ReadOnlyObjectProperty<List<ConceptHere>> here() { return here.getReadOnlyProperty(); }

    /** True while that is looked for. */
    public ReadOnlyBooleanProperty looking() { return stages.computing(); }

    // Verbs

    public void open() { change(s -> s.withOpen(true)); }

    /** Back to the figure. */
    public void shut() { change(s -> s.withOpen(false)); }

    public void setCount(int count) { change(s -> s.withCount(count)); }

    /** @param of number of the class; {@link ConceptsSettings#NONE} for none */
    public void setClass(int of) { change(s -> s.withClass(of)); }

    /** @param shown whether the current picture is shown, with where each is, in place of their patches */
    public void setHere(boolean shown) { change(s -> s.withHere(shown)); }

    private void change(UnaryOperator<ConceptsSettings> change) {
        services.chosen().change(LayersSettings.class, null, s -> s.withConcepts(change.apply(s.concepts())));
    }

    public void pause(boolean wait) { job.pause(wait); }

    /** Nothing of it is kept but what was found before. */
    public void cancel() { job.cancel(); }

    /** Looks again where that was cancelled, or failed. */
    public void again() {
        if (asked != null && !job.running()) start(asked, known(askedShowing));
    }

    /** @param picture the current one, as the network sees it; null where there is none */
    void follow(Network network, @Nullable Layer layer, LayersSettings settings, @Nullable Pixels picture) {
        ConceptsSettings chosen = settings.concepts();
        seen = chosen.here() ? picture : null;
        if (!chosen.open() || layer == null) {
            forget();
            return;
        }
        Question next = new Question(network, layer, settings.corpus(), chosen.count());
        Showing showing = new Showing(chosen.of(), settings.inside());
        if (next.equals(asked) && showing.equals(askedShowing)) {
            look();
            return;
        }
        if (asked == null || asked.network() != network) classes.set(classes(network));
        Showing possible = known(showing);
        cancel();
        asked = next;
        askedShowing = showing;
        Answer known = last;
        if (known != null && known.question().equals(next) && known.showing().equals(possible)) {
            plate.set(known.plate());
            return;
        }
        if (known == null || !known.question().equals(next)) plate.set(null);
        start(next, possible);
        look();
    }

    /** Another network may have fewer classes. */
    private Showing known(Showing wanted) {
        return wanted.of() < classes.get().size() ? wanted : new Showing(ConceptsSettings.NONE, wanted.inside());
    }

    private static List<String> classes(Network network) {
        Classes of = Classes.of(network);
        List<String> numbers = IntStream.range(0, of.classes()).mapToObj(String::valueOf).toList();
        return of.labels().size() == of.classes() ? of.labels() : numbers;
    }

    /** What was found last is kept: it is there at once where the same is asked again. */
    void forget() {
        cancel();
        asked = null;
        plate.set(null);
    }

    /** Where the picture has what stands on the plate. */
    private void look() {
        Answer known = last;
        ConceptsHereStage.Request next = seen == null || known == null || plate.get() != known.plate() ? null
            : new ConceptsHereStage.Request(known.question().network(), known.found(), seen);
        if (Objects.equals(next, lookedFor)) return;
        lookedFor = next;
        here.set(List.of());
        found = null;
        if (next == null) looking.cancel();
        else looking.submit(next);
    }

    private void looked(ConceptsHereStage.Answer answer) {
        if (!answer.request().equals(lookedFor)) return;
        found = answer;
        here.set(answer.concepts());
    }

    private void start(Question question, Showing showing) {
        Answer known = last;
        Concepts concepts = known != null && known.question().equals(question) ? known.concepts() : null;
        Words what = Words.of("concepts.activity", question.layer().name());
        job.<Answer>start(what, work -> answer(question, showing, concepts, work), answer -> {
            last = answer;
            plate.set(answer.plate());
        }, services.notices()::tell);
    }

    private Answer answer(Question question, Showing showing, @Nullable Concepts known, Job<Answer> work) {
        ConceptSearch search = new ConceptSearch(question.network(), services.runner(), question.layer(),
            Corpus.of(question.corpus()), PICTURES);
        double before = known == null ? LOOKING : 0;
        // The index tells of pictures that cannot be read.
        Concepts concepts = known != null ? known
            : search.concepts(question.count(), SEED, gone -> { }, done -> work.report(LOOKING * done, ""));
        int of = showing.of();
        FoundConcepts found = search.found(concepts, of < 0 ? OptionalInt.empty() : OptionalInt.of(of),
            showing.inside(), done -> work.report(before + (1 - before) * done, ""));
        PatchCutter cutter = new PatchCutter(question.network().spec().preprocessing(), OUTSIDE);
        List<String> parts = found.parts(), shares = found.shares();
        return new Answer(question, showing, concepts, found, new ConceptPlate(question.layer(),
            IntStream.range(0, parts.size()).mapToObj(k -> new ConceptPlate.Concept(
                block(cutter, found.concepts().get(k)), parts.get(k), shares.get(k))).toList(), found.error(),
            found.pictures(), of));
    }

    private static Pixels block(PatchCutter cutter, FoundConcepts.Concept concept) {
        return BlockPainter.block(BlockPainter.cut(cutter, concept.patches(), SIDE), SIDE, HAIR);
    }

    // Out

    /** What is shown, their patches or the picture, for print: as SVG where the file's name ends so, else as PNG. */
    public void export(Path file) {
        Answer shown = last;
        if (shown == null || plate.get() == null) return;
        Network network = shown.question().network();
        String label = shown.plate().of() < 0 ? "" : classes.get().get(shown.plate().of());
        Language language = services.chosen().present().look().language();
        ConceptsHereStage.Answer looked = found;
        services.opening().write(file, work -> (looked == null ? shown.found().figure(network.name(), label,
            new PatchCutter(network.spec().preprocessing(), PAPER), language) : shown.found().onPicture(network.name(),
            looked.concepts().stream().map(ConceptHere::picture).toList(),
            looked.concepts().stream().map(ConceptHere::most).toList(), language)).write(file));
    }

    /** How much of each concept every cell has on the current picture, where that is shown. */
    public void exportHere(Path file) {
        ConceptsHereStage.Answer looked = found;
        if (looked != null) services.opening().write(file, work -> Npy.write(looked.maps(), file));
    }

    /** A row a concept, a column a unit. */
    public void exportArray(Path file) {
        Answer shown = last;
        if (shown != null && plate.get() != null) {
            services.opening().write(file, work -> Npy.write(shown.found().directions(), file));
        }
    }

    /** A line a patch. */
    public void exportCsv(Path file) {
        Answer shown = last;
        if (shown != null && plate.get() != null) {
            services.opening().write(file, work -> AtomicFile.write(file,
                shown.found().csv().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
