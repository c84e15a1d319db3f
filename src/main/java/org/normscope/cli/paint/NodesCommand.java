package org.normscope.cli.paint;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.cli.answer.Json;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.tree.Tree;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The nodes of the tree. */
@Command(name = "nodes", mixinStandardHelpOptions = true,
    description = "Lists the ways to paint and to weave that paint and texture know, with papers and parameters.")
public final class NodesCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--json", description =
        "An array of {id, name, year, authors, paper, branch, command, style, parents, parameters, ...}.")
    private boolean json;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(Tree.nodes().stream().map(NodesCommand::row).toList()));
            return;
        }
        for (TreeNode node : Tree.nodes()) {
            out.printf("%-20s %s%n%-20s %s, %d: %s%n", node.id(), said(node.nameKey()), "", node.authors(), node.year(),
                node.paper());
            List<String> keys = node.knobs().stream().map(knob -> knob.key() + "=" + knob.initial()).toList();
            if (!keys.isEmpty()) out.printf("%-20s --set %s%n", "", String.join(" ", keys));
        }
    }

    private static String said(String key) {
        return Messages.get(Language.ENGLISH, key);
    }

    private static Map<String, Object> row(TreeNode node) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", node.id());
        row.put("name", said(node.nameKey()));
        row.put("year", node.year());
        row.put("authors", node.authors());
        row.put("paper", node.paper());
        row.put("branch", said(node.branch().nameKey()));
        row.put("command", node.kind() == org.normscope.node.Kind.TEXTURE ? "texture" : "paint");
        row.put("style", node.kind().styled());
        row.put("parents", node.parents());
        row.put("next", Tree.next(node).map(TreeNode::id).orElse(null));
        row.put("formula", node.symbols());
        row.put("idea", said(node.ideaKey()));
        row.put("limit", said(node.limitKey()));
        row.put("steps", node.steps());
        row.put("parameters", node.knobs().stream().map(NodesCommand::row).toList());
        return row;
    }

    private static Map<String, Object> row(Knob knob) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", knob.key());
        row.put("name", said(knob.nameKey()));
        row.put("default", knob.initial());
        if (knob instanceof Knob.Real real) {
            row.put("minimum", real.minimum());
            row.put("maximum", real.maximum());
        } else if (knob instanceof Knob.Whole whole) {
            row.put("minimum", whole.minimum());
            row.put("maximum", whole.maximum());
            if (whole.sketch() != whole.value()) row.put("thumbnail", whole.sketch());
        } else if (knob instanceof Knob.Choice choice) {
            row.put("values", choice.values());
            if (!choice.presets().isEmpty()) row.put("presets", choice.presets());
        }
        return row;
    }
}
