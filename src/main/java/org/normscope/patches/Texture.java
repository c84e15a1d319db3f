package org.normscope.patches;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;

/** Textures that are drawn: what they show is chosen by the variant's number, which seeds every choice. */
enum Texture {
    STRIPES {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> v.sharp(StrictMath.sin(v.along(x, y) * v.frequency));
        }
    },
    GRATING {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> .5 + .5 * StrictMath.sin(v.along(x, y) * v.frequency);
        }
    },
    CHECKS {
        @Override
        Shade shade(Variant v) {
            return (x, y) ->
                v.sharp(StrictMath.sin(v.along(x, y) * v.frequency) * StrictMath.sin(v.across(x, y) * v.frequency));
        }
    },
    DOTS {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> {
                double a = Variant.wave(v.along(x, y) * v.frequency / 6),
                    b = Variant.wave(v.across(x, y) * v.frequency / 6);
                return v.sharp((v.amount * .8 - StrictMath.hypot(a, b)) * 4);
            };
        }
    },
    RINGS {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> v.sharp(StrictMath.sin(StrictMath.hypot(x - v.centreX, y - v.centreY) * v.frequency));
        }
    },
    RAYS {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> v.sharp(
                StrictMath.sin(StrictMath.atan2(y - v.centreY, x - v.centreX) * (3 + Math.floor(v.frequency / 6))));
        }
    },
    SPIRALS {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> {
                double dx = x - v.centreX, dy = y - v.centreY;
                return v.sharp(
                    StrictMath.sin(StrictMath.hypot(dx, dy) * v.frequency + (1 + v.kind) * StrictMath.atan2(dy, dx)));
            };
        }
    },
    GRADIENT {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> v.kind == 0 ? StrictMath.hypot(x - v.centreX, y - v.centreY) : v.along(x, y) * .7 + .15;
        }
    },
    EDGE {
        @Override
        Shade shade(Variant v) {
            return (x, y) ->
                v.sharp(
                    (v.along(x - v.centreX, y - v.centreY)
                        + (v.kind == 0 ? 0 : .1 * StrictMath.sin(v.across(x, y) * v.frequency))) * 20);
        }
    },
    CORNER {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> {
                double a = v.along(x - v.centreX, y - v.centreY), b = v.across(x - v.centreX, y - v.centreY);
                return v.sharp(20 * (v.kind == 0 ? Math.min(a, b) : Math.max(Math.min(a, b), Math.min(-a, -b))));
            };
        }
    },
    NOISE {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> v.cloud(x * v.frequency / 3, y * v.frequency / 3, 1);
        }
    },
    CLOUDS {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> v.cloud(x * 3, y * 3, 5);
        }
    },
    MARBLE {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> .5 + .5 * StrictMath.sin(v.along(x, y) * v.frequency + 8 * v.cloud(x * 4, y * 4, 4));
        }
    },
    FLOW {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> {
                double angle = 6 * v.cloud(x * 2, y * 2, 2);
                return v.cloud((x * StrictMath.cos(angle) + y * StrictMath.sin(angle)) * 60,
                    (y * StrictMath.cos(angle) - x * StrictMath.sin(angle)) * 4, 1);
            };
        }
    },
    TRUCHET {
        @Override
        Shade shade(Variant v) {
            double tiles = 4 + Math.floor(v.frequency / 5);
            return (x, y) -> {
                double column = Math.floor(x * tiles), row = Math.floor(y * tiles),
                    a = x * tiles - column, b = y * tiles - row;
                if (v.hash((int) column, (int) row) < .5) a = 1 - a;
                double near = Math.min(Math.abs(StrictMath.hypot(a, b) - .5),
                    Math.abs(StrictMath.hypot(1 - a, 1 - b) - .5));
                return v.sharp((.08 + .12 * v.amount - near) * tiles * 4);
            };
        }
    },
    BRICKS {
        @Override
        Shade shade(Variant v) {
            double rows = 3 + Math.floor(v.frequency / 4);
            return (x, y) -> {
                double row = Math.floor(v.across(x, y) * rows), a = v.along(x, y) * rows / 2 + (row % 2) / 2,
                    b = v.across(x, y) * rows - row;
                double edge = Math.min(Math.min(a - Math.floor(a), 1 - a + Math.floor(a)) * 2, Math.min(b, 1 - b));
                return edge < .08 ? 0 : .5 + .5 * v.hash((int) Math.floor(a), (int) row);
            };
        }
    },
    CELLS {
        @Override
        Shade shade(Variant v) {
            double tiles = 3 + Math.floor(v.frequency / 5);
            return (x, y) -> v.cells(x * tiles, y * tiles, v.kind == 0);
        }
    },
    HALFTONE {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> {
                double tone = v.cloud(x * 3, y * 3, 2);
                double wave = StrictMath.sin(v.along(x, y) * v.frequency * 1.5)
                    * StrictMath.sin(v.across(x, y) * v.frequency * 1.5);
                return v.sharp((wave + 2 * tone - 1) * 2);
            };
        }
    },
    HATCHING {
        @Override
        Shade shade(Variant v) {
            return (x, y) ->
                v.sharp(Math.min(StrictMath.sin(v.along(x, y) * v.frequency) + .6,
                    StrictMath.sin(v.across(x, y) * v.frequency * 1.3) + .6) * 2);
        }
    },
    BLOBS {
        @Override
        Shade shade(Variant v) {
            return (x, y) -> v.sharp((v.cloud(x * v.frequency / 6, y * v.frequency / 6, 2) - .5) * 12);
        }
    };

    /** How far between the variant's two colours a place is; 0 to 1 of the side across and down. */
    @FunctionalInterface
    interface Shade {
        double at(double x, double y);
    }

    abstract Shade shade(Variant variant);

    Pixels drawn(int side, int number) {
        Variant variant = new Variant(ordinal() * 1000L + number);
        Shade shade = shade(variant);
        int[] argb = new int[side * side];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = variant.color(shade.at((i % side + .5) / side, (i / side + .5) / side));
        }
        return new Pixels(side, side, argb);
    }

    /** What is left to choice in a texture: direction, spacing, colours. */
    static final class Variant {
        final double frequency;
        final double amount;
        final double centreX;
        final double centreY;
        final int kind;
        private final double cosine;
        private final double sine;
        private final double softness;
        private final double[] from = new double[3];
        private final double[] to = new double[3];
        private final long seed;

        Variant(long seed) {
            this.seed = seed;
            SplittableRandom random = new SplittableRandom(seed);
            frequency = 12 * StrictMath.pow(8, random.nextDouble());
            amount = .3 + .7 * random.nextDouble();
            centreX = .2 + .6 * random.nextDouble();
            centreY = .2 + .6 * random.nextDouble();
            kind = random.nextInt(3);
            double angle = Math.PI * random.nextDouble();
            cosine = StrictMath.cos(angle);
            sine = StrictMath.sin(angle);
            softness = random.nextInt(2) == 0 ? 8 : 1.5;
            boolean gray = random.nextInt(3) == 0;
            double vividness = gray ? 0 : .25 + .5 * random.nextDouble();
            choose(from, vividness, random);
            choose(to, vividness, random);
        }

        /** A colour some way from gray: photographs are seldom as vivid as three numbers drawn by chance. */
        private static void choose(double[] color, double vividness, SplittableRandom random) {
            double gray = random.nextDouble();
            for (int c = 0; c < 3; c++) color[c] = gray + vividness * (random.nextDouble() - gray);
        }

        double along(double x, double y) {
            return x * cosine + y * sine;
        }

        double across(double x, double y) {
            return y * cosine - x * sine;
        }

        /** From -1 .. 1 around an edge to 0 .. 1, hard or soft. */
        double sharp(double value) {
            return Math.max(0, Math.min(1, .5 + value * softness / 2));
        }

        /** -1 to 1 and again. */
        static double wave(double value) {
            return 2 * (value - Math.floor(value)) - 1;
        }

        /** 0 to 1, as if by chance, the same for the same place. */
        double hash(int x, int y) {
            long mixed = (seed * 0x9E3779B97F4A7C15L + x) * 0xBF58476D1CE4E5B9L + y;
            mixed = (mixed ^ mixed >>> 31) * 0x94D049BB133111EBL;
            return ((mixed ^ mixed >>> 29) >>> 11) * 0x1p-53;
        }

        /** Smooth noise summed over octaves, 0 to 1. */
        double cloud(double x, double y, int octaves) {
            double sum = 0, weight = 1, all = 0;
            for (int octave = 0; octave < octaves; octave++, weight /= 2) {
                sum += weight * smooth(x * (1 << octave), y * (1 << octave), octave * 57);
                all += weight;
            }
            return sum / all;
        }

        private double smooth(double x, double y, int shift) {
            int column = (int) Math.floor(x), row = (int) Math.floor(y);
            double a = x - column, b = y - row, u = a * a * (3 - 2 * a), v = b * b * (3 - 2 * b);
            double top = hash(column + shift, row) * (1 - u) + hash(column + 1 + shift, row) * u;
            double bottom = hash(column + shift, row + 1) * (1 - u) + hash(column + 1 + shift, row + 1) * u;
            return top * (1 - v) + bottom * v;
        }

        /** Cells around scattered points: filled, or their borders only. */
        double cells(double x, double y, boolean borders) {
            int column = (int) Math.floor(x), row = (int) Math.floor(y);
            double nearest = 9, second = 9, shade = 0;
            for (int r = row - 1; r <= row + 1; r++) {
                for (int c = column - 1; c <= column + 1; c++) {
                    double distance = StrictMath.hypot(c + hash(c, r) - x, r + hash(r + 91, c) - y);
                    if (distance < nearest) {
                        second = nearest;
                        nearest = distance;
                        shade = hash(c + 17, r);
                    } else if (distance < second) {
                        second = distance;
                    }
                }
            }
            return borders ? Math.min(1, (second - nearest) * 6) : second - nearest < .06 ? 0 : shade;
        }

        int color(double shade) {
            double share = Math.max(0, Math.min(1, shade));
            int argb = 0xFF;
            for (int c = 0; c < 3; c++) {
                argb = argb << 8 | (int) Math.round(255 * (from[c] + (to[c] - from[c]) * share));
            }
            return argb;
        }
    }
}
