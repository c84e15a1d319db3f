package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A number that no option takes is refused in one line that says which are taken. */
class NumberOptionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gatys --content no --style no --out OUT.png --smooth NaN | --smooth is NaN; give a finite number from 0 on",
        "gatys --content no --style no --out OUT.png --content-weight NaN | finite number from 0 on",
        "gatys --content no --style no --out OUT.png --style-weight Infinity | finite number from 0 on",
        "gatys --content no --style no --out OUT.png --style-weight=-1 | --style-weight is -1; give a finite",
        "maximize --model no --layer a --unit 0 --out OUT.png --from no --held=-Infinity | finite number from 0 on",
        "robustness --models no --trait brightness --to NaN | --to is NaN; give a finite number",
        "tune --backbone no --data no --out OUT.onnx --l2 0 | --l2 is 0; give a finite number above 0",
        "tune --backbone no --data no --out OUT.onnx --per-class 0 | --per-class is 0; give a finite number from 1 on",
        "tune --backbone no --data no --out OUT.onnx --per-class=-3 | --per-class is -3",
    })
    void whatIsNotTakenIsSaid(String line, String words) {
        Shell.run((Object[]) line.replace("OUT", folder.resolve("none").toString()).split(" ")).refused(2, words);
    }

    /** Whatever real number a command may be given. */
    @Test
    void noOptionTakesWhatIsNoNumber() {
        List<String> taken = new ArrayList<>(), asked = new ArrayList<>();
        for (Class<?> type : NormScopeCommand.COMMANDS) {
            CommandLine.Model.CommandSpec spec = new CommandLine(type).getCommandSpec();
            for (OptionSpec option : spec.options()) {
                if (option.type() != double.class && option.type() != Double.class) continue;
                List<String> words = new ArrayList<>(List.of(spec.name()));
                Stream.concat(spec.options().stream().filter(OptionSpec::required).map(OptionSpec::longestName),
                    Stream.of(option.longestName())).forEach(name -> words.addAll(List.of(name,
                    name.equals("--trait") ? "brightness" : name.equals(option.longestName()) ? "NaN" : "0")));
                if (option.longestName().equals("--held")) words.addAll(List.of("--from", "no"));
                if (option.longestName().equals("--rate") && spec.findOption("--method") != null) {
                    words.addAll(List.of("--method", "blocks"));
                }
                String err = Shell.run(words.toArray()).err();
                asked.add(spec.name() + " " + option.longestName());
                if (!err.matches("(?s).*NaN; give a finite number.*")) taken.add(words + ": " + err);
            }
        }
        assertEquals(List.of(), taken);
        assertFalse(asked.isEmpty());
    }

    /** Of weights that no number can hold the product of. */
    @Test
    void aDescentFromNoFiniteLossIsAFailure() {
        Path out = folder.resolve("out.png");
        Shell.run("gatys", "--content", "builtin:photos/dogs", "--style", "builtin:photos/cat", "--model",
            "builtin:twin-bn", "--size", 48, "--steps", 1, "--style-weight", "1e300", "--out", out).refused(1,
            "the loss of the picture it begins with is no finite number");
        assertFalse(Files.exists(out));
    }
}
