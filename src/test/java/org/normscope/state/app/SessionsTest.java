package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Catalogue;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.MissingFile;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Theme;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.text.Language;

/** What becomes of a session on another desk than that it was saved on. */
class SessionsTest extends SessionFixture {
    private final List<MissingFile> asked = new ArrayList<>();

    /** Copies of pictures that come with the program, in the tray and the session; then they are moved. */
    private List<Path> moved(Path there, String... names) throws IOException {
        List<Path> files = Stream.of(names).map(name -> folder.resolve(name + ".jpg")).toList();
        for (Path file : files) Files.copy(Path.of("assets/images/photos").resolve(file.getFileName()), file);
        desk.model.addPictures(files.stream().map(Path::toString).toList());
        desk.app.saveSession(session);
        Files.createDirectories(there);
        for (Path file : files) Files.move(file, there.resolve(file.getFileName()));
        return files.stream().map(file -> there.resolve(file.getFileName())).toList();
    }

    private static List<String> origins(Desk of) {
        return of.settings().pictures().stream().map(PictureChoice::origin).toList();
    }

    @Test
    void whoShowsOneFileHasShownAllBesideIt() throws IOException {
        List<Path> there = moved(folder.resolve("new"), "boats", "cat", "dogs");
        try (Desk other = new Desk().started()) {
            other.app.sessions().setFinder(missing -> {
                asked.add(missing);
                return Optional.of(there.get(0));
            });
            other.app.openSession(session);
            assertEquals(List.of(new MissingFile(folder.resolve("boats.jpg").toString(), false, false)), asked);
            assertEquals(there.stream().map(Path::toString).toList(), origins(other).subList(5, 8));
            assertEquals(List.of(), other.notices());
        }
    }

    @Test
    void whoDoesNotKnowIsAskedOnce() throws IOException {
        moved(folder.resolve("new"), "boats", "cat", "dogs", "pagoda");
        try (Desk other = new Desk().started()) {
            other.app.sessions().setFinder(missing -> {
                asked.add(missing);
                return Optional.empty();
            });
            other.app.openSession(session);
            assertEquals(1, asked.size());
            assertEquals(5, origins(other).size());
            assertEquals(List.of("4 pictures were not found and are left out: boats.jpg, cat.jpg, dogs.jpg, …. "
                + "Add them again when you have them."), other.notices());
        }
    }

    @Test
    void filesThatAnotherSystemNamedAreFoundBesideTheSession() throws IOException {
        moved(folder, "boats");
        String json = Files.readString(session), was = folder.resolve("boats.jpg").toString();
        assertTrue(json.contains(was));
        Files.writeString(session, json.replace(was, "C:\\\\Users\\\\Ada\\\\boats.jpg"));
        try (Desk other = new Desk().started()) {
            other.app.openSession(session);
            assertEquals(was, origins(other).get(5));
        }
    }

    @Test
    void themeAndLanguageAreNotTheSessions() {
        desk.app.setTheme(Theme.PROJECTOR);
        desk.app.setLanguage(Language.CHINESE);
        desk.model.edit().addPane("rms");
        desk.app.saveSession(session);
        try (Desk other = new Desk().started()) {
            String colours = other.settings().view().colorMap();
            other.app.openSession(session);
            assertEquals(new Look(Theme.DARK, Language.ENGLISH), other.app.settings().get().look());
            assertEquals(colours, other.settings().view().colorMap());
            assertEquals(desk.settings().panes(), other.settings().panes());
        }
    }

    /** As the program does it: a start, some work, an end that may come without a word. */
    private Desk run() {
        Desk next = new Desk(folder);
        next.app.beginKeeping();
        next.started();
        return next;
    }

    @Test
    void theNextRunCanGoOnWhereTheLastOneEnded() {
        try (Desk first = run()) {
            assertEquals(Optional.empty(), first.app.left());
            first.app.setWorkspace("style");
            first.app.setTheme(Theme.LIGHT);
            first.app.keepChoices();
            first.model.edit().addPane(Catalogue.entries().get(7).id());
            first.app.workspace(StyleModel.class).setWeight(0.3);
            first.app.keepChoices();
            first.app.undo();
            first.app.keepLastChoices();
            try (Desk second = run()) {
                assertEquals(List.of("What was on screen when NormScope ended last can be opened again."),
                    second.notices());
                second.app.openLeft();
                assertEquals(first.settings().panes(), second.settings().panes());
                assertEquals(Desk.initial().of(StyleSettings.class).weight(),
                    second.app.workspace(StyleModel.class).settings().get().weight());
                assertEquals("style", second.app.workspace().get().id());
                assertEquals(Theme.DARK, second.app.theme().get());
                assertEquals(List.of(), second.app.recent().of(Recent.Kind.SESSION));
                second.app.undo();
                assertEquals(Desk.initial().workspace(), second.app.workspace().get().id());
            }
        }
    }

    @Test
    void aRunThatChangesNothingLeavesWhatWasLeft() {
        try (Desk first = run()) {
            first.model.edit().addPane("rms");
            first.app.keepLastChoices();
            Desk idle = run();
            idle.app.setWorkspace("layers");
            idle.app.setLanguage(Language.CHINESE);
            idle.app.keepLastChoices();
            idle.close();
            try (Desk third = run()) {
                third.app.openLeft();
                assertEquals(first.settings().panes(), third.settings().panes());
            }
        }
    }

    @Test
    void whatIsDamagedHarmsNobody() throws IOException {
        Files.writeString(folder.resolve("now.normscope"), "{");
        try (Desk next = run()) {
            next.app.openLeft();
            assertTrue(next.app.notices().stream().anyMatch(notice -> notice.isFault()));
            assertEquals("explorer", next.model.network().get().name());
        }
    }
}
