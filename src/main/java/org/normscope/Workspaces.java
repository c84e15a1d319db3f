package org.normscope;

import java.util.List;
import java.util.function.Function;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Workspace;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.style.StyleModel;
import org.normscope.state.transfer.TransferModel;
import org.normscope.state.tree.TreeModel;
import org.normscope.view.frame.Face;
import org.normscope.view.frame.Workbench;
import org.normscope.view.layers.LayersFace;
import org.normscope.view.normalize.NormalizeFace;
import org.normscope.view.shift.ShiftFace;
import org.normscope.view.style.StyleFace;
import org.normscope.view.transfer.TransferFace;
import org.normscope.view.tree.TreeFace;

/** The workspaces of the window, in the order of the rail. A new one is a line here. */
public final class Workspaces {
    private record Entry(Workspace.Plan plan, Function<Workbench, Face> face) { }

    private static final List<Entry> ALL = List.of(
        new Entry(NormalizeModel.PLAN, NormalizeFace::new),
        new Entry(LayersModel.PLAN, LayersFace::new),
        new Entry(StyleModel.PLAN, StyleFace::new),
        new Entry(ShiftModel.PLAN, ShiftFace::new),
        new Entry(TransferModel.PLAN, TransferFace::new),
        new Entry(TreeModel.PLAN, TreeFace::new));

    private Workspaces() { }

    /** Their state side. */
    public static List<Workspace.Plan> plans() {
        return ALL.stream().map(Entry::plan).toList();
    }

    /** Their view side. */
    public static List<Face> faces(Workbench bench) {
        return ALL.stream().map(entry -> entry.face().apply(bench)).toList();
    }

    /** What the window opens with: one layer everywhere. */
    public static Settings initial(Look look) {
        Settings first = Settings.initial(AppModel.slices(plans()), look);
        return first.withLayer(first.of(NormalizeSettings.class).layer());
    }
}
