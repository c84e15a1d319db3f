package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.cli.option.OnlyWith;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** An option that would do nothing is refused in one line that says with what it goes. */
class IdleOptionsTest {
    @TempDir
    Path folder;

    private Shell.Answer run(String line, String more) {
        String[] words = line.replace("OUT", folder.resolve("none").toString()).split(" ");
        return Shell.run(Stream.concat(Stream.of(words), Stream.of(more.split(" "))).toArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "attribute --model no --image no --class 0 --out OUT.npy --method ig | --layer r | --method gradcam, ",
        "attribute --model no --image no --class 0 --out OUT.npy --method gradcam | --rule flat | --method lrp",
        "attribute --model no --image no --class 0 --out OUT.npy --method IG | --seed 1 | --randomize",
        "maximize --model no --layer a --unit 0 --out OUT.png | --held .2 | --from",
        "figure --index no --layer a --out OUT.png | --steps 9 | --wishes",
        "figure --index no --layer a --out OUT.png | --side 9 | --wishes",
        "figure --index no --layer a --out OUT.png | --model no | --wishes",
        "gatys --content no --style no --out OUT.png | --difference no.png | --refine",
        "style --content no --style no --out OUT.png | --softness .2 | --strokes",
        "normalize --model no --layer a --image no --norm in --out OUT.npy | --slice 1 | --png",
        "tune --backbone no --data no --out OUT.onnx | --rate .1 | --method blocks, --method scratch",
        "tune --backbone no --data no --out OUT.onnx --method prototype | --seed 1 | --per-class",
        "curve --backbone no --data no --out OUT.csv --methods head | --plain | --methods blocks",
    })
    void whatDoesNothingIsSaid(String line, String idle, String goesWith) {
        Shell.Answer answer = run(line, idle);
        answer.refused(2, idle.split(" ")[0] + " does nothing here");
        assertTrue(answer.err().contains(goesWith.strip()), answer.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "attribute --model no --image no --class 0 --out OUT.npy | --method GradCAM --layer r",
        "attribute --model no --image no --class 0 --out OUT.npy | --method lrp --rule flat",
        "attribute --model no --image no --class 0 --out OUT.npy | --method gradient --randomize --seed 2",
        "maximize --model no --layer a --unit 0 --out OUT.png | --from no --held .2",
        "tune --backbone no --data no --out OUT.onnx | --method scratch --plain --seed 2",
        "curve --backbone no --data no --out OUT.csv | --plain",
    })
    void whatDoesSomethingIsTaken(String line, String used) {
        assertTrue(!run(line, used).err().contains("does nothing"));
    }

    /** A mark of an option that no command has would refuse whatever is said. */
    @Test
    void everyMarkNamesAnOption() {
        List<String> wrong = new ArrayList<>();
        for (Class<?> type : NormScopeCommand.COMMANDS) {
            CommandLine.Model.CommandSpec spec = new CommandLine(type).getCommandSpec();
            for (OptionSpec option : spec.options()) {
                OnlyWith mark = ((Field) option.userObject()).getAnnotation(OnlyWith.class);
                if (mark != null && Stream.of(mark.value()).allMatch(other -> spec.findOption(other.split(" ")[0])
                    == null)) wrong.add(spec.name() + " " + option.longestName());
            }
        }
        assertEquals(List.of(), wrong);
    }
}
