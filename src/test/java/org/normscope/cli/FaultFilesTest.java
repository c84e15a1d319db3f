package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.flow.OwnForm;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.Operators;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Tensor;

/** The files that once went wrong, which lie beside the checkout where they are at hand, each with its right value. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultFilesTest {
    private static final Path FOLDER = Path.of("../shared/data/faults"), CORPUS = Path.of("target/data-of-tests/two");
    private static final List<Pixels> DOGS = List.of(PictureSource.open("builtin:photos/dogs"));

    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @BeforeAll
    void corpus() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "needs " + FOLDER + ", which is not part of the project");
        Files.createDirectories(CORPUS);
        for (String photo : List.of("cat.jpg", "boats.jpg")) {
            Path copy = CORPUS.resolve(photo);
            if (!Files.exists(copy)) Files.copy(Path.of("assets/images/photos").resolve(photo), copy);
        }
    }

    @AfterAll
    void close() {
        runner.close();
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + ".onnx");
    }

    private Network open(String name) {
        return new ModelLibrary(runner).open(file(name), Map.of());
    }

    /** The written network opens, and gives what the arithmetic says of what it gives at its other layers. */
    @ParameterizedTest
    @ValueSource(strings = {"if_bn", "loop_captures_c1", "where_bn", "bn_constantofshape", "bn_op6_istest",
        "bn_spatial0_mxnet_arcface", "bn_siamese_shared", "qdq_perchannel", "bgr_flip_gather"})
    void aBlendIsWhatItSays(String name) {
        Network before = open(name);
        Layer norm = before.layers().stream().filter(layer -> layer.operator().equals("BatchNormalization"))
            .findFirst().orElseThrow();
        Path out = folder.resolve(name + "-ibn.onnx");
        assertEquals(0, Shell.run("ibn", file(name), "--layer", norm.name() + "=0.25", "--out", out).code());
        Tensor picture = before.spec().preprocessing().apply(DOGS);
        Tensor x = before.run(runner, picture, List.of(norm.input())).get(norm.input());
        NormalizationParameters own = before.normalizationParameters(norm).orElseThrow();
        Tensor wanted = Tensor.of(x.shape(), x.data().clone());
        int plane = x.shape().plane();
        for (int c = 0; c < x.shape().c(); c++) {
            double sum = 0, squares = 0;
            for (int i = 0; i < plane; i++) sum += x.data()[c * plane + i];
            for (int i = 0; i < plane; i++) squares += Math.pow(x.data()[c * plane + i] - sum / plane, 2);
            for (int i = 0; i < plane; i++) {
                double at = x.data()[c * plane + i], running = (at - own.mean()[c])
                    / Math.sqrt(own.variance()[c] + own.epsilon()),
                    instance = (at - sum / plane) / Math.sqrt(squares / plane + own.epsilon());
                wanted.data()[c * plane + i] = (float) (own.gamma()[c] * (.25 * running + .75 * instance)
                    + own.beta()[c]);
            }
        }
        Network after = new ModelLibrary(runner).open(out, Map.of());
        Tensor given = after.run(runner, picture, List.of(norm.output())).get(norm.output());
        assertTrue(RealNetworks.difference(given, wanted) < 1e-5, RealNetworks.difference(given, wanted) + "");
    }

    /** What every BatchNormalization holds then is what it reads. */
    @ParameterizedTest
    @ValueSource(strings = {"if_bn", "loop_captures_c1", "where_bn", "bn_constantofshape", "bn_op6_istest",
        "bn_spatial0_mxnet_arcface", "bn_siamese_shared", "qdq_perchannel", "bgr_flip_gather"})
    void recalibratedAtEveryPlace(String name) {
        Path out = folder.resolve(name + "-new.onnx");
        assertEquals(0, Shell.run("recalibrate", file(name), "--images", CORPUS, "--out", out).code());
        Network after = new ModelLibrary(runner).open(out, Map.of());
        List<Pixels> pictures = List.of(PictureSource.open(CORPUS.resolve("boats.jpg").toString()),
            PictureSource.open(CORPUS.resolve("cat.jpg").toString()));
        int seen = 0;
        double[] shared = new double[8];
        for (Layer norm : after.layers()) {
            if (!norm.operator().equals("BatchNormalization")) continue;
            Tensor x = after.run(runner, after.spec().preprocessing().apply(pictures), List.of(norm.input()))
                .get(norm.input());
            int channels = x.shape().c(), plane = x.shape().plane();
            for (int i = 0; i < x.data().length; i++) {
                shared[i / plane % channels] += x.data()[i] / (double) (plane * x.shape().n());
            }
            seen++;
        }
        float[] mean = after.layers().stream().filter(layer -> layer.operator().equals("BatchNormalization"))
            .findFirst().flatMap(after::normalizationParameters).orElseThrow().mean();
        for (int c = 0; c < shared.length; c++) {
            assertEquals(shared[c] / seen, mean[c], 1e-4 * Math.max(1, Math.abs(mean[c])), "channel " + c);
        }
    }

    @ParameterizedTest
    @CsvSource({"bn_spatial0, b1, parameters for every position of the maps",
        "bn_5outs_op7, b1, computes its statistics"})
    void whatCannotBeRewrittenIsToldInOneLine(String name, String layer, String said) {
        assertLine(Shell.run("ibn", file(name), "--layer", layer + "=0.5", "--out", folder.resolve("no.onnx")), said);
        Shell.Answer again = Shell.run("recalibrate", file(name), "--images", CORPUS, "--out",
            folder.resolve("no.onnx"));
        assertLine(again, name.equals("bn_spatial0") ? said : "no BatchNormalization whose statistics");
        assertFalse(Files.exists(folder.resolve("no.onnx")));
    }

    /** The guess of the preprocessing is told before. */
    private static void assertLine(Shell.Answer answer, String said) {
        List<String> lines = answer.err().lines().filter(line -> !line.contains(": guessed for ")).toList();
        assertTrue(answer.code() != 0 && lines.size() == 1 && lines.get(0).contains(said), answer.toString());
    }

    /** With their own gamma, beta and epsilon, what the network has there. */
    @ParameterizedTest
    @ValueSource(strings = {"bn_spatial0", "bn_spatial0_mxnet_arcface", "vit_small", "convnext_ln17",
        "convnext_ln_decomposed", "bn_constantofshape", "bn_op6_istest", "qdq_perchannel", "where_bn", "if_bn",
        "loop_captures_c1"})
    void ownNormalizationsAreReproduced(String name) {
        Network network = open(name);
        Layer norm = network.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION).findFirst()
            .orElseThrow();
        LayerSite site = new FeatureMapFlow(runner).site(network, norm, DOGS);
        Tensor given = FeatureMapFlow.normalized(site, OwnForm.of(network, norm).orElseThrow().create(), true,
            Optional.empty()).maps();
        Tensor wanted = network.run(runner, network.spec().preprocessing().apply(DOGS), List.of(norm.output()))
            .get(norm.output());
        assertTrue(RealNetworks.difference(given, wanted.reshaped(given.shape())) < 1e-5, norm.toString());
    }

    @ParameterizedTest
    @CsvSource({"customvision_zipmap, c1 r g f l p", "seq_split, c1 sa r", "concat_from_sequence, c1 cfs r",
        "if_const_cond, c1 iff/inner r", "if_bn, c1 iff b1 r", "loop_captures_c1, c1 c2 loop b1 r",
        "vit_small, patch flat tok cat ln q gelu", "shuffle_gather, a b c d g e"})
    void layersAreThoseWithMapsAndAllOfThemRun(String name, String layers) {
        Network network = open(name);
        assertEquals(layers, network.layers().stream().map(Layer::name).collect(Collectors.joining(" ")));
        Tensor picture = network.spec().preprocessing().apply(DOGS);
        for (Layer layer : network.layers()) {
            assertEquals(layer.shape().size(),
                network.run(runner, picture, List.of(layer.output())).get(layer.output()).data().length, layer.name());
        }
    }

    /** The field of one cell in the middle is the box around the pixels that move it. */
    @ParameterizedTest
    @CsvSource({"convnext_ln17, t ln l1 l2 bk", "convnext_ln_decomposed, t ln l1 l2 bk", "conv3_as_matmul, t mm b c",
        "pixelshuffle_reshape, a d", "shuffle_gather, g e", "bgr_flip_gather, flip c1 b1",
        "qdq_perchannel, c1 b1", "slice_reverse, a b c", "resize_antialias18, a b c", "deconv_outpad, a b c"})
    void fieldsAreThePixelsThatMoveACell(String name, String layers) {
        Network network = open(name);
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        List<Layer> some = Arrays.stream(layers.split(" ")).map(one -> network.layer(one).orElseThrow()).toList();
        List<String> values = RealNetworks.outputs(some);
        Tensor picture = RealNetworks.noise(network, 1, 5);
        int height = picture.shape().h(), width = picture.shape().w(), plane = height * width;
        Map<Layer, boolean[]> moved = some.stream().collect(Collectors.toMap(layer -> layer, layer ->
            new boolean[plane]));
        Map<String, Tensor> before = network.run(runner, picture, values).values();
        Random random = new Random(3);
        for (int p = 0; p < plane; p++) {
            Tensor pushed = Tensor.of(picture.shape(), picture.data().clone());
            for (int c = 0; c < 3; c++) pushed.data()[c * plane + p] += 50 + 10 * random.nextFloat();
            Map<String, Tensor> after = network.run(runner, pushed, values).values();
            for (Layer layer : some) moved.get(layer)[p] = moves(layer, before, after);
        }
        for (Layer layer : some) {
            int y = layer.shape().h() / 2, x = layer.shape().w() / 2;
            var told = fields.get(layer.name()).box(y, x);
            int top = height, left = width, bottom = 0, right = 0;
            for (int p = 0; p < plane; p++) {
                if (!moved.get(layer)[p]) continue;
                top = Math.min(top, p / width);
                bottom = Math.max(bottom, p / width + 1);
                left = Math.min(left, p % width);
                right = Math.max(right, p % width + 1);
            }
            assertEquals(left + "," + top + " " + (right - left) + "x" + (bottom - top), told.x() + "," + told.y() + " "
                + told.width() + "x" + told.height(), layer.name());
        }
    }

    private static boolean moves(Layer layer, Map<String, Tensor> before, Map<String, Tensor> after) {
        Tensor was = before.get(layer.output()).reshaped(layer.shape()), is = after.get(layer.output())
            .reshaped(layer.shape());
        int y = layer.shape().h() / 2, x = layer.shape().w() / 2;
        for (int c = 0; c < layer.shape().c(); c++) {
            if (Float.compare(was.at(0, c, y, x), is.at(0, c, y, x)) != 0) return true;
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource({"convnext_ln17, l2, 28", "convnext_ln_decomposed, ln, 28", "conv3_as_matmul, mm, 3",
        "pixelshuffle_reshape, a, 3", "../../models/foreign/fastestdet, Gather_18, 15", "slice_reverse, c, 5"})
    void sizesOfFields(String name, String layer, int pixels) {
        ReceptiveField field = ReceptiveFields.of(open(name), runner).get(layer);
        assertEquals(pixels, field.width());
        assertEquals(pixels, field.height());
    }

    @Test
    void retiredOperatorsKeepCellsInTheirPlaces() {
        for (String operator : List.of("ImageScaler", "Crop", "Affine", "ParametricSoftplus", "ScaledTanh", "Scale")) {
            assertTrue(Operators.known(operator), operator);
        }
    }

    @ParameterizedTest
    @CsvSource({"bgr_metadata, BGR, 255", "../../models/foreign/winml_mosaic, BGR, 255",
        "../../models/foreign/winml_fnscandy_ct, BGR, 255", "../../models/foreign/winml_mnist, GRAY, 255",
        "rgba4, RGBA, 1"})
    void whatTheFileSaysOfItsPictures(String name, Preprocessing.Order order, float white) {
        Preprocessing told = open(name).spec().preprocessing();
        assertEquals(order, told.order());
        assertEquals(white, told.high());
    }

    @ParameterizedTest
    @CsvSource({"two_mask, mask=noise", "sixch_pair, x=builtin:photos/cat"})
    void otherInputsAreChosen(String name, String feed) {
        Path plain = folder.resolve("plain.npy"), fed = folder.resolve("fed.npy");
        for (Path out : List.of(plain, fed)) {
            List<Object> words = new ArrayList<>(List.of("normalize", "--model", file(name), "--layer", "c",
                "--norm", "in", "--image", "builtin:photos/dogs", "--out", out));
            if (out == fed) words.addAll(List.of("--feed", feed));
            assertEquals(0, Shell.run(words.toArray()).code());
        }
        assertFalse(Arrays.equals(bytes(plain), bytes(fed)), "what is fed has a say");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"nobatch_chw, c1, '1 x 8 x 32 x 32'", "vit_small, ln, '1 x 16 x 4 x 4'",
        "dyn_but_fc227, c1, '1 x 2 x 55 x 55'", "convnext_ln17, l1, '1 x 64 x 16 x 16'"})
    void shapesOfMaps(String name, String layer, String shape) {
        assertEquals(shape, open(name).layer(layer).orElseThrow().shape().toString());
    }

    @ParameterizedTest
    @CsvSource({"weights_as_inputs, does not hold its weights", "double, computes in float64"})
    void whatIsWrongWithAFile(String name, String said) {
        Shell.run("layers", file(name)).refused(1, said);
    }

    @Test
    void namesWithSigns() {
        String bn = "层/bn=1,二";
        assertEquals("conv 1, first=yes|" + bn + "|all|all_2|r3_2|r3", open("names_odd").layers().stream()
            .map(Layer::name).collect(Collectors.joining("|")));
        assertEquals(0, Shell.run("ibn", file("names_odd"), "--layer", bn + "=0.5", "--out",
            folder.resolve("odd.onnx")).code());
    }

    @Test
    void aLayerWithoutCellsHasNoPatches() {
        Path index = folder.resolve("empty.db");
        assertLine(Shell.run("index", "--model", file("nms_empty"), "--corpus", CORPUS, "--layers", "nz", "--out",
            index), "as many cells as it finds things");
        assertEquals(0, Shell.run("index", "--model", file("nms_empty"), "--corpus", CORPUS, "--layers", "c1", "--out",
            index).code());
    }
}
