package org.normscope.state.tree;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.FileReference;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Relocation;
import org.normscope.state.desk.Slice;
import org.normscope.text.Fault;
import org.normscope.tree.Tree;

/** The Tree workspace's part of the settings. */
final class TreeSlice implements Slice<TreeSettings> {
    @Override
    public String id() {
        return TreeSettings.ID;
    }

    @Override
    public Class<TreeSettings> type() {
        return TreeSettings.class;
    }

    @Override
    public TreeSettings initial(Look look) {
        return TreeSettings.initial();
    }

    @Override
    public void check(TreeSettings settings) {
        Objects.requireNonNull(settings.content().origin());
        Objects.requireNonNull(settings.style().origin());
        Slice.require(settings.divider() >= 0 && settings.divider() <= 1);
        try {
            TreeNode shown = Tree.node(settings.node());
            Slice.require(settings.step().isEmpty() || shown.steps().contains(settings.step()));
            settings.knobs().forEach((id, set) -> new Knobs(Tree.node(id), set));
        } catch (Fault wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Override
    public List<FileReference> files(TreeSettings settings) {
        return Stream.concat(Stream.of(FileReference.of(settings.content()), FileReference.of(settings.style())),
            settings.networks().map(origin -> new FileReference(origin, "", FileReference.Kind.NETWORK))).toList();
    }

    @Override
    public TreeSettings relocated(TreeSettings settings, Relocation relocation) {
        TreeSettings initial = TreeSettings.initial();
        return settings.withContent(relocation.picture(settings.content()).orElse(initial.content()))
            .withStyle(relocation.picture(settings.style()).orElse(initial.style()))
            .withNetworks(origin -> relocation.network(origin, ""));
    }
}
