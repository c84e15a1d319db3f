package org.normscope.view.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import javafx.application.Application;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.normscope.state.desk.Look;
import org.normscope.text.Language;

/** Dresses scenes: AtlantaFX's base, the parts of the window, the tokens of one theme, the fonts. */
final class ThemeSheets {
    private static final List<String> FONTS = List.of("Inter-Regular.otf", "Inter-SemiBold.otf",
        "JetBrainsMono-Regular.ttf");
    private static final List<String> PARTS = List.of("normscope.css", "frame.css");

    static {
        // Before the first control is made, which would read the toolkit's own style and never wear it.
        Application.setUserAgentStylesheet(BaseSheet.url());
        FONTS.forEach(ThemeSheets::load);
    }

    private final List<String> workspaces;
    /** Wears each sheet first, so that it is read before a window does. */
    private final Scene figure = new Scene(new Group());
    private @Nullable Dress worn;
    /** What was worn when they were last in the scene. */
    private final Map<Parent, Dress> lastWorn = new WeakHashMap<>();
    private @Nullable Parent inside;

    /** @param faces whose own sheets come behind the window's */
    ThemeSheets(List<Face> faces) {
        workspaces = faces.stream().map(Face::styleSheet).filter(Objects::nonNull).map(URL::toExternalForm).toList();
    }

    /** How a window looks. */
    record Dress(Look look, Letters letters) { }

    /** Can be called again for another theme, another language, larger letters. */
    void dress(Scene scene, Dress next) {
        List<String> all = new ArrayList<>(PARTS.stream().map(ThemeSheets::sheet).toList());
        all.addAll(workspaces);
        all.addAll(List.of(letters(next), sheet(next.look().theme().name().toLowerCase(Locale.ROOT) + ".css")));
        read(all);
        if (worn != null && worn.letters().equals(next.letters())
            && worn.look().language() == next.look().language()) {
            // Other colours only: everything is styled once.
            scene.getStylesheets().set(all.size() - 1, all.get(all.size() - 1));
        } else {
            if (worn != null) undress(scene, scene.getRoot());
            scene.getStylesheets().setAll(all);
        }
        worn = next;
        if (inside != null) lastWorn.put(inside, next);
    }

    private void read(List<String> sheets) {
        figure.getStylesheets().setAll(sheets);
        figure.getRoot().applyCss();
        RuleClasses.unwrap();
    }

    /** A part of a scene that was taken out, and perhaps dressed otherwise then, comes back. */
    void enter(Scene scene, Parent part) {
        inside = part;
        Dress now = worn;
        if (now == null) return;
        Dress before = lastWorn.put(part, now);
        if (before == null || before.letters().equals(now.letters())
            && before.look().language() == now.look().language()) return;
        List<String> all = List.copyOf(scene.getStylesheets());
        undress(scene, part);
        scene.getStylesheets().setAll(all);
    }

    /** Letters measured in em keep the size they had, unless they lose their style in between. */
    private static void undress(Scene scene, Parent part) {
        scene.getStylesheets().clear();
        part.applyCss();
    }

    /**
     * The stylesheet with the letters' size and the families of other letters: of all words where such a language is
     * spoken, else of names in it.
     */
    private static String letters(Dress dress) {
        Language spoken = dress.look().language();
        StringBuilder sheet = new StringBuilder(dress.letters().rules());
        for (Language language : Language.values()) {
            if (language.fonts().isEmpty()) continue;
            String family = "-fx-font-family: '"
                + language.fonts().stream().filter(Font.getFamilies()::contains).findFirst().orElse("System") + "';";
            sheet.append('.').append(language.name().toLowerCase(Locale.ROOT)).append(" {").append(family).append("}");
            if (language == spoken) {
                sheet.append(".root, .number {").append(family).append("} .strong, .title {").append(family)
                    .append(" -fx-font-weight: bold;}");
            }
        }
        return "data:text/css;charset=utf-8,"
            + URLEncoder.encode(sheet.toString(), StandardCharsets.UTF_8).replace("+", "%20");
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
