package org.normscope.shift;

/** Looks that a camera, the weather or a hand gives. */
public enum Preset {
    DUSK(Appearance.AS_IT_IS.with(Trait.BRIGHTNESS, -0.55).with(Trait.CONTRAST, -0.3).with(Trait.WHITE_BALANCE, -0.6)
        .with(Trait.SATURATION, -0.25)),
    FOG(Appearance.AS_IT_IS.with(Trait.BRIGHTNESS, 0.3).with(Trait.CONTRAST, -0.65).with(Trait.SATURATION, -0.5)
        .with(Trait.BLUR, 0.6)),
    SKETCH(Appearance.AS_IT_IS.with(Trait.SKETCH, 1)),
    POSTER(Appearance.AS_IT_IS.with(Trait.SATURATION, 0.8).with(Trait.POSTERIZE, 6));

    private final Appearance look;

    Preset(Appearance look) {
        this.look = look;
    }

    public Appearance look() {
        return look;
    }
}
