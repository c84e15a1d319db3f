package org.normscope.state.tree;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.image.Sheet;
import org.normscope.image.film.FilmFile;
import org.normscope.image.pdf.PdfSheet;
import org.normscope.network.GraphRunner;
import org.normscope.node.Branch;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.OneJob;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.tree.Poster;
import org.normscope.tree.Tree;
import org.normscope.tree.TreeLayout;
import org.normscope.tree.TreePicture;

/** What takes long in the Tree: the poster, a film. One at a time; it can be cancelled. */
final class TreeJobs {
    private static final int SIDE = 300;

    private final Notices notices;
    private final GraphRunner runner;
    private final OneJob job;

    TreeJobs(Services services) {
        notices = services.notices();
        runner = services.runner();
        job = new OneJob(services);
    }

    ReadOnlyObjectProperty<JobStatus> status() { return job.status(); }

    /** All nodes on one sheet: PDF where the name says so, else a picture. */
    void poster(TreePair pair, TreeSettings settings, Language language, Path file) {
        start(Words.of("tree.poster.doing"), running -> {
            write(painted(pair, settings, running), pair, language, file);
            return file;
        });
    }

    /** A node's picture as one of its knobs goes from end to end and back, as a moving GIF. */
    void film(TreePainter.Request request, String knob, Path file) {
        start(Words.of("tree.film.doing", Words.of(request.node().nameKey())), running -> {
            List<Pixels> frames = new ArrayList<>();
            List<String> values = FilmedKnob.values(request.node(), knob);
            for (String value : values) {
                double before = (double) frames.size() / values.size();
                frames.add(FilmedKnob.painted(request, knob, value, runner, done ->
                    running.report(before + done / values.size(), "")));
            }
            FilmFile.write(FilmedKnob.thereAndBack(frames), FilmedKnob.MILLISECONDS, file);
            return file;
        });
    }

    private void start(Words what, Job.Work<Path> work) {
        job.start(what, work, done -> notices.tell(Words.of("export.written", done.toString())), notices::tell);
    }

    private Map<String, Pixels> painted(TreePair pair, TreeSettings settings, Job<?> running) {
        Pixels content = TreePair.within(pair.content(), SIDE), style = TreePair.within(pair.style(), SIDE);
        List<TreeNode> nodes = Tree.nodes();
        Map<String, Pixels> pictures = new LinkedHashMap<>();
        for (TreeNode node : nodes) {
            double before = (double) pictures.size() / nodes.size();
            pictures.put(node.id(), TreePicture.of(node, content, style, settings.set(node.id()), 1,
                done -> running.report(before + done / nodes.size(), ""), runner));
        }
        return pictures;
    }

    private static void write(Map<String, Pixels> pictures, TreePair pair, Language language, Path file) {
        Poster poster = new Poster(TreeLayout.of(Tree.nodes()), pair.content());
        // Helvetica, which every reader of PDF has, has no Chinese letters.
        boolean pdf = file.toString().toLowerCase(Locale.ROOT).endsWith(".pdf");
        Said said = new Said(pdf ? Language.ENGLISH : language);
        if (!pdf) {
            Sheet sheet = new Sheet(poster.width(), poster.height(), Poster.PAPER);
            poster.draw(sheet, pictures, said);
            PictureFile.write(sheet.pixels(), Map.of(), file);
            return;
        }
        try (PdfSheet sheet = new PdfSheet(poster.width(), poster.height(), Poster.PAPER)) {
            poster.draw(sheet, pictures, said);
            sheet.write(file);
        }
    }

    private record Said(Language language) implements Poster.Words {
        @Override public String title() { return Messages.get(language, "node.poster"); }

        @Override public String name(TreeNode node) { return Messages.get(language, node.shortKey()); }

        @Override public String name(Branch branch) { return Messages.get(language, branch.nameKey()); }
    }

    void cancel() { job.cancel(); }
}
