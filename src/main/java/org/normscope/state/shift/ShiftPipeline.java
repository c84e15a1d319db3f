package org.normscope.state.shift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.shift.DomainRun;
import org.normscope.shift.IbnAdvice;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.PaintedPicture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.task.Workers;
import org.normscope.text.Fault;

/**
 * The work behind {@link ShiftModel}, asked for anew whenever something that it depends on has changed: a stage is
 * asked only what it was not asked last. Lives on the UI thread; the stages run on workers.
 */
final class ShiftPipeline {
    private final ObservableList<Compared> compared = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Meter> metered = new ReadOnlyObjectWrapper<>(this, "meter");
    private final ReadOnlyObjectWrapper<DepthCurves> curves = new ReadOnlyObjectWrapper<>(this, "curves");
    private final ReadOnlyObjectWrapper<Compared> operated = new ReadOnlyObjectWrapper<>(this, "operated");
    private final ReadOnlyObjectWrapper<Fault> surgeryFault = new ReadOnlyObjectWrapper<>(this, "surgeryFault");
    private final ReadOnlyObjectWrapper<IbnAdvice> advice = new ReadOnlyObjectWrapper<>(this, "advice");
    private final ReadOnlyObjectWrapper<FolderRun> run = new ReadOnlyObjectWrapper<>(this, "run");
    /** Results by folder: undo goes back to them, no session keeps them. */
    private final Map<String, FolderRun> runs = new HashMap<>();
    private final Subject subject;
    private final Stages stages;
    private final Chosen chosen;
    private final Sources sources;
    private final Opening opening;
    private final MeterStage meterStage;
    private final Stage<MeterStage.Request, Meter> meter;
    private final Stage<SurgeryStage.Request, SurgeryStage.Answer> surgery;
    private final Workers workers;
    private final Map<NetworkChoice, Network> networks = new HashMap<>();
    /** Networks and pictures that are being opened, or could not be. */
    private final Set<Object> asked = new HashSet<>();
    private final OpenedPicture own;
    private final OpenedPicture painting;
    private final Recalibrations recalibrations;
    /** Rewritten networks of which results are known: undo has to bring back these, not others that are like them. */
    private final Map<SurgeryStage.Request, Compared> kept = new HashMap<>();
    private SurgeryStage.@Nullable Request cut;
    private @Nullable Compared rewritten;
    private boolean closed;
    /** Whether the networks have something in memory of the pictures. */
    private boolean measured;

    ShiftPipeline(Recalibrations recalibrations, Services services, Subject subject) {
        this.recalibrations = recalibrations;
        this.subject = subject;
        chosen = services.chosen();
        sources = services.sources();
        opening = services.opening();
        workers = services.workers();
        own = new OpenedPicture(sources, opening, this::follow);
        painting = new OpenedPicture(sources, opening, this::follow);
        meterStage = new MeterStage(services.runner(), workers);
        stages = new Stages(services.ui(), services.notices()::tell);
        meter = stages.add(workers.inference(), meterStage::run, this::metered);
        surgery = stages.add(workers.light(), SurgeryStage::run, this::cut);
    }

    // Results, as ShiftModel tells of them

    ObservableList<Compared> compared() { return compared; }

    ReadOnlyObjectProperty<Meter> meter() { return metered.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<DepthCurves> curves() { return curves.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<Compared> operated() { return operated.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<Fault> surgeryFault() { return surgeryFault.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<IbnAdvice> advice() { return advice.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<FolderRun> run() { return run.getReadOnlyProperty(); }

    ReadOnlyBooleanProperty computing() { return stages.computing(); }

    void close() {
        closed = true;
        meter.cancel();
        surgery.cancel();
        workers.inference().execute(meterStage::close);
    }

    /** Another workspace is open: maps of whole networks go, which take 70 MB and a part of a second to make again. */
    void rest() {
        if (closed || !measured) return;
        measured = false;
        workers.inference().execute(meterStage::close);
    }

    void follow() {
        if (closed) return;
        ShiftSettings settings = chosen.of(ShiftSettings.class);
        openNetworks(settings);
        own.want(settings.own());
        painting.want(settings.restyle().weight() == 0 ? PictureChoice.NONE
            : PictureChoice.of(settings.restyle().painting(), ""));
        askSurgery(settings);
        List<Compared> next = compared(settings);
        if (!next.equals(compared)) compared.setAll(next);
        showRun();
        askMeter(settings);
        showCurves();
        recalibrations.makeWanted(settings.networks(), networks, this::follow);
    }

    private void openNetworks(ShiftSettings settings) {
        List<NetworkChoice> wanted = settings.networks().stream().map(ComparedChoice::network).toList();
        networks.keySet().retainAll(wanted);
        for (NetworkChoice choice : wanted) {
            if (networks.containsKey(choice) || !asked.add(choice)) continue;
            opening.<Network>start(Words.of("activity.network", choice.origin()),
                job -> sources.network(choice), network -> {
                    asked.remove(choice);
                    networks.put(choice, network);
                    follow();
                });
        }
    }

    private Optional<Network> opened(ShiftSettings settings, int ink) {
        return settings.network(ink).map(choice -> networks.get(choice.network()));
    }

    /** In their order; behind each what was made of it. */
    private List<Compared> compared(ShiftSettings settings) {
        List<Compared> open = new ArrayList<>();
        for (ComparedChoice choice : settings.networks()) {
            Network network = networks.get(choice.network());
            if (network == null) continue;
            open.add(new Compared(choice.ink(), Compared.Origin.OPENED, network));
            if (rewritten != null && rewritten.ink() == choice.ink()) open.add(rewritten);
            recalibrations.of(choice).ifPresent(open::add);
        }
        return open;
    }

    private void askSurgery(ShiftSettings settings) {
        Network network = opened(settings, settings.surgery().ink()).orElse(null);
        operated.set(network == null ? null : new Compared(settings.surgery().ink(), Compared.Origin.OPENED, network));
        if (network == null || settings.surgery().rho().isEmpty()) {
            surgery.cancel();
            rewritten = null;
            surgeryFault.set(null);
            return;
        }
        surgery.submitNew(new SurgeryStage.Request(network, settings.surgery().ink(), settings.surgery().mode(),
            settings.surgery().rho()));
    }

    private void cut(SurgeryStage.Answer answer) {
        cut = answer.request();
        rewritten = kept.getOrDefault(cut, answer.network());
        surgeryFault.set(answer.fault());
        follow();
    }

    /** What is known of a folder; null where it was not run. */
    @Nullable FolderRun known(String folder) {
        return runs.get(folder);
    }

    void keep(String folder, FolderRun done) {
        runs.put(folder, done);
    }

    /** To be called where the networks that stand there begin to be run. */
    void keepRewritten() {
        if (rewritten != null) kept.put(cut, rewritten);
    }

    /** Puts what is known of the folder chosen on show. */
    private void showRun() {
        FolderRun known = runs.get(chosen.of(ShiftSettings.class).folder()), shown = known == null ? null
            : known.of(compared).orElse(null);
        if (!Objects.equals(shown, run.get())) run.set(shown);
    }

    /** The two domains that are compared; fewer where the folder has fewer. */
    List<String> domains() {
        if (run.get() == null) return List.of();
        List<String> there = run.get().domains(), wanted = chosen.of(ShiftSettings.class).domains();
        return wanted.size() == 2 && there.containsAll(wanted) ? wanted : there.stream().limit(2).toList();
    }

    private void askMeter(ShiftSettings settings) {
        List<PaintedPicture> pictures = subject.pictures();
        boolean ready = !compared.isEmpty() && !pictures.isEmpty();
        if (!ready) {
            meter.cancel();
            metered.set(null);
            return;
        }
        boolean tray = settings.scope() == Scope.TRAY;
        int active = subject.choice().get().active();
        if (own.waiting() || painting.waiting()) return;
        MeterStage.Base base = new MeterStage.Base(own.pixels(), painting.pixels(), settings.restyle().weight());
        measured = true;
        meter.submitNew(new MeterStage.Request(List.copyOf(compared), tray ? pictures : List.of(pictures.get(active)),
            tray ? active : 0, settings.look(), base));
    }

    private void metered(Meter answer) {
        metered.set(answer);
        showCurves();
    }

    /** What is known, in the measure and at the layers chosen; and what it advises. */
    void showCurves() {
        ShiftSettings settings = chosen.of(ShiftSettings.class);
        boolean folder = settings.scope() == Scope.FOLDER;
        Measure measure = folder ? Measure.DIVERGENCE : settings.measure();
        List<DepthCurves.Moves> moves = folder ? between() : shifted(measure);
        curves.set(moves.isEmpty() ? null : DepthCurves.of(measure, settings.at(), settings.scope(), moves));
        advice.set(advice(settings, folder ? moves : shifted(Measure.DIVERGENCE)));
    }

    private List<DepthCurves.Moves> shifted(Measure measure) {
        Meter now = metered.get();
        if (now == null) return List.of();
        return now.networks().stream().filter(network -> network.fault() == null)
            .map(network -> new DepthCurves.Moves(network.compared(),
                network.layers().stream().map(layer -> LayerMove.of(layer, measure)).toList())).toList();
    }

    private List<DepthCurves.Moves> between() {
        List<String> domains = domains();
        if (domains.size() < 2) return List.of();
        return run.get().rows().stream().filter(row -> compared.contains(row.compared())).map(row -> {
            DomainRun a = row.run(domains.get(0)), b = row.run(domains.get(1));
            return new DepthCurves.Moves(row.compared(),
                row.compared().network().layers().stream().map(layer -> LayerMove.between(a, b, layer)).toList());
        }).toList();
    }

    /** For the network operated on, from what its layers read; of an addition from what it gives. */
    private @Nullable IbnAdvice advice(ShiftSettings settings, List<DepthCurves.Moves> moves) {
        Compared one = operated.get();
        if (one == null) return null;
        return moves.stream().filter(network -> network.compared().equals(one)).findFirst().map(network -> {
            Map<Layer, Double> divergence = new HashMap<>();
            network.layers().forEach(move -> divergence.put(move.layer(), move.input().orElse(move.output())));
            return IbnAdvice.of(one.network(), settings.surgery().mode(), divergence);
        }).orElse(null);
    }
}
