package org.normscope.state.shift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.normscope.shift.Appearance;
import org.normscope.shift.IbnSurgery;
import org.normscope.shift.Preset;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Relocation;

/**
 * The choices of the Shift workspace; the pictures are those of the Normalize workspace.
 *
 * @param look     what is changed of the picture
 * @param restyle  in which painting's style it is painted before that
 * @param own      a picture that takes the shifted one's place; {@link PictureChoice#NONE} for none
 * @param networks side by side, in order
 * @param scope    what is measured
 * @param measure  in what
 * @param at       where in the networks
 * @param surgery  what is rewritten of one of them
 * @param folder   of domains that was run last; empty for none
 * @param domains  the two domains of the folder that are compared; empty for the first two
 * @param robustness of which pictures answers are watched while one trait of the look changes
 */
public record ShiftSettings(Appearance look, Restyle restyle, PictureChoice own, List<ComparedChoice> networks,
                            Scope scope, Measure measure,
                            MeasuredAt at, SurgeryChoice surgery, String folder, List<String> domains,
                            RobustnessChoice robustness) {
    /** Of the workspace. */
    public static final String ID = "shift";
    /** As many colours as a chart can be read in. */
    public static final int MOST_NETWORKS = 6;

    public ShiftSettings {
        networks = List.copyOf(networks);
        domains = List.copyOf(domains);
    }

    /** The three twins that IBN-Net is about, on a picture at dusk. */
    public static ShiftSettings initial() {
        List<String> twins = List.of("twin-bn", "twin-ibn-a", "twin-in");
        List<ComparedChoice> networks = IntStream.range(0, twins.size())
            .mapToObj(i -> new ComparedChoice(new NetworkChoice("builtin:" + twins.get(i), "", Map.of()), i)).toList();
        return new ShiftSettings(Preset.DUSK.look(), Restyle.NONE, PictureChoice.NONE, networks, Scope.PICTURE,
            Measure.DIVERGENCE, MeasuredAt.PARTS, new SurgeryChoice(0, IbnSurgery.Mode.A, Map.of()), "", List.of(),
            RobustnessChoice.INITIAL);
    }

    public ShiftSettings withLook(Appearance next) {
        return new ShiftSettings(next, restyle, own, networks, scope, measure, at, surgery, folder, domains,
            robustness);
    }

    public ShiftSettings withRestyle(Restyle next) {
        return new ShiftSettings(look, next, own, networks, scope, measure, at, surgery, folder, domains,
            robustness);
    }

    /** With a look, or with a picture that has one of its own; no painting's style beside. */
    ShiftSettings looking(Appearance nextLook, PictureChoice nextOwn) {
        return new ShiftSettings(nextLook, new Restyle(restyle.painting(), 0), nextOwn, networks, scope, measure, at,
            surgery, folder, domains, robustness);
    }

    private ShiftSettings withNetworks(List<ComparedChoice> next) {
        return new ShiftSettings(look, restyle, own, next, scope, measure, at, surgery, folder, domains, robustness);
    }

    public ShiftSettings withScope(Scope next) {
        return new ShiftSettings(look, restyle, own, networks, next, measure, at, surgery, folder, domains,
            robustness);
    }

    public ShiftSettings withMeasure(Measure next) {
        return new ShiftSettings(look, restyle, own, networks, scope, next, at, surgery, folder, domains,
            robustness);
    }

    public ShiftSettings withAt(MeasuredAt next) {
        return new ShiftSettings(look, restyle, own, networks, scope, measure, next, surgery, folder, domains,
            robustness);
    }

    public ShiftSettings withSurgery(UnaryOperator<SurgeryChoice> change) {
        return new ShiftSettings(look, restyle, own, networks, scope, measure, at,
            change.apply(surgery), folder, domains,
            robustness);
    }

    ShiftSettings withDomains(List<String> next) {
        return new ShiftSettings(look, restyle, own, networks, scope, measure, at, surgery, folder, next, robustness);
    }

    /** With a folder run over, and shown; its domains stay chosen where it was the one before. */
    ShiftSettings ran(String next) {
        return new ShiftSettings(look, restyle, own, networks, Scope.FOLDER, measure, at, surgery, next,
            next.equals(folder) ? domains : List.of(), robustness);
    }

    /** See {@link org.normscope.state.desk.Slice#relocated}. */
    ShiftSettings relocated(Relocation relocation) {
        PictureChoice found = own.equals(PictureChoice.NONE) ? own
            : relocation.picture(own).map(PictureChoice::withoutStrokes).orElse(PictureChoice.NONE);
        List<ComparedChoice> there = networks.stream().map(choice ->
            new ComparedChoice(relocation.network(choice.network()), choice.ink(), choice.pool())).toList();
        return new ShiftSettings(look, restyle, found, there, scope, measure, at, surgery, folder, domains, robustness);
    }

    public ShiftSettings withRobustness(RobustnessChoice next) {
        return new ShiftSettings(look, restyle, own, networks, scope, measure, at, surgery, folder, domains, next);
    }

    /** Whether the shifted picture is the picture. */
    public boolean untouched() {
        return look.equals(Appearance.AS_IT_IS) && restyle.weight() == 0 && own.equals(PictureChoice.NONE);
    }

    /** With another network, in the first colour that is free. */
    public ShiftSettings plus(NetworkChoice network) {
        int ink = IntStream.range(0, MOST_NETWORKS)
            .filter(free -> networks.stream().noneMatch(used -> used.ink() == free)).findFirst().orElseThrow();
        List<ComparedChoice> more = new ArrayList<>(networks);
        more.add(new ComparedChoice(network, ink));
        return withNetworks(more);
    }

    /** Without the network of that colour; what was cut in it is forgotten with it. */
    public ShiftSettings minus(int ink) {
        ShiftSettings rest = withNetworks(networks.stream().filter(network -> network.ink() != ink).toList());
        if (surgery.ink() != ink || rest.networks.isEmpty()) return rest;
        return rest.withSurgery(s -> new SurgeryChoice(rest.networks.get(0).ink(), s.mode(), Map.of()));
    }

    /** With another network in the place of one; what was cut in that is forgotten. */
    public ShiftSettings replaced(int ink, NetworkChoice network) {
        ShiftSettings next = withNetworks(
            networks.stream().map(old -> old.ink() == ink ? new ComparedChoice(network, ink) : old).toList());
        return surgery.ink() == ink ? next.withSurgery(s -> s.withRho(Map.of())) : next;
    }

    /** With a network's statistics taken from a pool, where that network still has that colour. */
    public ShiftSettings recalibrated(int ink, NetworkChoice network, Pool pool) {
        return withNetworks(
            networks.stream().map(old -> old.ink() == ink && old.network().equals(network) ? old.with(pool) : old)
                .toList());
    }

    /** The network of a colour. */
    public Optional<ComparedChoice> network(int ink) {
        return networks.stream().filter(network -> network.ink() == ink).findFirst();
    }
}
