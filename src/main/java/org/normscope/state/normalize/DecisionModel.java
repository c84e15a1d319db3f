package org.normscope.state.normalize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.DecisionMethod;
import org.normscope.flow.PlateFigure;
import org.normscope.image.Npy;
import org.normscope.image.Pixels;
import org.normscope.normalize.Catalogue;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/** What the decision for the picture shown rests on; nothing is computed before it is asked. */
public final class DecisionModel {
    private final ReadOnlyObjectWrapper<Decided> decided = new ReadOnlyObjectWrapper<>(this, "decided");
    private final ReadOnlyObjectWrapper<Fault> fault = new ReadOnlyObjectWrapper<>(this, "fault");
    private final Services services;
    private final Chosen chosen;
    private final TrustModel trust;
    private final Stage<DecisionStage.Request, Decided> stage;
    private LightStage.@Nullable Answer painted;
    private @Nullable Pixels seen;

    DecisionModel(Services services, Stages stages) {
        this.services = services;
        trust = new TrustModel(services);
        chosen = services.chosen();
        stage = stages.addStoppable(services.workers().inference(), new DecisionStage(services.runner())::run,
            this::answered, failure -> {
            decided.set(null);
            if (failure instanceof Fault known) fault.set(known);
            else services.notices().tell(failure);
        });
        chosen.settings().addListener((property, old, now) -> follow());
    }

    /** Null while it is not known, or not asked. */
    public ReadOnlyObjectProperty<Decided> decided() { return decided.getReadOnlyProperty(); }

    /** Why it cannot be known; null where it can. */
    public ReadOnlyObjectProperty<Fault> fault() { return fault.getReadOnlyProperty(); }

    /** Whether its pictures can be trusted. */
    public TrustModel trust() { return trust; }

    /** Works that out, for what is shown. */
    public void askTrust() {
        Decided shown = decided.get();
        if (shown == null || painted == null || seen == null) return;
        trust.ask(painted.request().site().network(), shown, seen);
    }

    public void ask(boolean asked) { change(s -> s.withAsked(asked)); }

    public void setMethod(DecisionMethod method) { change(s -> s.withMethod(method)); }

    /** @param against {@link DecisionSettings#FIRST} for none */
    public void setClasses(int of, int against) { change(s -> s.withClasses(of, against)); }

    /** @param layer its name; empty for the last maps */
    public void setLayer(String layer) { change(s -> s.withLayer(layer)); }

    private void change(UnaryOperator<DecisionSettings> change) {
        stage.stop();
        trust.forget();
        chosen.change(NormalizeSettings.class, null, s -> s.withDecision(change.apply(s.decision())));
    }

    /** The panes have been painted anew. */
    void painted(LightStage.Answer answer, @Nullable Pixels picture) {
        painted = answer;
        seen = picture;
        follow();
    }

    /** Another picture, network or layer: what was asked is not answered. */
    void forget() {
        stage.stop();
        trust.forget();
        painted = null;
        decided.set(null);
        fault.set(null);
    }

    /** What is not whole yet is asked for again. */
    private void answered(Decided answer) {
        fault.set(null);
        decided.set(answer);
        if (!answer.whole()) ask(stage::submit);
    }

    private void follow() {
        ask(stage::submitNew);
    }

    private void ask(Consumer<DecisionStage.Request> submit) {
        DecisionSettings settings = chosen.of(NormalizeSettings.class).decision();
        if (!settings.asked() || painted == null || seen == null) {
            if (!settings.asked()) decided.set(null);
            return;
        }
        Map<Integer, DecisionStage.@Nullable Swap> swaps = new LinkedHashMap<>();
        painted.panes().forEach((key, pane) -> {
            if (pane.settings().raw()) swaps.put(key, null);
            else if (pane.result() != null && pane.normalization() != null) {
                swaps.put(key, new DecisionStage.Swap(pane.normalization().all(), pane.result()));
            }
        });
        submit.accept(new DecisionStage.Request(painted.request().site(), painted.request().active(), swaps,
            settings, seen));
    }

    // Out

    /** All looks side by side, for print: as SVG where the file's name ends so, else as PNG. */
    public void export(Path file) {
        Decided shown = decided.get();
        LightStage.Answer from = painted;
        if (shown == null || from == null) return;
        Language language = chosen.present().look().language();
        List<PlateFigure.Square> squares = new ArrayList<>(List.of(square(
            Messages.get(language, "decision.untouched"), shown.before(), language)));
        shown.after().forEach((pane, look) -> {
            LightStage.Pane swapped = from.panes().get(pane);
            if (swapped != null && !swapped.settings().raw()) {
                squares.add(square(swapped.settings().entry().map(Catalogue.Entry::shortName)
                    .orElseGet(swapped.settings()::normalization), look, language));
            }
        });
        PlateFigure figure = new PlateFigure(from.request().site().network().name() + " · "
            + shown.labels().get(shown.of()), Messages.get(language, "decision.method."
            + shown.method().name()) + (shown.layer() == null ? "" : " · " + shown.layer().name()), squares);
        services.opening().write(file, job -> figure.write(file));
    }

    private static PlateFigure.Square square(String title, Decided.Look look, Language language) {
        return new PlateFigure.Square(title, List.of(look.picture()), true, List.of(Messages.get(language,
            "figure.score", String.format(Locale.ROOT, "%.4g", look.score()))));
    }

    /** The maps of all looks, the untouched network's first: [looks, 1, rows, columns]. */
    public void exportArray(Path file) {
        Decided shown = decided.get();
        if (shown == null) return;
        List<Tensor> maps = new ArrayList<>(List.of(shown.before().map()));
        shown.after().values().forEach(look -> maps.add(look.map()));
        Shape one = shown.before().map().shape();
        Tensor all = Tensor.zeros(Shape.of(maps.size(), 1, one.h(), one.w()));
        for (int i = 0; i < maps.size(); i++) {
            System.arraycopy(maps.get(i).data(), 0, all.data(), i * one.plane(), one.plane());
        }
        services.opening().write(file, job -> Npy.write(all, file));
    }
}
