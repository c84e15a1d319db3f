package org.normscope.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.cli.answer.Json;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameter;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The catalogue of normalizations. */
@Command(name = "norms", mixinStandardHelpOptions = true, description = "Lists the normalizations of the catalogue.")
final class NormsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--json", description = "An array of {id, name, formula, parameters, source}.")
    private boolean json;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(Catalogue.entries().stream().map(NormsCommand::row).toList()));
            return;
        }
        for (Catalogue.Entry entry : Catalogue.entries()) {
            out.printf("%-12s %s%n%-12s %s%n%-12s %s%n", entry.id(), name(entry), "",
                entry.formula(), "", entry.source());
            List<String> keys = entry.parameters().stream()
                .map(parameter -> parameter.key() + "=" + parameter.initial()).toList();
            if (!keys.isEmpty()) out.printf("%-12s --set %s%n", "", String.join(" ", keys));
        }
    }

    private static String name(Catalogue.Entry entry) {
        return Messages.get(Language.ENGLISH, entry.nameKey());
    }

    private static Map<String, Object> row(Catalogue.Entry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", entry.id());
        row.put("name", name(entry));
        row.put("formula", entry.formula());
        row.put("parameters", entry.parameters().stream().map(NormsCommand::row).toList());
        row.put("source", entry.source());
        return row;
    }

    private static Map<String, Object> row(Parameter parameter) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", parameter.key());
        row.put("default", parameter.initial());
        if (parameter instanceof Parameter.Real real) {
            row.put("minimum", real.minimum());
            row.put("maximum", real.maximum());
        } else if (parameter instanceof Parameter.Odd odd) {
            row.put("minimum", odd.minimum());
            row.put("maximum", odd.maximum());
        } else if (parameter instanceof Parameter.Whole whole) {
            row.put("minimum", whole.minimum());
            row.put("maximum", whole.maximum());
        } else if (parameter instanceof Parameter.Share) {
            row.put("minimum", 0);
            row.put("maximum", 1);
        } else if (parameter instanceof Parameter.Weights weights) {
            row.put("parts", weights.parts());
        } else if (parameter instanceof Parameter.Choice choice) {
            row.put("values", choice.values());
        }
        return row;
    }
}
