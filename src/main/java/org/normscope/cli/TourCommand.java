package org.normscope.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.normscope.text.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every workspace as a picture. */
@Command(name = "tour", mixinStandardHelpOptions = true,
    description = "Renders every workspace on the built-in example: DIR/normalize.png ... Prints the files written.")
final class TourCommand implements Callable<Integer> {
    @CommandLine.ParentCommand
    private NormScopeCommand parent;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the pictures.")
    private Path out;

    @Option(names = "--theme", defaultValue = "dark",
        description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private TourRenderer.Lighting theme;

    @Option(names = "--lang", defaultValue = "en", description = "en or zh; default ${DEFAULT-VALUE}.")
    private String language;

    @Option(names = "--size", defaultValue = "1440x900", paramLabel = "WxH",
        description = "Of the window, pixels; default ${DEFAULT-VALUE}.")
    private String size;

    @Override
    public Integer call() {
        Language chosen = Arrays.stream(Language.values()).filter(known -> known.code().equals(language)).findFirst()
            .orElseThrow(() -> new WrongUseException("cli.language", language));
        if (!size.matches("[1-9]\\d{2,3}x[1-9]\\d{2,3}")) throw new WrongUseException("cli.size", size);
        int[] extents = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        parent.tour().render(out, theme, chosen, extents[0], extents[1]).forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
