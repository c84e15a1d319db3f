package org.normscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
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

    @Writes(Writes.Kind.FOLDER)
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the pictures.")
    private Path out;

    @Option(names = "--theme", defaultValue = "dark", split = ",", paramLabel = "THEME",
        description = "${COMPLETION-CANDIDATES}, or several with commas; default ${DEFAULT-VALUE}.")
    private List<TourRenderer.Lighting> themes;

    @Option(names = "--lang", defaultValue = "en", split = ",", paramLabel = "LANG",
        description = "en or zh, or both with a comma; default ${DEFAULT-VALUE}.")
    private List<String> languages;

    @Option(names = "--size", defaultValue = "1440x900", split = ",", paramLabel = "WxH",
        description = "Of the window, pixels, or several with commas; default ${DEFAULT-VALUE}.")
    private List<String> sizes;

    @Option(names = "--only", split = ",", paramLabel = "WHERE",
        description = "${COMPLETION-CANDIDATES}, or several with commas; default all.")
    private Set<TourRenderer.Stop> only = EnumSet.allOf(TourRenderer.Stop.class);

    @Override
    public Integer call() {
        List<TourRenderer.Shot> shots = new ArrayList<>();
        for (TourRenderer.Lighting theme : themes) {
            for (String language : languages) {
                for (String size : sizes) shots.add(shot(theme, language(language), size));
            }
        }
        parent.tour().render(out, only, shots).forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private static Language language(String code) {
        return Arrays.stream(Language.values()).filter(known -> known.code().equals(code)).findFirst()
            .orElseThrow(() -> new WrongUseException("cli.language", code));
    }

    private static TourRenderer.Shot shot(TourRenderer.Lighting theme, Language language, String size) {
        if (!size.matches("[1-9]\\d{2,3}x[1-9]\\d{2,3}")) throw new WrongUseException("cli.size", size);
        int[] extents = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        return new TourRenderer.Shot(theme, language, extents[0], extents[1]);
    }
}
