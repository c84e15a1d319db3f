package org.normscope.state.style;

import java.util.List;
import java.util.function.UnaryOperator;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.PictureChoice;

/** What is done to the mixture of styles, each one step of the undo history. */
public final class MixVerbs {
    private final Chosen chosen;

    MixVerbs(Chosen chosen) {
        this.chosen = chosen;
    }

    /** That style and no other. */
    public void chooseStyle(PictureChoice style) { change(s -> s.withOnly(style)); }

    /** One more in the mixture, or one less. */
    public void toggleStyle(PictureChoice style) {
        boolean in = chosen.of(StyleSettings.class).styles()
            .stream().anyMatch(share -> share.picture().origin().equals(style.origin()));
        change(s -> in ? s.without(style.origin()) : s.withAdded(style));
    }

    /** Takes an own style out of the gallery; the last one of the mixture is replaced by the first of all. */
    public void removeStyle(PictureChoice style) {
        change(s -> {
            StyleSettings without = s.without(style.origin());
            boolean last = without.share(style.origin()) > 0;
            List<PictureChoice> rest = s.own().stream().filter(own -> !own.equals(style)).toList();
            return without.withGallery(last ? StyleSettings.initial().styles() : without.styles(), rest);
        });
    }

    /** Shares of the mixture in its order; their sum is made 1. */
    public void setShares(List<Double> shares) {
        double sum = shares.stream().mapToDouble(share -> share).sum();
        change(s -> s.withWeights(shares.stream().map(share -> share / sum).toList()));
    }

    private void change(UnaryOperator<StyleSettings> change) {
        chosen.change(StyleSettings.class, null, change);
    }
}
