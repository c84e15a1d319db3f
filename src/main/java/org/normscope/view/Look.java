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

/** What the window looks like: AtlantaFX's base, the tokens of one theme, the parts of the window, its fonts. */
public enum Look {
    LIGHT, DARK, PROJECTOR;

    private static final List<String> FONTS = List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf");
    private static final List<String> PARTS = List.of("controlsfx.css", "normscope.css", "frame.css");

    static {
        FONTS.forEach(Look::load);
    }

    /** Dresses a scene; can be called again for another look. */
    public void dress(Scene scene) {
        scene.setUserAgentStylesheet((this == DARK ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        String tokens = name().toLowerCase(Locale.ROOT) + ".css";
        scene.getStylesheets().setAll(Stream.concat(PARTS.stream(), Stream.of(tokens)).map(Look::sheet).toList());
    }

    private static String sheet(String name) {
        return Look.class.getResource(name).toExternalForm();
    }

    private static void load(String name) {
        try (InputStream file = Look.class.getResourceAsStream("/assets/fonts/" + name)) {
            Font.loadFont(file, 13);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
