package org.normscope.state.layers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Projection;
import org.normscope.flow.PlateFigure;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/**
 * The plate of the opened unit: what fires it, what in that counts, what it wishes for, where it looks. Nothing of it
 * is computed while it is shut.
 */
public final class PlateModel {
    private final Chosen chosen;
    private final Opening opening;
    private final Subject subject;
    private final PlatePipeline pipeline;
    private final Notices notices;
    private final ReadOnlyObjectProperty<OpenedUnit> opened;
    private final ReadOnlyBooleanWrapper halted = new ReadOnlyBooleanWrapper(this, "halted");
    private @Nullable Job<Integer> job;

    PlateModel(Services services, Subject subject, ReadOnlyObjectProperty<OpenedUnit> opened) {
        chosen = services.chosen();
        opening = services.opening();
        notices = services.notices();
        this.subject = subject;
        this.opened = opened;
        pipeline = new PlatePipeline(subject, services);
    }

    PlatePipeline pipeline() {
        return pipeline;
    }

    // Observables

    /** The nine seen backwards; null before the first. */
    public ReadOnlyObjectProperty<PlateBackwards> backwards() { return pipeline.backwards(); }

    /** The wish as far as it has come; null before the first frame. */
    public ReadOnlyObjectProperty<WishFrame> wish() { return pipeline.wish(); }

    /** Where the unit looks; null before the first place is measured. */
    public ReadOnlyObjectProperty<PlateField> field() { return pipeline.field(); }

    /** The units of the layer that fire on the same pictures, nearest first. */
    public ReadOnlyObjectProperty<List<PlateKin>> kin() { return pipeline.kin(); }

    public ReadOnlyBooleanProperty computing() { return pipeline.computing(); }

    /** Whether the wish was stopped. */
    public ReadOnlyBooleanProperty halted() { return halted.getReadOnlyProperty(); }

    // Verbs

    public void open() { change(null, s -> s.withOpen(true)); }

    /** Back to all units. */
    public void shut() { change(null, s -> s.withOpen(false)); }

    public void setMethod(Projection method) { change("method", s -> s.withMethod(method)); }

    /** From other noise. */
    public void wishAgain() {
        halted.set(false);
        change("seed", s -> s.withSeed(s.seed() + 1));
    }

    /** From what, and what is free. */
    public void wishFrom(WishSettings.Begin begin) { changeWish(null, s -> s.withBegin(begin)); }

    /** One more unit, or another in the place of one. @param place from 0 */
    public void wishWith(int place, int unit) {
        changeWish(null, s -> s.withOther(place, new WishSettings.Share(unit, place < s.others().size()
            ? s.others().get(place).share() : 1)));
    }

    /** The one in that place has no share any more. */
    public void wishWithout(int place) { changeWish(null, s -> s.without(place)); }

    /** Of the opened unit. */
    public void ownShare(double share) { changeWish("ownShare", s -> s.withOwn(share)); }

    public void share(int place, double share) {
        changeWish("share" + place, s -> s.withOther(place, new WishSettings.Share(s.others().get(place).unit(),
            share)));
    }

    /** What where it looks is measured over. */
    public void setOver(FieldOver over) { change(null, s -> s.withOver(over)); }

    /** Four pictures that keep apart, or one. */
    public void wishFour(boolean four) { changeWish(null, s -> s.withFour(four)); }

    private void changeWish(@Nullable Object kind, UnaryOperator<WishSettings> change) {
        halted.set(false);
        change(kind, s -> s.withWish(change.apply(s.wish())));
    }

    /** The wish stays as it is, or goes on. */
    public void halt(boolean stay) {
        halted.set(stay);
        pipeline.halt(stay);
    }

    /** Sees all units of a page backwards, as a job, and keeps that in the index: their plates are there at once. */
    public void seePage(List<Integer> units) {
        PageBackwards page = pipeline.page(units);
        if (page == null || job != null && !job.state().over()) return;
        job = opening.<Integer>start(Words.of("plate.page.activity", units.size()), page::run,
            seen -> notices.tell(Words.of("plate.page.kept", seen)));
    }

    /** Ends that job; what it has kept stays. */
    public void stopPage() {
        if (job != null && !job.state().over()) opening.cancel(job);
    }

    private void change(@Nullable Object kind, UnaryOperator<PlateSettings> change) {
        chosen.change(LayersSettings.class, kind, s -> s.withPlate(change.apply(s.plate())));
    }

    // Out

    /** Writes the plate for print: as SVG where the file's name ends so, else as PNG. */
    public void export(Path file) {
        PlateFigure figure = figure();
        if (figure != null) opening.write(file, job -> figure.write(file));
    }

    /** Writes the wish as far as it has come. */
    public void exportWish(Path file) {
        WishFrame frame = wish().get();
        if (frame != null) opening.write(file, job -> PictureFile.writePng(frame.picture(), file));
    }

    /** Writes the nine seen backwards as one array, [9, C, rows, columns], as far as they have come. */
    public void exportArray(Path file) {
        PlateBackwards seen = backwards().get();
        if (seen == null || seen.cells().isEmpty()) return;
        Tensor all = stacked(seen.cells());
        opening.write(file, job -> Npy.write(all, file));
    }

    private static Tensor stacked(List<Tensor> cells) {
        int channels = 0, height = 0, width = 0;
        for (Tensor one : cells) {
            channels = Math.max(channels, one.shape().c());
            height = Math.max(height, one.shape().h());
            width = Math.max(width, one.shape().w());
        }
        Tensor all = Tensor.zeros(Shape.of(cells.size(), channels, height, width));
        for (int n = 0; n < cells.size(); n++) {
            Shape shape = cells.get(n).shape();
            for (int c = 0; c < shape.c(); c++) {
                for (int y = 0; y < shape.h(); y++) {
                    System.arraycopy(cells.get(n).data(), cells.get(n).index(0, c, y, 0), all.data(),
                        all.index(n, c, y, 0), shape.w());
                }
            }
        }
        return all;
    }

    private @Nullable PlateFigure figure() {
        OpenedUnit unit = opened.get();
        if (unit == null) return null;
        Language language = chosen.present().look().language();
        List<PlateFigure.Square> squares = new ArrayList<>();
        List<OpenedUnit.Firing> patches = unit.patches();
        List<String> range = patches.isEmpty() ? List.of() : List.of(Messages.get(language, "figure.range",
            number(patches.get(0).value()), number(patches.get(patches.size() - 1).value())),
            Messages.get(language, "figure.pictures", unit.spread().pictures()));
        squares.add(new PlateFigure.Square(Messages.get(language, "plate.fires"),
            patches.stream().map(OpenedUnit.Firing::pixels).toList(), false, range));
        PlateBackwards seen = backwards().get();
        if (seen != null) {
            squares.add(new PlateFigure.Square(Messages.get(language, "plate.counts"), seen.pictures(),
                false, List.of(Messages.get(language, "plate.method." + seen.method().name()))));
        }
        WishFrame wish = wish().get();
        if (wish != null) {
            squares.add(whole(Messages.get(language, "plate.wish"), wish.picture(),
                Messages.get(language, "figure.steps", wish.steps(), chosen.of(LayersSettings.class).plate().seed()),
                patches.isEmpty() ? number(wish.peak()) : Messages.get(language, "figure.reaches",
                    number(wish.peak()), number(patches.get(0).value()))));
        }
        PlateField field = field().get();
        if (field != null) {
            squares.add(whole(Messages.get(language, "plate.field"), field.picture(), Messages.get(language,
                "figure.can.see", Math.round(field.width()), Math.round(field.height())), Messages.get(language,
                field.over() == FieldOver.NINE ? "figure.within.patches" : "figure.within.pictures",
                number(field.diameter()), field.places())));
        }
        String title = subject.network().get().name() + " · " + unit.layer().name() + " · "
            + Messages.get(language, "figure.unit", unit.unit());
        return new PlateFigure(title, unit.layer().operator(), squares);
    }

    private static PlateFigure.Square whole(String title, Pixels picture, String... numbers) {
        return new PlateFigure.Square(title, List.of(picture), true, List.of(numbers));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
