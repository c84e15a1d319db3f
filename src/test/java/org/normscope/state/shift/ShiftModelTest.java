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
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.PinnedRun;
import org.normscope.shift.Appearance;
import org.normscope.shift.FeatureShift;
import org.normscope.shift.IbnAdvice;
import org.normscope.shift.InvarianceMeter;
import org.normscope.shift.LayerShift;
import org.normscope.shift.Preset;
import org.normscope.shift.Trait;
import org.normscope.state.app.AppModel;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.RankedClass;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.task.Workers;

class ShiftModelTest extends ShiftDesk {
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
        assertEquals(1, desk.notices().size(), "why nothing more comes: " + desk.notices());
        assertTrue(desk.notices().get(0).contains("twin-bn"), desk.notices().toString());
        desk.app.dismiss(desk.app.notices().get(0));
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

    /** Another workspace takes the maps of whole networks away; they come back with the first move of a slider. */
    @Test
    void whatIsNotOnScreenIsLetGoAndMeasuredTheSameAgain() {
        Set<PinnedRun> open = new HashSet<>();
        GraphRunner watched = (GraphRunner) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {GraphRunner.class}, (proxy, method, arguments) -> {
                Object answer = method.invoke(desk.runner, arguments);
                return answer instanceof PinnedRun run ? watched(run, open) : answer;
            });
        AppModel app = Desk.app(watched, Workers.all(Runnable::run), folder, Runnable::run);
        app.start(Desk.initial());
        ShiftModel shift = app.workspace(ShiftModel.class);
        app.setWorkspace(ShiftSettings.ID);
        shift.setLook(Preset.DUSK.look());
        List<DepthCurves.Line> dusk = shift.curves().get().lines();
        assertEquals(3, open.size());
        shift.setLook(Preset.FOG.look());
        app.setWorkspace(NormalizeSettings.ID);
        assertEquals(0, open.size(), "networks that stay ready");
        app.setWorkspace(ShiftSettings.ID);
        shift.setLook(Preset.DUSK.look());
        assertEquals(dusk, shift.curves().get().lines());
        app.close();
        assertEquals(0, open.size());
    }

    private static PinnedRun watched(PinnedRun run, Set<PinnedRun> open) {
        open.add(run);
        return (PinnedRun) Proxy.newProxyInstance(ShiftModelTest.class.getClassLoader(),
            new Class<?>[] {PinnedRun.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("close")) open.remove(run);
                return method.invoke(run, arguments);
            });
    }
}
