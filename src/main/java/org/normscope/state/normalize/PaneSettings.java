package org.normscope.state.normalize;

import java.util.Optional;
import java.util.Set;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;

/**
 * One pane.
 *
 * @param key           names the pane for as long as it stands, wherever it moves
 * @param normalization id of the catalogue, or {@link #RAW}
 * @param parameters    those set; the others have their initial values
 * @param show          what of it
 * @param against       key of the pane from which it is subtracted, for {@link Show#DIFFERENCE}
 * @param ownAffine     whether the network's own gamma and beta are kept, where it has them here
 * @param calibration   what stands for gamma and beta where the network has none here
 * @param borrowed      what is taken from pictures beside the batch, by the normalizations that do
 */
public record PaneSettings(int key, String normalization, Parameters parameters, Show show, int against,
                           boolean ownAffine, Calibration calibration, Borrowed borrowed) {
    /** The untouched activation. */
    public static final String RAW = "raw";

    public static PaneSettings of(int key, String normalization) {
        return new PaneSettings(key, normalization, Parameters.NONE, Show.RESULT, key, true, Calibration.TRAY,
            Borrowed.NOTHING);
    }

    public boolean raw() {
        return normalization.equals(RAW);
    }

    public PaneSettings withNormalization(String id) {
        return new PaneSettings(key, id, Parameters.NONE, show == Show.DIFFERENCE ? show : Show.RESULT,
            against, ownAffine, calibration, borrowed);
    }

    public PaneSettings withParameters(Parameters next) {
        return new PaneSettings(key, normalization, next, show, against, ownAffine, calibration, borrowed);
    }

    public PaneSettings withShow(Show next, int other) {
        return new PaneSettings(key, normalization, parameters, next, other, ownAffine, calibration, borrowed);
    }

    public PaneSettings withOwnAffine(boolean next) {
        return new PaneSettings(key, normalization, parameters, show, against, next, calibration, borrowed);
    }

    public PaneSettings withCalibration(Calibration next) {
        return new PaneSettings(key, normalization, parameters, show, against, ownAffine, next, borrowed);
    }

    public PaneSettings withBorrowed(Borrowed next) {
        return new PaneSettings(key, normalization, parameters, show, against, ownAffine, calibration, next);
    }

    /** Whether a style picture gives gamma and beta. */
    public boolean takesStyle() {
        return needs().contains(Catalogue.Need.STYLE);
    }

    /** Whether a pool of pictures gives the statistics. */
    public boolean takesPool() {
        return needs().contains(Catalogue.Need.POOL);
    }

    /** Its entry in the catalogue; empty for the raw activation. */
    public Optional<Catalogue.Entry> entry() {
        return raw() ? Optional.empty() : Optional.of(Catalogue.entry(normalization));
    }

    private Set<Catalogue.Need> needs() {
        return entry().map(entry -> entry.needs(parameters)).orElse(Set.of());
    }
}
