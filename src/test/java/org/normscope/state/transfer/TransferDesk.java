package org.normscope.state.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;
import org.normscope.transfer.ColourPictures;
import org.normscope.transfer.SmallNetwork;

/** For tests of the Transfer workspace, on pictures that a child tells apart. */
abstract class TransferDesk {
    @TempDir
    Path folder;
    Desk desk;
    TransferModel model;
    Path data;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(folder.resolve("kept")).started();
        model = desk.app.workspace(TransferModel.class);
        data = ColourPictures.write(folder.resolve("data"), 40, 0);
        Path file = SmallNetwork.write(folder);
        desk.app.subject().openNetwork(file.toString());
        model.setData(List.of(data.toString()));
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    Lesson enter() {
        desk.app.setWorkspace(TransferSettings.ID);
        assertEquals(List.of(), desk.notices());
        return model.lesson().get();
    }
}
