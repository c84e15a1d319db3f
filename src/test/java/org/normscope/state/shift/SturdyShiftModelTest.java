package org.normscope.state.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.network.TinyClassifier.divergence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.TinyClassifier;
import org.normscope.shift.IbnAdvice;
import org.normscope.shift.IbnSurgery;
import org.normscope.shift.Preset;

/**
 * The Shift workspace at the edges: one channel, one colour, no norms, folded norms, folders without a whole picture.
 */
class SturdyShiftModelTest extends ShiftDesk {
    @BeforeEach
    void enterShift() {
        enter();
    }

    private void alone(String origin) {
        for (int ink = 1; ink < 3; ink++) model.removeNetwork(ink);
        model.replaceNetwork(0, origin);
        assertEquals(1, model.compared().size());
    }

    private double value(String layer) {
        return point(0, layer).value();
    }

    private DepthCurves.Point point(int line, String layer) {
        return model.curves().get().lines().get(line).points()
            .stream().filter(point -> point.layer().name().equals(layer)).findFirst().orElseThrow();
    }

    private static double[] convolved(Preprocessing preprocessing, Pixels picture) {
        return TinyClassifier.convolved(Arrays.stream(preprocessing.fitted(picture).argb()).map(pixel -> pixel & 255));
    }

    @Test
    void aNetworkOfOneChannel() throws IOException {
        String origin = TinyClassifier.write(folder.resolve("one.onnx"));
        alone(origin);
        model.setLook(Preset.DUSK.look());
        model.setAt(MeasuredAt.LAYERS);
        Network network = new ModelLibrary(desk.runner).open(origin, Map.of());
        Preprocessing preprocessing = network.spec().preprocessing();
        Pixels seen = preprocessing.fitted(PictureSource.open("builtin:photos/dogs"));
        double wanted = divergence(convolved(preprocessing, seen),
            convolved(preprocessing, Preset.DUSK.look().of(seen)));
        assertEquals(wanted, value("conv"), 1e-3 * wanted);
        for (IbnSurgery.Mode mode : IbnSurgery.Mode.values()) {
            model.setMode(mode);
            model.setRho("norm", 0);
            assertEquals(1, point(1, "norm").constructed(), mode.toString());
            assertTrue(point(1, "norm").value() < 1e-3, mode + " " + point(1, "norm").value());
            model.resetRho();
        }
        assertNull(model.surgeryFault().get());
        assertEquals(List.of(), desk.notices());
    }

    /** Against a picture of one colour: the least variance stands for what does not vary. */
    @Test
    void aPictureOfOneColour() throws IOException {
        String origin = TinyClassifier.write(folder.resolve("one.onnx"));
        int[] argb = new int[256];
        Arrays.fill(argb, 0xFF404040);
        Pixels flat = new Pixels(16, 16, argb);
        PictureFile.writePng(flat, folder.resolve("flat.png"));
        alone(origin);
        model.openOwn(folder.resolve("flat.png").toString());
        model.setAt(MeasuredAt.LAYERS);
        Preprocessing preprocessing = model.compared().get(0).network().spec().preprocessing();
        double wanted = divergence(convolved(preprocessing, PictureSource.open("builtin:photos/dogs")),
            convolved(preprocessing, flat));
        assertEquals(wanted, value("conv"), 1e-3 * wanted);
        assertEquals(1, point(0, "conv").floored());
        model.setAt(MeasuredAt.BEFORE_NORMS);
        assertEquals(1, point(0, "norm").floored(), "at the norm's input");
        model.setMeasure(Measure.COSINE);
        assertEquals(0, point(0, "norm").floored(), "a cosine rests on no variance");
        alone("builtin:twin-in");
        for (Measure measure : Measure.values()) {
            model.setMeasure(measure);
            assertTrue(model.curves().get().points().allMatch(point -> Double.isFinite(point.value())),
                measure.toString());
        }
        assertEquals(List.of(), desk.notices());
    }

    @Test
    void aNetworkWithoutNorms() throws IOException {
        String origin = TinyClassifier.writePlain(folder.resolve("plain.onnx"));
        alone(origin);
        nothingToOperateOn(origin, Network.Remark.NO_NORMALIZATION);
    }

    @Test
    void aNetworkWithFoldedNorms() throws IOException {
        String origin = TinyClassifier.writeFolded(folder.resolve("folded.onnx"));
        alone(origin);
        nothingToOperateOn(origin, Network.Remark.BATCH_NORM_FOLDED);
    }

    private void nothingToOperateOn(String name, Network.Remark remark) {
        model.setLook(Preset.DUSK.look());
        assertTrue(model.operated().get().network().remarks().contains(remark));
        for (IbnSurgery.Mode mode : IbnSurgery.Mode.values()) {
            model.setMode(mode);
            assertEquals(List.of(), model.places());
            assertEquals(IbnAdvice.Reason.NO_PLACE, model.advice().get().reason());
        }
        model.takeAdvice();
        assertEquals(Map.of(), model.settings().get().surgery().rho());
        model.setAt(MeasuredAt.LAYERS);
        assertTrue(model.curves().get().points().allMatch(point -> Double.isFinite(point.value())));
        assertTrue(model.curves().get().points().anyMatch(point -> point.value() > 0));
        model.setAt(MeasuredAt.AFTER_NORMS);
        assertTrue(model.curves().get() == null || model.curves().get().points().findAny().isEmpty());
        model.recalibrate("assets/images/photos");
        assertEquals(List.of(name
            + " has no BatchNormalization whose statistics could be replaced (exporters may have folded them into "
            + "convolutions, or written them out in several operators); export it with BatchNormalization as one "
            + "operator."), desk.notices());
        assertEquals(1, model.compared().size());
    }

    @Test
    void aFolderWithoutAWholePictureIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("data/photo/dog"));
        Files.createDirectories(folder.resolve("data/art/dog"));
        model.runFolder(folder.resolve("data").toString());
        Files.createDirectories(folder.resolve("broken/photo/dog"));
        Files.writeString(folder.resolve("broken/photo/dog/broken.jpg"), "no picture");
        model.runFolder(folder.resolve("broken").toString());
        String said =
            " holds no pictures as DIR/DOMAIN/CLASS/*.jpg; give the folder in which each domain has a folder, with "
                + "one for each class in it";
        assertEquals(List.of(folder.resolve("data") + said, folder.resolve("broken") + said), desk.notices());
        assertNull(model.run().get());
        assertFalse(model.job().get().running());
        assertEquals(Scope.PICTURE, model.settings().get().scope());
    }

    /** A domain whose pictures are all broken is left out; the other one is measured, its empty class too. */
    @Test
    void aBrokenDomainIsLeftOut() throws IOException {
        for (String empty : List.of("data/photo/dog", "data/photo/house", "data/art/dog")) {
            Files.createDirectories(folder.resolve(empty));
        }
        Files.copy(Path.of("assets/images/photos/dogs.jpg"), folder.resolve("data/photo/dog/dogs.jpg"));
        Files.writeString(folder.resolve("data/art/dog/broken.jpg"), "no picture");
        model.runFolder(folder.resolve("data").toString());
        FolderRun run = model.run().get();
        assertEquals(List.of("photo"), run.domains());
        assertEquals(1, run.skipped().size(), "once, not once a network: " + run.skipped());
        assertTrue(run.skipped().get(0).contains("broken.jpg"));
        assertTrue(run.rows()
            .stream()
            .allMatch(row -> row.judged() && row.runs().get("photo").pictures() == 1
                && row.runs().get("photo").majority() == 1));
        assertEquals(List.of(), desk.notices());
    }
}
