package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.state.desk.Chosen;

/**
 * What is done to the panes. Each verb is one entry of the undo history, or part of one while a gesture is under way; a
 * pane is named by its {@link PaneModel#key()}.
 */
public final class PaneVerbs {
    private final Chosen chosen;
    private final InputVerbs input;
    private final NormalizePipeline pipeline;

    PaneVerbs(Chosen chosen, InputVerbs input, NormalizePipeline pipeline) {
        this.chosen = chosen;
        this.input = input;
        this.pipeline = pipeline;
    }

    /** Adds a pane at the end and selects it; nothing where there are twelve. */
    public void addPane(String normalization) {
        List<PaneSettings> now = settings().panes();
        if (now.size() == NormalizeSettings.MOST_PANES) return;
        int key = 1 + now.stream().mapToInt(PaneSettings::key).max().orElse(0);
        List<PaneSettings> next = new ArrayList<>(now);
        next.add(PaneSettings.of(key, normalization));
        change(s -> s.withPanes(next, key));
    }

    /** Nothing where it is the last one. */
    public void removePane(int key) {
        List<PaneSettings> next = new ArrayList<>(settings().panes());
        int at = settings().indexOfPane(key);
        if (next.size() == 1 || at < 0) return;
        next.remove(at);
        int selected = settings().selectedPane() == key ? next.get(Math.min(at, next.size() - 1)).key()
            : settings().selectedPane();
        change(s -> s.withPanes(next, selected));
    }

    /** @param to its index afterwards */
    public void movePane(int key, int to) {
        List<PaneSettings> next = new ArrayList<>(settings().panes());
        next.add(to, next.remove(settings().indexOfPane(key)));
        change(s -> s.withPanes(next, s.selectedPane()));
    }

    /** Successive selections are one entry of the history. */
    public void selectPane(int key) {
        chosen.change(NormalizeSettings.class, "selectPane", s -> s.withPanes(s.panes(), key));
    }

    /** An id of the catalogue or {@link PaneSettings#RAW}; its parameters start from their initial values. */
    public void setNormalization(int key, String normalization) {
        changePane(key, pane -> pane.withNormalization(normalization));
    }

    /** @throws IllegalArgumentException where the value is out of range: controls offer only those inside */
    public void setParameter(int key, String parameter, String value) {
        setParameters(key, set -> set.with(parameter, value));
    }

    public void resetParameter(int key, String parameter) { setParameters(key, set -> set.without(parameter)); }

    public void resetParameters(int key) { setParameters(key, set -> Parameters.NONE); }

    private void setParameters(int key, UnaryOperator<Parameters> change) {
        changePane(key, pane -> {
            Parameters next = change.apply(pane.parameters());
            if (!pane.raw()) Catalogue.entry(pane.normalization()).create(next);
            return pane.withParameters(next);
        });
    }

    /** What the pane shows; {@code against} is the other pane's key, for {@link Show#DIFFERENCE}. */
    public void setShow(int key, Show show, int against) { changePane(key, pane -> pane.withShow(show, against)); }

    /** Whether the network's own gamma and beta are kept. */
    public void setOwnAffine(int key, boolean own) { changePane(key, pane -> pane.withOwnAffine(own)); }

    /** What stands for gamma and beta where the network has none: of all panes, so that they can be compared. */
    public void setCalibration(Calibration calibration) {
        change(s -> s.withPanes(s.panes().stream().map(pane -> pane.withCalibration(calibration)).toList(),
            s.selectedPane()));
    }

    /**
     * A style picture of the pane's own; empty for the next one of the tray. Where it cannot be read there is a notice
     * and nothing changes.
     */
    public void setStyle(int key, String origin) {
        input.borrowedStyle(origin, style -> borrow(key, borrowed -> borrowed.withStyle(style)));
    }

    /**
     * The folder whose pictures a pane's statistics come from; empty for the sample photos. Where it holds none there
     * is a notice and nothing changes.
     */
    public void setPool(int key, String folder) {
        input.borrowedPool(folder, pool -> borrow(key, borrowed -> borrowed.withPool(pool)));
    }

    private void borrow(int key, UnaryOperator<Borrowed> change) {
        pipeline.forgetFaults();
        changePane(key, pane -> pane.withBorrowed(change.apply(pane.borrowed())));
        pipeline.light(); // the same once more is another try
    }

    private NormalizeSettings settings() {
        return chosen.of(NormalizeSettings.class);
    }

    private void change(UnaryOperator<NormalizeSettings> change) {
        chosen.change(NormalizeSettings.class, null, change);
    }

    private void changePane(int key, UnaryOperator<PaneSettings> change) {
        change(s -> s.withPane(key, change));
    }
}
