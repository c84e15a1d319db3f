package org.normscope.state.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;

/** For tests of the Shift workspace without a window. */
abstract class ShiftDesk {
    @TempDir
    Path folder;
    Desk desk;
    ShiftModel model;

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

    void enter() {
        desk.app.setWorkspace(ShiftSettings.ID);
        assertEquals(List.of(), desk.notices());
    }

    List<String> names() {
        return model.compared().stream().map(compared -> compared.network().name() + " " + compared.origin()).toList();
    }

    double value(int line, int point) {
        return point(line, point).value();
    }

    DepthCurves.Point point(int line, int point) {
        return model.curves().get().lines().get(line).points().get(point);
    }
}
