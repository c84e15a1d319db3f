package org.normscope.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.normscope.state.Theme;

/** Dresses scenes: AtlantaFX's base, the parts of the window, the tokens of one theme, the fonts that ship with it. */
public final class ThemeSheets {
    private static final List<String> FONTS = List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf");
    private static final List<String> PARTS = List.of("controlsfx.css", "normscope.css", "frame.css");

    static {
        FONTS.forEach(ThemeSheets::load);
    }

    private ThemeSheets() { }

    /** Can be called again for another theme. */
    public static void dress(Scene scene, Theme theme) {
        scene.setUserAgentStylesheet((theme == Theme.DARK ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        String tokens = theme.name().toLowerCase(Locale.ROOT) + ".css";
        scene.getStylesheets().setAll(Stream.concat(PARTS.stream(), Stream.of(tokens)).map(ThemeSheets::sheet).toList());
    }

    private static String sheet(String name) {
        return ThemeSheets.class.getResource(name).toExternalForm();
    }

    private static void load(String name) {
        try (InputStream file = ThemeSheets.class.getResourceAsStream("/assets/fonts/" + name)) {
            Font.loadFont(file, 13);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
