package org.normscope.state.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.shift.IbnAdvice;
import org.normscope.shift.IbnSurgery;
import org.normscope.shift.InvarianceMeter;
import org.normscope.shift.LayerShift;
import org.normscope.shift.Preset;
import org.normscope.state.app.Desk;

/** What the Shift workspace changes in networks: norms exchanged, statistics taken anew. */
class ShiftSurgeryModelTest extends ShiftDesk {

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

    /** A pool whose pictures have changed is another one. */
    @Test
    void undoBringsBackTheStatisticsOfThePoolAsItWas() throws IOException {
        Path pool = Files.createDirectories(folder.resolve("pool"));
        Files.copy(Path.of("assets/images/photos/boats.jpg"), pool.resolve("boats.jpg"));
        enter();
        model.recalibrate(pool.toString());
        Compared made = model.compared().get(1);
        Files.copy(Path.of("assets/images/photos/dogs.jpg"), pool.resolve("dogs.jpg"));
        model.recalibrate(pool.toString());
        assertNotSame(made.network(), model.compared().get(1).network());
        desk.app.undo();
        assertSame(made.network(), model.compared().get(1).network());
        assertEquals(List.of(), desk.notices());
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
}
