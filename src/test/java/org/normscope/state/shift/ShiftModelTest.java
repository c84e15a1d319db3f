package org.normscope.state.shift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.shift.Appearance;
import org.normscope.shift.FeatureShift;
import org.normscope.shift.IbnAdvice;
import org.normscope.shift.IbnSurgery;
import org.normscope.shift.InvarianceMeter;
import org.normscope.shift.LayerShift;
import org.normscope.shift.Preset;
import org.normscope.shift.Trait;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.RankedClass;

class ShiftModelTest {
    @TempDir
    Path folder;
    private Desk desk;
    private ShiftModel model;

    @BeforeEach
    void open() {
        desk = new Desk().started();
        model = desk.app.workspace(ShiftModel.class);
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    private void enter() {
        desk.app.setWorkspace(ShiftSettings.ID);
        assertEquals(List.of(), desk.notices());
    }

    private List<String> names() {
        return model.compared().stream().map(compared -> compared.network().name() + " " + compared.origin()).toList();
    }

    private double value(int line, int point) {
        return point(line, point).value();
    }

    private DepthCurves.Point point(int line, int point) {
        return model.curves().get().lines().get(line).points().get(point);
    }

    @Test
    void nothingIsOpenedBeforeTheWorkspaceIs() {
        assertEquals(List.of(), model.compared());
        assertNull(model.meter().get());
    }

    @Test
    void threeTwinsStandSideBySideOnAPictureAsItIs() {
        enter();
        assertEquals(List.of("twin-bn OPENED", "twin-ibn-a OPENED", "twin-in OPENED"), names());
        DepthCurves curves = model.curves().get();
        assertEquals(List.of("stem", "block1", "block2", "block3", "block4"),
            curves.parts().stream().map(DepthCurves.Part::name).toList());
        assertTrue(curves.shared());
        assertTrue(curves.points().allMatch(point -> point.value() == 0));
        assertEquals(IbnAdvice.Reason.NOTHING_MOVES, model.advice().get().reason());
        assertFalse(model.computing().get());
    }

    /** What the window shows is what the command line's meter gives for the two pictures. */
    @Test
    void theCurvesAreTheMetersFigures() {
        enter();
        model.setLook(Preset.DUSK.look());
        Network bn = new ModelLibrary(desk.runner).open("builtin:twin-bn", Map.of());
        Pixels seen = bn.spec().preprocessing().fitted(PictureSource.open("builtin:photos/dogs"));
        assertArrayEquals(Preset.DUSK.look().of(seen).argb(), model.meter().get().after().argb());
        List<LayerShift> wanted = InvarianceMeter.measure(bn, desk.runner, seen, Preset.DUSK.look().of(seen));
        model.setAt(MeasuredAt.LAYERS);
        for (Measure measure : Measure.values()) {
            model.setMeasure(measure);
            List<DepthCurves.Point> points = model.curves().get().lines().get(0).points();
            assertEquals(wanted.stream().filter(layer -> layer.layer().shape().plane() > 1).count(), points.size());
            for (DepthCurves.Point point : points) {
                FeatureShift shift = wanted.stream().filter(layer -> layer.layer().name().equals(point.layer().name()))
                    .findFirst().orElseThrow().output();
                double value = measure == Measure.DIVERGENCE ? shift.divergence()
                    : measure == Measure.DISTANCE ? shift.distance() : shift.cosine();
                assertEquals(value, point.value(), 1e-6 * (1 + Math.abs(value)), point.layer().name() + " " + measure);
            }
        }
    }

    @Test
    void aDragIsOneEntryAndUndoneWithItsCurves() {
        enter();
        desk.app.beginGesture();
        for (int i = 1; i <= 5; i++) model.setTrait(Trait.BRIGHTNESS, -0.1 * i);
        desk.app.endGesture();
        assertTrue(value(0, 1) > 0);
        desk.app.undo();
        assertEquals(Appearance.AS_IT_IS, model.settings().get().look());
        assertEquals(0, value(0, 1));
        desk.app.redo();
        assertEquals(-0.5, model.settings().get().look().value(Trait.BRIGHTNESS));
        assertTrue(value(0, 1) > 0);
    }

    @Test
    void afterInItIsZeroByConstructionAndBeforeItIsNot() {
        enter();
        model.setLook(Preset.DUSK.look());
        model.setAt(MeasuredAt.AFTER_NORMS);
        assertTrue(model.curves().get().lines().get(2).points()
            .stream().allMatch(point -> point.byConstruction() && point.value() < 1e-3));
        model.setAt(MeasuredAt.BEFORE_NORMS);
        assertTrue(model.curves().get().points().noneMatch(point -> point.constructed() > 0));
        assertTrue(model.curves().get().lines().get(2).points()
            .stream().allMatch(point -> point.input() && point.value() > 1e-3));
    }

    @Test
    void theTrayIsMeasuredAsASet() {
        enter();
        model.setLook(Preset.FOG.look());
        double picture = value(0, 2);
        model.setScope(Scope.TRAY);
        assertEquals(5, desk.settings().pictures().size());
        assertNotEquals(picture, value(0, 2));
        desk.model.activatePicture(2);
        double other = value(0, 2);
        desk.model.removePicture(4);
        assertNotEquals(other, value(0, 2));
        for (int i = 0; i < 4; i++) desk.model.removePicture(0);
        assertNull(model.meter().get());
        assertNull(model.curves().get());
        assertEquals(List.of(), desk.notices());
    }

    @Test
    void classesAreThoseBeforeAndAfter() {
        enter();
        model.setLook(Preset.DUSK.look());
        for (NetworkShift network : model.meter().get().networks()) {
            assertEquals(4, network.classes().size());
            assertTrue(
                network.classes().stream().anyMatch(ranked -> Math.abs(ranked.before() - ranked.after()) > 0.01));
        }
        RankedClass first = model.meter().get().networks().get(0).classes().get(0);
        model.setLook(Appearance.AS_IT_IS);
        RankedClass same = model.meter().get().networks().get(0).classes()
            .stream().filter(ranked -> ranked.index() == first.index()).findFirst().orElse(first);
        assertEquals(first.before(), same.before());
    }

    @Test
    void networksAreAddedExchangedAndTakenAway() {
        enter();
        model.addNetwork("builtin:twin-gn");
        assertEquals("twin-gn OPENED", names().get(3));
        model.replaceNetwork(0, "builtin:twin-ln");
        assertEquals("twin-ln OPENED", names().get(0));
        model.removeNetwork(1);
        assertEquals(List.of("twin-ln OPENED", "twin-in OPENED", "twin-gn OPENED"), names());
        model.addNetwork("builtin:twin-bn");
        assertEquals(1, model.compared().get(3).ink());
        desk.app.undo();
        desk.app.undo();
        assertEquals(List.of("twin-ln OPENED", "twin-ibn-a OPENED", "twin-in OPENED", "twin-gn OPENED"), names());
        for (int i = 0; i < 6; i++) model.addNetwork("builtin:twin-bn");
        assertEquals(ShiftSettings.MOST_NETWORKS, model.compared().size());
        for (int ink = 0; ink < ShiftSettings.MOST_NETWORKS; ink++) model.removeNetwork(ink);
        assertNull(model.curves().get());
        assertNull(model.operated().get());
        model.addNetwork("builtin:twin-bn");
        assertNotNull(model.curves().get());
        assertEquals(List.of(), desk.notices());
    }

    /** It is measured once: both stand on one memory. */
    @Test
    void theSameNetworkTwiceIsTheSameTwice() {
        enter();
        model.addNetwork("builtin:twin-bn");
        model.setLook(Preset.DUSK.look());
        assertEquals(0, model.curves().get().lines().get(0).compared().ink());
        assertEquals(3, model.curves().get().lines().get(3).compared().ink());
        assertSame(model.meter().get().networks().get(0).layers(), model.meter().get().networks().get(3).layers());
    }

    @Test
    void aNetworkThatCannotBeOpenedChangesNothing() throws IOException {
        enter();
        ShiftSettings before = model.settings().get();
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "no network");
        desk.app.drop(List.of(broken));
        assertTrue(desk.notices().get(0).contains("broken.onnx"), desk.notices().toString());
        assertEquals(before, model.settings().get());
        assertNotNull(model.curves().get());
    }

    @Test
    void aPictureOfTheUsersOwnStandsForTheShiftedOne() {
        enter();
        model.setLook(Preset.FOG.look());
        model.openOwn("builtin:photos/cat");
        Pixels cat = model.compared().get(0).network().spec().preprocessing()
            .fitted(PictureSource.open("builtin:photos/cat"));
        assertArrayEquals(cat.argb(), model.meter().get().after().argb());
        assertTrue(model.meter().get().networks().get(0).layers().get(0).output().distance() > 0.5);
        model.setLook(Appearance.AS_IT_IS);
        assertArrayEquals(model.meter().get().before().argb(), model.meter().get().after().argb());
        model.openOwn(folder.resolve("nowhere.png").toString());
        assertTrue(desk.notices().get(0).contains("nowhere.png"));
    }

    @Test
    void aPictureIsRestyled() {
        enter();
        Pixels before = model.meter().get().after();
        model.setRestyle(new Restyle("builtin:paintings/night-cafe", 1));
        Pixels painted = model.meter().get().after();
        assertFalse(java.util.Arrays.equals(before.argb(), painted.argb()));
        assertEquals(before.width(), painted.width());
        model.setRestyle(new Restyle("builtin:paintings/corridor", 1));
        assertFalse(java.util.Arrays.equals(painted.argb(), model.meter().get().after().argb()));
        model.setRestyle(new Restyle("builtin:paintings/corridor", 0));
        assertArrayEquals(before.argb(), model.meter().get().after().argb());
        assertEquals(List.of(), desk.notices());
    }

    @Test
    void surgeryJoinsTheComparisonAndIsSaved() {
        enter();
        model.setLook(Preset.DUSK.look());
        double untouched = value(0, 4);
        model.takeAdvice();
        assertEquals(List.of("twin-bn OPENED", "twin-bn REWRITTEN", "twin-ibn-a OPENED", "twin-in OPENED"), names());
        assertEquals(model.advice().get().layers().size(), model.settings().get().surgery().rho().size());
        assertTrue(value(1, 4) < untouched, value(1, 4) + " against " + untouched);
        Path file = folder.resolve("bn-ibn.onnx");
        model.saveNetwork(model.compared().get(1), file);
        Network saved = new ModelLibrary(desk.runner).open(file.toString(), Map.of());
        Meter shown = model.meter().get();
        List<LayerShift> again = InvarianceMeter.measure(saved, desk.runner, shown.before(), shown.after());
        double wanted = shown.networks().get(1).layers().stream().filter(layer -> layer.layer().name().equals("block4"))
            .findFirst().orElseThrow().output().divergence();
        assertEquals(wanted,
            again.stream().filter(layer -> layer.layer().name().equals("block4")).findFirst().orElseThrow().output()
                .divergence(), 1e-4 * wanted);
        model.resetRho();
        assertEquals(3, model.compared().size());
        desk.app.undo();
        assertEquals(4, model.compared().size());
    }

    @Test
    void rhoOneIsTheOldNetworkAndRhoZeroIsIn() {
        enter();
        model.setLook(Preset.DUSK.look());
        model.setMode(IbnSurgery.Mode.BLEND);
        model.setRho("stem.norm", 0);
        model.setAt(MeasuredAt.AFTER_NORMS);
        assertTrue(value(1, 0) < 1e-3, "IN right after the stem: " + value(1, 0));
        assertTrue(value(0, 0) > 0.1);
        assertTrue(point(1, 0).byConstruction() && !point(0, 0).byConstruction());
        model.setMode(IbnSurgery.Mode.A);
        model.setRho("stem.norm", 0.5);
        assertTrue(point(1, 0).partlyByConstruction() && point(1, 0).constructed() == 16);
        model.setScope(Scope.TRAY);
        assertEquals(0, point(1, 0).constructed(), "over pictures nothing is zero by construction");
        model.setScope(Scope.PICTURE);
        model.setMode(IbnSurgery.Mode.BLEND);
        model.setRho("stem.norm", 1);
        assertEquals(3, model.compared().size());
        model.setMode(IbnSurgery.Mode.B);
        assertEquals(List.of("stem.norm", "block1.add", "block2.add", "block3.add", "block4.add"),
            model.places().stream().map(place -> place.name()).toList());
        model.setRho("block1.add", 0);
        assertTrue(model.curves().get().lines().get(1).points()
            .stream().anyMatch(point -> point.byConstruction() && point.layer().name().equals("block1.add")));
        model.setRho("block1.add", 0.25);
        assertEquals(4, model.compared().size());
        assertNull(model.surgeryFault().get());
        model.operateOn(2);
        assertEquals(List.of(), model.places());
        assertEquals(3, model.compared().size());
        assertEquals(IbnAdvice.Reason.NO_PLACE, model.advice().get().reason());
    }

    @Test
    void recalibrationStandsBesideUntilItIsForgotten() {
        enter();
        model.setLook(Preset.DUSK.look());
        model.recalibrate("assets/images/photos");
        assertEquals(List.of("twin-bn OPENED", "twin-bn RECALIBRATED", "twin-ibn-a OPENED", "twin-in OPENED"), names());
        assertNotEquals(value(0, 3), value(1, 3));
        assertFalse(model.job().get().running());
        model.forget(model.compared().get(1));
        assertEquals(3, model.compared().size());
        model.operateOn(2);
        model.recalibrate("assets/images/photos");
        assertTrue(desk.notices().get(0).contains("BatchNormalization"), desk.notices().toString());
        assertEquals(3, model.compared().size());
    }

    /**
     * Undo takes it away and redo brings the same one back; so does a session, which makes it anew and says where it
     * cannot be the same.
     */
    @Test
    void recalibrationIsUndoneAndComesBackWithASession() throws IOException {
        Path pool = folder.resolve("pool"), session = folder.resolve("a.normscope");
        Files.createDirectories(pool);
        for (String photo : List.of("boats", "cat")) {
            Files.copy(Path.of("assets/images/photos", photo + ".jpg"), pool.resolve(photo + ".jpg"));
        }
        enter();
        model.setLook(Preset.DUSK.look());
        model.recalibrate(pool.toString());
        Compared made = model.compared().get(1);
        double moved = value(1, 3);
        desk.app.undo();
        assertEquals(3, model.compared().size());
        desk.app.redo();
        assertSame(made.network(), model.compared().get(1).network());
        desk.app.saveSession(session);
        reopen(session);
        assertEquals(List.of("twin-bn OPENED", "twin-bn RECALIBRATED", "twin-ibn-a OPENED", "twin-in OPENED"), names());
        assertEquals(moved, value(1, 3), 1e-9 * moved);
        assertEquals(List.of(), desk.notices());
        Files.copy(Path.of("assets/images/photos/dogs.jpg"), pool.resolve("dogs.jpg"));
        reopen(session);
        assertEquals(Compared.Origin.RECALIBRATED, model.compared().get(1).origin());
        assertTrue(desk.notices().get(0).contains("differs") && desk.notices().get(0).contains(pool.toString()),
            desk.notices().toString());
        for (String photo : List.of("boats", "cat", "dogs")) Files.delete(pool.resolve(photo + ".jpg"));
        Files.delete(pool);
        reopen(session);
        assertEquals(3, model.compared().size());
        assertTrue(desk.notices().get(0).contains(pool.toString()) && desk.notices().get(1).contains("left out"),
            desk.notices().toString());
        assertNotNull(model.curves().get());
    }

    private void reopen(Path session) {
        close();
        desk = new Desk().started();
        model = desk.app.workspace(ShiftModel.class);
        desk.app.openSession(session);
    }

    @Test
    void aRecalibratedNetworkGoesWithWhatItWasMadeOf() {
        enter();
        model.recalibrate("assets/images/photos");
        model.removeNetwork(0);
        assertEquals(List.of("twin-ibn-a OPENED", "twin-in OPENED"), names());
    }

    @Test
    void exportsAreTables() throws IOException {
        enter();
        model.setLook(Preset.DUSK.look());
        model.exportLayers(folder.resolve("shift.csv"));
        List<String> lines = Files.readAllLines(folder.resolve("shift.csv"));
        assertEquals(1 + model.meter().get().networks().stream().mapToInt(network -> network.layers().size()).sum(),
            lines.size());
        assertTrue(lines.get(1).startsWith("twin-bn,opened,stem.conv,Conv,"), lines.get(1));
        model.exportShifted(folder.resolve("shifted.png"));
        assertArrayEquals(model.meter().get().after().argb(), PictureFile.read(folder.resolve("shifted.png")).argb());
    }

    @Test
    void aSessionBringsItBack() {
        enter();
        model.setLook(Preset.FOG.look());
        model.takeAdvice();
        model.setMeasure(Measure.COSINE);
        ShiftSettings before = model.settings().get();
        desk.app.saveSession(folder.resolve("a.normscope"));
        model.removeNetwork(0);
        model.setLook(Appearance.AS_IT_IS);
        desk.app.openSession(folder.resolve("a.normscope"));
        assertEquals(before, model.settings().get());
        assertEquals(4, model.compared().size());
    }
}
