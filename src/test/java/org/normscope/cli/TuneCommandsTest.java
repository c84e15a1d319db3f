package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.cli.Shell.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.cli.Shell.Answer;
import org.normscope.image.PictureFile;
import org.normscope.transfer.ColourPictures;

/** Teaching a network, as a shell sees it. */
class TuneCommandsTest {
    @TempDir
    Path folder;
    private Path data;

    @BeforeEach
    void begin() throws IOException {
        data = ColourPictures.write(folder.resolve("data"), 20, 0);
    }

    private Answer tune(Object... more) {
        List<Object> line = new ArrayList<>(List.of("tune", "--backbone", "builtin:twin-bn", "--features",
            folder.resolve("kept"), "--out", folder.resolve("new.onnx")));
        line.addAll(List.of(more));
        return run(line.toArray());
    }

    /** What was shown is what the file says, opened by itself, without its manifest, by another command. */
    @Test
    void theFileSaysOfThePicturesWhatWasShown() throws IOException {
        JsonNode told = tune("--data", data, "--json").json();
        Files.delete(folder.resolve("new.json"));
        JsonNode rows = run("classify", folder.resolve("new.onnx"), data, "--json", "--top", "2").json();
        assertEquals(40, rows.size());
        int right = 0;
        for (JsonNode row : rows) {
            JsonNode classes = row.get("classes");
            assertEquals(1, classes.get(0).get("probability").asDouble() + classes.get(1).get("probability").asDouble(),
                1e-5);
            if (row.get("file").asText().contains(classes.get(0).get("label").asText())) right++;
        }
        double shown = 0;
        for (String side : List.of("training", "validation", "test")) {
            double pictures = told.get("pictures").get(side).asDouble();
            if (pictures > 0) shown += pictures * told.get("accuracy").get(side).asDouble();
        }
        assertEquals(right, shown, 1e-6);
        assertTrue(right > 36, right + " of 40 right");
    }

    /** Before a picture is read. */
    @Test
    void whatCannotBeTrainedWithIsRefusedAtOnce() throws IOException {
        for (List<Object> wrong : List.<List<Object>>of(List.of("--rate", "NaN"), List.of("--rate", 2),
            List.of("--rate", -1e-3), List.of("--rate", 0), List.of("--epochs", -1), List.of("--epochs", 0))) {
            Answer answer = tune("--data", folder.resolve("nowhere"), "--method", "blocks",
                wrong.get(0), wrong.get(1));
            assertEquals(2, answer.code());
            assertTrue(answer.err().matches("(?s).*(cannot be trained|NaN; give a finite number).*"), answer.err());
        }
    }

    @Test
    void anyLayerCanBeTheCut() throws IOException {
        for (String cut : List.of("stem.norm", "block2.first.conv", "logits")) {
            JsonNode told = tune("--data", data, "--cut", cut, "--json").json();
            assertEquals(cut, told.get("cut").asText());
            assertTrue(told.get("accuracy").get("training").asDouble() > .8, told.toString());
        }
        JsonNode few = tune("--data", data, "--method", "prototype", "--per-class", 3, "--json").json();
        assertEquals(6, few.get("pictures").get("training").asInt());
        assertTrue(few.get("accuracy").get("training").asDouble() > .8, few.toString());
    }

    /** Trained deeper than the head: what was shown is what the file says. */
    @Test
    void lastBlocks() throws IOException {
        Answer answer = tune("--data", data, "--method", "blocks", "--epochs", 2, "--json");
        assertEquals(0, answer.code(), answer.err());
        assertTrue(answer.err().contains("epoch 1 of 2"), answer.err());
        JsonNode told = new ObjectMapper().readTree(answer.out());
        assertTrue(told.get("trained").asInt() > 10_000, told.toString());
        assertTrue(told.get("accuracy").get("training").asDouble() > .8, told.toString());
        JsonNode rows = run("classify", folder.resolve("new.onnx"), data, "--json").json();
        int right = 0;
        for (JsonNode row : rows) {
            if (row.get("file").asText().contains(row.get("classes").get(0).get("label").asText())) right++;
        }
        double shown = 0;
        for (String side : List.of("training", "validation", "test")) {
            shown += told.get("pictures").get(side).asDouble() * told.get("accuracy").get(side).asDouble(0);
        }
        assertEquals(right, shown, 1e-6);
    }

    @Test
    void aTableOfAFolder() throws IOException {
        tune("--data", data);
        Answer answer = run("classify", folder.resolve("new.onnx"), data.resolve("red"), "--csv");
        assertEquals(0, answer.code(), answer.err());
        assertEquals(20, answer.out().lines().count());
        assertTrue(answer.out().lines().allMatch(line -> line.split(",").length == 3));
        Path sorted = folder.resolve("sorted");
        run("classify", folder.resolve("new.onnx"), data.resolve("red"), "--csv", "--sorted", sorted);
        for (String line : answer.out().lines().toList()) {
            Path file = Path.of(line.split(",")[0]), copy = sorted.resolve(line.split(",")[1] + "/"
                + file.getFileName());
            assertEquals(-1, Files.mismatch(file, copy));
        }
        run("classify", folder.resolve("new.onnx"), data.resolve("red"), "--sorted", sorted)
            .refused(1, "holds files already");
    }

    @Test
    void aPictureInTheWrongClassIsListed() throws IOException {
        Path wrong = data.resolve("blue/wrong.png");
        Files.move(data.resolve("red/7.png"), wrong);
        Answer answer = run("labels", "--backbone", "builtin:twin-bn", "--data", data, "--features",
            folder.resolve("kept"), "--all", "--json");
        JsonNode rows = new ObjectMapper().readTree(answer.out());
        assertEquals(40, rows.size());
        assertEquals(wrong.toString(), rows.get(0).get("file").asText());
        assertEquals("red", rows.get(0).get("better").asText());
        assertTrue(Files.exists(wrong));
    }

    @Test
    void theCurveHasARowForEachDraw() throws IOException {
        Path table = folder.resolve("curve.csv");
        Answer answer = run("curve", "--backbone", "builtin:twin-bn", "--data", data, "--features",
            folder.resolve("kept"), "--per-class", "1,5", "--seeds", "2", "--epochs", "1", "--plain", "--out", table,
            "--png", folder.resolve("curve.png"));
        assertEquals(0, answer.code(), answer.err());
        List<String> rows = Files.readAllLines(table);
        assertEquals("method,per class,seed,accuracy", rows.get(0));
        assertEquals(1 + 2 + 2 + 1 + 2 * (2 + 2 + 2), rows.size());
        assertTrue(rows.get(5).startsWith("head,all,0,"));
        assertTrue(rows.get(17).startsWith("scratch,all,1,"));
        assertTrue(PictureFile.read(folder.resolve("curve.png")).opaque());
        run("curve", "--backbone", "builtin:twin-bn", "--data", data, "--features", folder.resolve("kept"),
            "--methods", "head", "--per-class", "1", "--seeds", "3", "--resume", "--out", table);
        assertEquals(rows.size() + 1, Files.readAllLines(table).size(), "what stands there stays");
        assertTrue(Files.readAllLines(table).containsAll(rows));
        List<String> said = answer.err().lines().filter(line -> line.contains(" is over, about ")).toList();
        assertTrue(said.get(said.size() - 1).endsWith(" is over, about 100 % of all"), answer.err());
        Answer many = run("curve", "--backbone", "builtin:twin-bn", "--data", data, "--features",
            folder.resolve("kept"), "--methods", "head", "--per-class", "1,500", "--seeds", "1", "--out", other());
        assertTrue(many.err().contains("no class has 500 pictures to learn from, the largest has "), many.err());
        assertEquals(List.of("1", "all"), Files.readAllLines(other()).stream().skip(1).map(row -> row.split(",")[1])
            .toList());
        assertTrue(many.err().contains("run 1 is over, about ") && !many.err().contains("run 1 is over, about 0 %"),
            many.err());
        Path other = Files.writeString(other(), "a,b\n1,2\n");
        run("curve", "--backbone", "builtin:twin-bn", "--data", data, "--features", folder.resolve("kept"),
            "--methods", "head", "--resume", "--out", other).refused(1, "no table of this command");
        assertEquals("a,b\n1,2\n", Files.readString(other));
        run("curve", "--backbone", "builtin:twin-bn", "--data", data, "--features", folder.resolve("kept"),
            "--methods", "head", "--out", table);
        assertEquals(List.of("head"), Files.readAllLines(table).stream().skip(1).map(row -> row.split(",")[0])
            .distinct().toList());
    }

    private Path other() {
        return folder.resolve("other.csv");
    }

    /** A link to a class inside another takes both their pictures. */
    @Test
    void whatLiesInTwoClassesIsSaidWhereNoneIsLeft() throws IOException {
        Path twice = folder.resolve("twice"), red = Files.createDirectories(twice.resolve("red")),
            blue = Files.createDirectories(twice.resolve("blue"));
        Files.copy(data.resolve("red/1.png"), red.resolve("1.png"));
        Files.copy(data.resolve("red/2.png"), blue.resolve("2.png"));
        Files.createSymbolicLink(blue.resolve("link"), red);
        Answer answer = tune("--data", twice);
        assertEquals(1, answer.code());
        String last = answer.err().strip().lines().reduce((a, b) -> b).orElse("");
        assertTrue(last.contains("2 files lie in two classes each") && last.contains(red.resolve("1.png").toString())
            && answer.err().contains("skipped: " + red.resolve("1.png")), answer.err());
        Files.delete(blue.resolve("2.png"));
        tune("--data", twice).refused(1, "2 files lie in two classes each");
    }

    @Test
    void whatCannotBeLearntIsOneLine() throws IOException {
        tune("--data", folder.resolve("nowhere")).refused(1, "there is no folder");
        tune("--data", Files.createDirectories(folder.resolve("empty"))).refused(1, "no class with a picture");
        tune("--data", data.resolve("red")).refused(1, "no class with a picture");
        Path one = folder.resolve("one/only");
        Files.createDirectories(one);
        Files.copy(data.resolve("red/1.png"), one.resolve("1.png"));
        tune("--data", one.getParent()).refused(1, "one class only");
        tune("--data", data, "--cut", "nowhere").refused(2, "no layer");
        tune("--data", data, "--l2", "-1").refused(2, "--l2 is -1; give a finite number above 0");
        run("tune", "--backbone", "builtin:twin-bn", "--data", data, "--features", folder.resolve("kept"), "--out",
            folder.resolve("no/such/folder.onnx")).refused(2, "there is no folder");
        run("tune", "--backbone", "builtin:twin-bn", "--data", data, "--features", data.resolve("red/1.png"), "--out",
            folder.resolve("new.onnx")).refused(1, "choose another folder");
        assertTrue(Files.notExists(folder.resolve("new.onnx")));
    }
}
