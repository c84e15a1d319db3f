package org.normscope.state.style;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.normscope.image.PictureSource;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Pictured;
import org.normscope.state.desk.Relocation;
import org.normscope.state.desk.Slice;
import org.normscope.style.Mixing;
import org.normscope.style.Recipe;
import org.normscope.style.StyleLibrary;

/**
 * The choices of the Style workspace.
 *
 * @param content  the picture that is styled; its strokes are the mask, white where the style goes, see
 *                 {@link MaskBrush}
 * @param styles   the mixture, 1 to {@link #MOST_STYLES}
 * @param own      the user's own styles, in the gallery behind the shipped ones
 * @param engine   the network that paints; its input says how pictures stand for levels, where that is not to be found
 *                 out
 * @param weight   of the style, in [0, 1]
 * @param mixing   of instance and batch normalization: one share for all sites, or one a site
 * @param colours  see {@link StyleColours}
 * @param brush    see {@link MaskBrush}
 * @param view     how the result is looked at
 * @param fullSide longer side of the picture rendered at full size, 1 to {@link Recipe#LARGEST} pixels
 */
public record StyleSettings(PictureChoice content, List<StyleShare> styles, List<PictureChoice> own,
                            NetworkChoice engine, double weight,
                            Mixing mixing, StyleColours colours, MaskBrush brush, ResultView view, int fullSide)
    implements Pictured {
    /** Of the workspace. */
    public static final String ID = "style";
    public static final int MOST_STYLES = Recipe.MOST_STYLES;
    /** The network that comes with the program. */
    public static final NetworkChoice BUILT_IN = new NetworkChoice(StyleLibrary.BUILT_IN, "", Map.of());
    /** What can be chosen for {@link #fullSide}. */
    public static final List<Integer> FULL_SIDES = List.of(1024, 2048, 3072, Recipe.LARGEST);

    public StyleSettings {
        styles = List.copyOf(styles);
        own = List.copyOf(own);
    }

    public static StyleSettings initial() {
        return new StyleSettings(PictureChoice.of("builtin:photos/pagoda", ""),
            List.of(new StyleShare(PictureChoice.of("builtin:paintings/cafe-terrace", ""), 1)),
            List.of(), BUILT_IN, 0.85,
            Mixing.all(Mixing.Mode.BLEND, 0), StyleColours.STYLE, new MaskBrush(false, false, 0.08, 0.03),
            ResultView.INITIAL, 2048);
    }

    /** A mask belongs to its picture. */
    @Override
    public StyleSettings atPicture(PictureChoice picture) {
        return picture.isOf(content) ? this : withContent(picture.withoutStrokes());
    }

    /** Of all sites, or their mean, in [0, 1]. */
    public double rho() {
        return mixing.rho().stream().mapToDouble(rho -> rho).average().orElse(0);
    }

    /** Of one site. */
    public double rho(int site) {
        return shareAt(site);
    }

    /** For so many sites: where there are shares of others, these, again and again. */
    Mixing mixing(int sites) {
        if (mixing.rho().size() == 1 || mixing.rho().size() == sites) return mixing;
        return new Mixing(mixing.mode(), IntStream.range(0, Math.max(1, sites)).mapToObj(this::shareAt).toList());
    }

    private float shareAt(int site) {
        return mixing.at(site % mixing.rho().size());
    }

    /** Whether each site has its own. */
    public boolean bySite() {
        return mixing.rho().size() > 1;
    }

    /** Whether channels are split (IBN-a); else statistics are blended (BIN). */
    public boolean split() {
        return mixing.mode() == Mixing.Mode.SPLIT;
    }

    public StyleSettings withContent(PictureChoice next) {
        return new StyleSettings(next, styles, own, engine, weight, mixing, colours, brush, view, fullSide);
    }

    StyleSettings withGallery(List<StyleShare> mixture, List<PictureChoice> nextOwn) {
        return new StyleSettings(content, mixture, nextOwn, engine, weight, mixing, colours, brush, view, fullSide);
    }

    public StyleSettings withEngine(NetworkChoice next) {
        return new StyleSettings(content, styles, own, next, weight, mixing, colours, brush, view, fullSide);
    }

    StyleSettings withMix(double nextWeight, Mixing next) {
        return new StyleSettings(content, styles, own, engine, nextWeight, next, colours, brush, view, fullSide);
    }

    /** With the share of one site of so many. */
    StyleSettings withRho(int sites, int site, double rho) {
        List<Float> next = new ArrayList<>(IntStream.range(0, sites).mapToObj(this::shareAt).toList());
        next.set(site, (float) rho);
        return withMix(weight, new Mixing(mixing.mode(), next));
    }

    /** With so many shares, all the mean of those before. */
    StyleSettings withRhos(int count) {
        return withMix(weight, new Mixing(mixing.mode(), Collections.nCopies(count, (float) rho())));
    }

    public StyleSettings withColours(StyleColours next) {
        return new StyleSettings(content, styles, own, engine, weight, mixing, next, brush, view, fullSide);
    }

    public StyleSettings withBrush(MaskBrush next) {
        return new StyleSettings(content, styles, own, engine, weight, mixing, colours, next, view, fullSide);
    }

    public StyleSettings withView(ResultView next) {
        return new StyleSettings(content, styles, own, engine, weight, mixing, colours, brush, next, fullSide);
    }

    public StyleSettings withFullSide(int next) {
        return new StyleSettings(content, styles, own, engine, weight, mixing, colours, brush, view, next);
    }

    /** What the picture depends on, all else as at first: the same picture has the same. */
    public StyleSettings painted() {
        StyleSettings initial = initial();
        MaskBrush softened = content.strokes().isEmpty() ? initial.brush : initial.brush.withSoftness(brush.softness());
        return new StyleSettings(content, styles, List.of(), engine, weight, mixing, colours, softened,
            initial.view, initial.fullSide);
    }

    /** What the contact sheet depends on, all else as at first. */
    StyleSettings sheeted() {
        StyleSettings initial = initial();
        return new StyleSettings(content.withoutStrokes(), styles, initial.own, initial.engine, initial.weight,
            Mixing.all(mixing.mode(), 0), colours, initial.brush, initial.view, initial.fullSide);
    }

    /** Its share of the mixture, 0 where it is not in it. */
    public double share(String origin) {
        return styles.stream().filter(style -> style.picture().origin().equals(origin))
            .mapToDouble(StyleShare::weight).sum();
    }

    /** That style and no other. */
    public StyleSettings withOnly(PictureChoice style) {
        return withGallery(List.of(new StyleShare(style, 1)), own);
    }

    /** With one more in the mixture, of an equal share; this one where it is full, or holds it already. */
    public StyleSettings withAdded(PictureChoice style) {
        boolean inIt = styles.stream().anyMatch(share -> share.picture().origin().equals(style.origin()));
        if (inIt || styles.size() == MOST_STYLES) return this;
        double rest = styles.size() / (styles.size() + 1.0);
        List<StyleShare> more =
            new ArrayList<>(styles.stream().map(share -> share.withWeight(share.weight() * rest)).toList());
        more.add(new StyleShare(style, 1 - rest));
        return withGallery(more, own);
    }

    /** Without one of the mixture; this one where it is the last. */
    public StyleSettings without(String origin) {
        List<StyleShare> rest = styles.stream().filter(share -> !share.picture().origin().equals(origin)).toList();
        if (rest.isEmpty()) return this;
        return withGallery(rest, own).summed();
    }

    /** With these own styles in the gallery, and behind them those of the mixture that are none of the shipped ones. */
    StyleSettings keeping(List<PictureChoice> known) {
        Stream<PictureChoice> mixed = styles.stream().map(StyleShare::picture)
            .filter(picture -> !picture.origin().startsWith(PictureSource.BUILT_IN));
        return withGallery(styles, Stream.concat(known.stream(), mixed).distinct().toList());
    }

    /** Every picture that they refer to. */
    List<PictureChoice> files() {
        return Stream.of(Stream.of(content), styles.stream().map(StyleShare::picture), own.stream())
            .flatMap(files -> files).distinct().toList();
    }

    /** See {@link Slice#relocated}: without a content or any style there are the first ones again. */
    StyleSettings relocated(Relocation relocation) {
        Function<PictureChoice, Stream<PictureChoice>> found = picture -> relocation.picture(picture).stream();
        StyleSettings initial = initial();
        List<StyleShare> mixture = styles.stream().flatMap(style ->
            found.apply(style.picture()).map(picture -> new StyleShare(picture, style.weight()))).toList();
        StyleSettings next = withContent(found.apply(content).findFirst().orElse(initial.content()))
            .withGallery(mixture.isEmpty() ? initial.styles() : mixture, own.stream().flatMap(found).toList())
            .withEngine(relocation.network(engine));
        return mixture.isEmpty() ? next : next.summed();
    }

    /** With shares that sum to 1. */
    private StyleSettings summed() {
        double sum = styles.stream().mapToDouble(StyleShare::weight).sum();
        return sum > 0 ? withWeights(styles.stream().map(share -> share.weight() / sum).toList()) : evened();
    }

    /** With equal shares. */
    StyleSettings evened() {
        return withWeights(Collections.nCopies(styles.size(), 1.0 / styles.size()));
    }

    /** With other shares of the same styles. */
    public StyleSettings withWeights(List<Double> weights) {
        List<StyleShare> next = new ArrayList<>();
        for (int i = 0; i < styles.size(); i++) next.add(styles.get(i).withWeight(weights.get(i)));
        return withGallery(next, own);
    }
}
