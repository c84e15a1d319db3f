package org.normscope.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.shift.DomainRun;
import org.normscope.shift.IbnAdvice;
import org.normscope.task.Workers;

/**
 * The work behind {@link ShiftModel}, asked for anew whenever something that it depends on has changed: a stage is asked
 * only what it was not asked last. Lives on the UI thread; the stages run on workers.
 */
final class ShiftPipeline {
    private final ShiftModel model;
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
    /** Rewritten networks of which a folder's results are known: undo has to bring back these, not others that are like them. */
    private final Map<SurgeryStage.Request, Compared> run = new HashMap<>();
    private SurgeryStage.Request cut;
    private Compared rewritten;
    private boolean closed;

    ShiftPipeline(ShiftModel model, Chosen chosen, Sources sources, Opening opening, Notices notices, Recalibrations recalibrations, GraphRunner runner, Workers workers, Executor ui) {
        this.model = model;
        this.chosen = chosen;
        this.sources = sources;
        this.opening = opening;
        this.workers = workers;
        this.recalibrations = recalibrations;
        own = new OpenedPicture(sources, opening, this::follow);
        painting = new OpenedPicture(sources, opening, this::follow);
        meterStage = new MeterStage(runner, workers);
        meter = new Stage<>(workers.inference(), ui, meterStage::run, this::metered, notices::tell, this::publishComputing);
        surgery = new Stage<>(workers.light(), ui, SurgeryStage::run, this::cut, notices::tell, this::publishComputing);
    }

    private void publishComputing() {
        if (surgery != null) model.computing.set(!(meter.idle() && surgery.idle()));
    }

    void close() {
        closed = true;
        meter.cancel();
        surgery.cancel();
        workers.inference().execute(meterStage::close);
    }

    void follow() {
        if (closed) return;
        ShiftSettings settings = chosen.present().shift();
        openNetworks(settings);
        own.want(settings.own());
        painting.want(settings.restyle().weight() == 0 ? PictureChoice.NONE : PictureChoice.of(settings.restyle().painting(), ""));
        askSurgery(settings);
        List<Compared> compared = compared(settings);
        if (!compared.equals(model.compared)) model.compared.setAll(compared);
        model.showRun();
        askMeter(settings);
        showCurves();
        recalibrations.makeWanted(settings.networks(), networks, this::follow);
    }

    private void openNetworks(ShiftSettings settings) {
        List<NetworkChoice> wanted = settings.networks().stream().map(ComparedChoice::network).toList();
        networks.keySet().retainAll(wanted);
        for (NetworkChoice choice : wanted) {
            if (networks.containsKey(choice) || !asked.add(choice)) continue;
            opening.<Network>start(Words.of("activity.network", choice.origin()), job -> sources.network(choice), network -> {
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
        List<Compared> compared = new ArrayList<>();
        for (ComparedChoice choice : settings.networks()) {
            Network network = networks.get(choice.network());
            if (network == null) continue;
            compared.add(new Compared(choice.ink(), Compared.Origin.OPENED, network));
            if (rewritten != null && rewritten.ink() == choice.ink()) compared.add(rewritten);
            recalibrations.of(choice).ifPresent(compared::add);
        }
        return compared;
    }

    private void askSurgery(ShiftSettings settings) {
        Network network = opened(settings, settings.surgery().ink()).orElse(null);
        model.operated.set(network == null ? null : new Compared(settings.surgery().ink(), Compared.Origin.OPENED, network));
        if (network == null || settings.surgery().rho().isEmpty()) {
            surgery.cancel();
            rewritten = null;
            model.surgeryFault.set(null);
            return;
        }
        surgery.submitNew(new SurgeryStage.Request(network, settings.surgery().ink(), settings.surgery().mode(), settings.surgery().rho()));
    }

    private void cut(SurgeryStage.Answer answer) {
        cut = answer.request();
        rewritten = run.getOrDefault(cut, answer.network());
        model.surgeryFault.set(answer.fault());
        follow();
    }

    /** A folder was run over the networks that stand there. */
    void keepRun() {
        if (rewritten != null) run.put(cut, rewritten);
    }

    private void askMeter(ShiftSettings settings) {
        List<SiteStage.Painted> pictures = pictures();
        boolean ready = !model.compared.isEmpty() && !pictures.isEmpty();
        if (!ready) {
            meter.cancel();
            model.meter.set(null);
            return;
        }
        boolean tray = settings.scope() == Scope.TRAY;
        int active = chosen.normalize().active();
        if (own.waiting() || painting.waiting()) return;
        MeterStage.Base base = new MeterStage.Base(own.pixels(), painting.pixels(), settings.restyle().weight());
        meter.submitNew(new MeterStage.Request(List.copyOf(model.compared), tray ? pictures : List.of(pictures.get(active)), tray ? active : 0, settings.look(), base));
    }

    private List<SiteStage.Painted> pictures() {
        NormalizeSettings normalize = chosen.normalize();
        return sources.opened(normalize).map(Sources.Opened::pictures).map(pictures -> IntStream.range(0, pictures.size())
            .mapToObj(i -> new SiteStage.Painted(pictures.get(i).pixels(), normalize.pictures().get(i).strokes())).toList()).orElse(List.of());
    }

    private void metered(Meter answer) {
        model.meter.set(answer);
        showCurves();
    }

    /** What is known, in the measure and at the layers chosen; and what it advises. */
    void showCurves() {
        ShiftSettings settings = chosen.present().shift();
        boolean folder = settings.scope() == Scope.FOLDER;
        Measure measure = folder ? Measure.DIVERGENCE : settings.measure();
        List<DepthCurves.Moves> moves = folder ? between() : shifted(measure);
        model.curves.set(moves.isEmpty() ? null : DepthCurves.of(measure, settings.at(), settings.scope(), moves));
        model.advice.set(advice(settings, folder ? moves : shifted(Measure.DIVERGENCE)));
    }

    private List<DepthCurves.Moves> shifted(Measure measure) {
        Meter now = model.meter.get();
        if (now == null) return List.of();
        return now.networks().stream().filter(network -> network.fault() == null).map(network -> new DepthCurves.Moves(network.compared(),
            network.layers().stream().map(layer -> LayerMove.of(layer, measure)).toList())).toList();
    }

    private List<DepthCurves.Moves> between() {
        List<String> domains = model.domains();
        if (domains.size() < 2) return List.of();
        return model.run.get().rows().stream().filter(row -> model.compared.contains(row.compared())).map(row -> {
            DomainRun a = row.runs().get(domains.get(0)), b = row.runs().get(domains.get(1));
            return new DepthCurves.Moves(row.compared(), row.compared().network().layers().stream().map(layer -> LayerMove.between(a, b, layer)).toList());
        }).toList();
    }

    /** For the network operated on, from what its layers read; of an addition from what it gives. */
    private IbnAdvice advice(ShiftSettings settings, List<DepthCurves.Moves> moves) {
        Compared operated = model.operated.get();
        if (operated == null) return null;
        return moves.stream().filter(network -> network.compared().equals(operated)).findFirst().map(network -> {
            Map<Layer, Double> divergence = new HashMap<>();
            network.layers().forEach(move -> divergence.put(move.layer(), move.input().orElse(move.output())));
            return IbnAdvice.of(operated.network(), settings.surgery().mode(), divergence);
        }).orElse(null);
    }
}
