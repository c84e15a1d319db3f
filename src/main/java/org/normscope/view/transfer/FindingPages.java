package org.normscope.view.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.normscope.state.transfer.Finding;
import org.normscope.state.transfer.Findings;
import org.normscope.state.transfer.Lesson;
import org.normscope.state.transfer.LookAccuracy;
import org.normscope.state.transfer.TransferModel;
import org.normscope.transfer.Calibration;
import org.normscope.transfer.LayerScore;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Texts;

/** The figure of each question. */
final class FindingPages {
    private final TransferModel model;
    private final Findings findings;
    private final Controls controls;
    private final Texts texts;

    FindingPages(TransferModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        findings = model.findings();
        texts = controls.texts();
    }

    FindingPage of(Finding finding) {
        return switch (finding) {
            case FEW -> new FewPage(model, texts);
            case DEPTH -> new BarPage(texts, false, "transfer.finding.DEPTH", this::depth, this::best,
                findings.depth());
            case MOVED -> new MovedPage(model, controls);
            case MAP -> new MapPage(model, controls);
            case SURE -> new BarPage(texts, true, "transfer.finding.SURE", this::sure, this::howSure, model.lesson());
            case LOOKS -> new BarPage(texts, false, "transfer.finding.LOOKS", this::looks, this::dusk,
                findings.looks());
            case SMOOTH -> new SmoothPage(findings, texts);
        };
    }

    private Optional<LayerScore> bestLayer() {
        return findings.depth().get().stream().max(Comparator.comparingDouble(LayerScore::accuracy));
    }

    private List<BarChart.Bar> depth() {
        String best = bestLayer().map(one -> one.layer().name()).orElse("");
        return findings.depth().get().stream().map(one -> new BarChart.Bar(one.layer().name(), one.accuracy(),
            one.layer().name().equals(best))).toList();
    }

    private String best() {
        return bestLayer().map(best -> texts.now("transfer.depth.best", best.layer().name(), percent(best.accuracy()),
            percent(findings.depth().get().get(0).accuracy()))).orElse("");
    }

    private List<BarChart.Bar> sure() {
        Lesson lesson = model.lesson().get();
        List<BarChart.Bar> bars = new ArrayList<>();
        if (lesson == null) return bars;
        for (Calibration.Bin bin : Calibration.of(lesson.judged()).bins()) {
            bars.add(new BarChart.Bar(String.valueOf(100 / Calibration.BINS * (bars.size() + 1)), bin.right(), false));
        }
        return bars;
    }

    private String howSure() {
        Lesson lesson = model.lesson().get();
        return lesson == null || lesson.judged().examples().isEmpty() ? "" : texts.now("transfer.sure.error",
            String.format(Locale.ROOT, "%.1f", 100 * Calibration.of(lesson.judged()).error()));
    }

    private List<BarChart.Bar> looks() {
        LookAccuracy looks = findings.looks().get();
        List<BarChart.Bar> bars = new ArrayList<>();
        if (looks == null) return bars;
        bars.add(new BarChart.Bar(texts.now("transfer.looks.plain"), (double) looks.plain() / looks.pictures(), true));
        looks.right().forEach((look, right) -> bars.add(new BarChart.Bar(texts.now("shift.preset." + look),
            (double) right / looks.pictures(), false)));
        return bars;
    }

    private String dusk() {
        LookAccuracy looks = findings.looks().get();
        if (looks == null) return "";
        return looks.right().entrySet().stream().min(Map.Entry.comparingByValue()).map(worst ->
            texts.now("transfer.looks.worst", texts.now("shift.preset." + worst.getKey()), worst.getValue(),
                looks.plain(), looks.pictures())).orElse("");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", 100 * share);
    }
}
