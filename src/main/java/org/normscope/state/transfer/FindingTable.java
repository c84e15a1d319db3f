package org.normscope.state.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.normscope.image.AtomicFile;
import org.normscope.image.PictureFormat;
import org.normscope.text.CsvText;
import org.normscope.text.Language;
import org.normscope.transfer.Calibration;
import org.normscope.transfer.CurvePicture;
import org.normscope.transfer.LayerScore;
import org.normscope.transfer.LossProbe;
import org.normscope.transfer.WayCurve;

/** A finding as a file; what was not asked for is a table without rows. Taken when it is made. */
final class FindingTable {
    private final Lesson lesson;
    private final Optional<Deeper> blocks;
    private final List<WayCurve> curves;
    private final List<LayerScore> depth;
    private final @Nullable PictureLayout map;
    private final @Nullable LookAccuracy looks;
    private final @Nullable Smoothness smooth;
    private final @Nullable UnitPatches patches;
    private final Language language;

    /** @param language of the words on a picture; tables are for programs */
    FindingTable(FoundOut of, Lesson lesson, Optional<Deeper> blocks, Language language) {
        this.language = language;
        patches = of.patches();
        this.lesson = lesson;
        this.blocks = blocks;
        curves = of.ways().curves().isEmpty() ? lesson.heads() : of.ways().curves();
        depth = of.depth();
        map = of.map();
        looks = of.looks();
        smooth = of.smooth();
    }

    void write(Finding what, Path file) throws IOException {
        boolean table = !isPicture(file);
        if (what == Finding.FEW && !table) {
            CurvePicture.write(curves, lesson.network().name(), lesson.classes().size(), language, file);
        } else if (what == Finding.MOVED && !table && patches != null) {
            MovedUnits.write(patches, lesson, language, file);
        } else if (what == Finding.SMOOTH && !table && smooth != null) {
            SmoothPicture.write(smooth, lesson.network().name(), language, file);
        } else {
            AtomicFile.write(file, text(what).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isPicture(Path file) {
        return PictureFormat.named(file.toString()).isPresent()
            || file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    }

    private String text(Finding what) {
        List<List<?>> rows = new ArrayList<>();
        switch (what) {
            case FEW -> {
                return WayCurve.csv(curves);
            }
            case DEPTH -> {
                rows.add(List.of("layer", "features", "accuracy"));
                depth.forEach(one -> rows.add(List.of(one.layer().name(), one.features(), one.accuracy())));
            }
            case MOVED -> {
                rows.add(List.of("layer", "filter", "moved"));
                blocks.ifPresent(run -> run.changes().forEach(one -> {
                    for (int i = 0; i < one.filters().length; i++) rows.add(List.of(one.layer(), i, one.filters()[i]));
                }));
            }
            case MAP -> {
                rows.add(List.of("file", "label", "x", "y"));
                for (int i = 0; map != null && i < map.places().length; i++) {
                    rows.add(List.of(map.examples().get(i).file(), lesson.classes().get(map.examples().get(i).label()),
                        map.places()[i][0], map.places()[i][1]));
                }
            }
            case SURE -> {
                rows.add(List.of("answers", "said", "right"));
                Calibration.of(lesson.judged()).bins().forEach(bin -> rows.add(List.of(bin.answers(), bin.said(),
                    bin.right())));
            }
            case LOOKS -> {
                rows.add(List.of("look", "pictures", "right"));
                if (looks != null) {
                    rows.add(List.of("plain", looks.pictures(), looks.plain()));
                    looks.right().forEach((look, right) -> rows.add(List.of(look.name().toLowerCase(Locale.ROOT),
                        looks.pictures(), right)));
                }
            }
            case SMOOTH -> {
                rows.add(List.of("batch normalization", "rate", "step", "loss", "least", "most", "turn"));
                if (smooth != null) {
                    add(rows, true, smooth.rate(), smooth.normed());
                    add(rows, false, smooth.rate(), smooth.plain());
                }
            }
        }
        return CsvText.of(CSVFormat.RFC4180, rows);
    }

    private static void add(List<List<?>> rows, boolean normed, double rate, List<LossProbe.Reading> readings) {
        for (int i = 0; i < readings.size(); i++) {
            LossProbe.Reading one = readings.get(i);
            rows.add(List.of(normed, rate, i, one.loss(), one.least(), one.most(), one.turn()));
        }
    }
}
