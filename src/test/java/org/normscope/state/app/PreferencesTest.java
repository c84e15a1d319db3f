package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Theme;
import org.normscope.text.Language;

class PreferencesTest {
    @TempDir
    Path data;

    @Test
    void whatIsWrittenIsRead() {
        Preferences kept = new Preferences(new Look(Theme.PROJECTOR, Language.CHINESE), 1300, 777.5, true, "/pictures",
            Map.of(Recent.Kind.CORPUS, List.of("/a", "/b")));
        kept.write(data.resolve("new"));
        assertEquals(kept, Preferences.read(data.resolve("new")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"look\":3}", "{\"look\":{}}", "{\"look\":{\"theme\":\"PINK\"}}",
        "{\"recent\":null}", "{\"recent\":{\"CORPUS\":null}}", "{\"recent\":{\"NONE\":[]}}", "{\"width\":\"wide\"}"})
    void damageIsHarmless(String text) throws IOException {
        Files.writeString(data.resolve("preferences.json"), text);
        assertEquals(Preferences.NONE, Preferences.read(data));
    }

    @Test
    void whatCannotBeWrittenIsLetBe() throws IOException {
        Path file = Files.createFile(data.resolve("file"));
        Preferences.NONE.write(file);
        assertEquals(Preferences.NONE, Preferences.read(file));
    }

    @Test
    void theNewestIsFirstAndKnownOnlyOnce() {
        Recent recent = new Recent();
        for (int i = 0; i < 12; i++) recent.opened(Recent.Kind.NETWORK, "/" + i);
        recent.opened(Recent.Kind.NETWORK, "/8");
        recent.opened(Recent.Kind.NETWORK, "builtin:twin-bn");
        assertEquals(List.of("/8", "/11", "/10", "/9", "/7", "/6", "/5", "/4"), recent.of(Recent.Kind.NETWORK));
        assertEquals(List.of(), recent.of(Recent.Kind.SESSION));
        Recent next = new Recent();
        next.remember(Recent.Kind.NETWORK, recent.of(Recent.Kind.NETWORK));
        assertEquals(recent.of(Recent.Kind.NETWORK), next.of(Recent.Kind.NETWORK));
    }
}
