package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.image.PictureSource;

/** What would be ignored, or written under a wrong name or nowhere, is refused before anything is written. */
class RefusedOptionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ibn builtin:twin-bn --layer stem.norm=.2 --layer stem.norm=.7 --out OUT/n.onnx | --layer sets stem.norm twice",
        "ibn builtin:twin-bn --layer stem.norm=.2 --out OUT/n.txt | let it end in one of .onnx",
        "tune --backbone no --data no --out OUT/n.txt | let it end in one of .onnx",
        "paint --node oil --content builtin:photos/cat --style builtin:photos/dogs --out OUT/p.png | no style picture",
        "robustness --models no --trait brightness --steps 1 | 1 steps cannot be gone; give 2 to 100",
        "layers builtin:twin-bn --layout XYZW | --layout: the layout",
        "normalize --model builtin:twin-bn --layer stem --image builtin:photos/cat --norm in --out OUT/n.npy --stats "
            + "OUT/no/s.json | there is no folder",
        "normalize --model no --layer stem --image no --norm in --out OUT/n.npy --raw OUT/n.npy | written with",
        "curve --backbone no --data no --out OUT/c.csv --png OUT/c.bmp | let it end in",
    })
    void isSaid(String line, String words) throws IOException {
        Shell.run((Object[]) line.replace("OUT", folder.toString()).split(" ")).refused(2, words);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void robustnessSaysWhyThereIsNoAccuracy() throws IOException {
        Path cats = Files.createDirectories(folder.resolve("kitten"));
        Files.write(cats.resolve("a.jpg"), PictureSource.bytes("builtin:photos/cat"));
        Files.writeString(cats.resolve("b.jpg"), "none");
        Shell.Answer answer = Shell.run("robustness", "--models", "builtin:twin-bn", "--trait", "brightness", "--steps",
            2, "--data", folder);
        assertEquals(0, answer.code(), answer.err());
        assertTrue(answer.err().contains("has no class called as these folders: kitten; so accuracy is left empty"),
            answer.err());
        assertTrue(answer.err().startsWith("normscope robustness: skipped: "), answer.err());
    }

    /** Maps of Java's own change their order from run to run. */
    @Test
    void answersKeepTheirOrder() {
        String out = Shell.run("field", "builtin:twin-bn", "--effective", "--layer", "stem", "--unit", 0, "--image",
            "builtin:photos/cat", "--out", folder.resolve("f.png"), "--json").out();
        assertTrue(out.replaceAll("\\s", "").matches("\\{\"layer\":.*\"unit\":.*\"cell\":.*\"side\":.*"), out);
    }
}
