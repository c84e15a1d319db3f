package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.desk.Recent;
import org.normscope.state.shift.Restyle;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.style.StyleModel;
import org.normscope.state.transfer.TransferModel;
import org.normscope.state.tree.TreeModel;
import org.normscope.text.Language;
import org.normscope.transfer.ColourPictures;

/** What was opened is remembered, in whichever workspace; what could not be is told once. */
class RecentTest {
    @TempDir
    Path folder;
    private final Desk desk = new Desk().started();

    @AfterEach
    void close() {
        desk.app.close();
        desk.close();
    }

    private String photo(String name) throws IOException {
        Path file = folder.resolve(name + ".jpg");
        Files.copy(Path.of("assets/images/photos").resolve(name + ".jpg"), file);
        return file.toString();
    }

    @Test
    void picturesAndNetworksOfAllWorkspacesAreRemembered() throws IOException {
        String cat = photo("cat"), dogs = photo("dogs"), boats = photo("boats");
        desk.model.addPictures(List.of(cat, "builtin:photos/coffee"));
        desk.app.workspace(StyleModel.class).chooseContent(List.of(dogs));
        desk.app.workspace(TreeModel.class).chooseStyle(List.of(boats));
        assertEquals(List.of(boats, dogs, cat), desk.app.recent().of(Recent.Kind.PICTURE));
        Path network = folder.resolve("net.onnx");
        Files.copy(Path.of("assets/networks/twin-gn.onnx"), network);
        desk.app.workspace(ShiftModel.class).addNetwork(network.toString());
        assertEquals(List.of(network.toString()), desk.app.recent().of(Recent.Kind.NETWORK));
    }

    @Test
    void paintingsAndFoldersAreRememberedWhereverTheyAreChosen() throws IOException {
        ShiftModel shift = desk.app.workspace(ShiftModel.class);
        String cat = photo("cat"), dogs = photo("dogs");
        shift.setRestyle(new Restyle(cat, 1));
        shift.setRestyle(new Restyle(cat, 0.5));
        desk.model.edit().setStyle(desk.model.panes().get(1).key(), dogs);
        assertEquals(List.of(dogs, cat), desk.app.recent().of(Recent.Kind.PICTURE));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        desk.model.edit().setPool(desk.model.panes().get(1).key(), empty.toString());
        assertEquals(List.of(), desk.app.recent().of(Recent.Kind.CORPUS), "nothing in it");
        desk.model.edit().setPool(desk.model.panes().get(1).key(), folder.toString());
        TransferModel transfer = desk.app.workspace(TransferModel.class);
        transfer.setData(List.of(empty.toString()));
        assertEquals(List.of(folder.toString()), desk.app.recent().of(Recent.Kind.CORPUS), "nothing to learn from");
        Path classes = ColourPictures.write(folder.resolve("classes"), 4, 0);
        transfer.setData(List.of(classes.toString()));
        assertEquals(List.of(classes.toString(), folder.toString()), desk.app.recent().of(Recent.Kind.CORPUS));
    }

    @Test
    void twentyBadPicturesAreOneNoticeThatNamesTheFirst() throws IOException {
        List<String> bad = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            bad.add(Files.writeString(folder.resolve("bad" + i + ".png"), "no picture").toString());
        }
        desk.model.addPictures(bad);
        assertEquals(1, desk.notices().size(), desk.notices().toString());
        String told = desk.notices().get(0);
        assertTrue(told.startsWith("20 pictures could not be read") && told.contains("bad10.png, bad11.png, bad12.png")
            && !told.contains("bad13") && told.contains(bad.get(0)), told);
        String chinese = desk.app.notices().get(0).text(Language.CHINESE);
        assertTrue(chinese.startsWith("20 张图片") && !chinese.contains("picture"), chinese);
        desk.model.addPictures(List.of("builtin:photos/coffee"));
        assertEquals(List.of(), desk.notices(), "cleared by the success that follows");
    }
}
