package org.normscope.view.frame;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * AtlantaFX's style sheet without the rules of controls that the window has none of. JavaFX compares the style classes
 * of a node with those of every rule, and the rules left out are most of them: with them, to dress the window costs
 * half as much again.
 */
final class BaseSheet {
    static final String BINARY = "base.bss";
    /** How the style classes begin that only such controls have. */
    static final Pattern LEFT_OUT = Pattern.compile("(split-menu-button|split-pane|tab-pane|table-(view|cell|row)"
        + "|tree-(view|cell|table)|notification|date-picker|calendar|(stacked-|bar-)*chart|bubble-legend"
        + "|area-legend|bar-legend|pie-legend|default-color|color-picker|color-palette|custom-color|tool-bar"
        + "|choice-box|choice-dialog|message|titled-pane|accordion|dialog-pane|text-input-dialog|alert|pagination"
        + "|toggle-switch|menu-bar|custom-text-field|password-field|caption-menu-item|radio-button|popover"
        + "|ring-progress|tile|html-editor|modal-|bb-code|breadcrumbs).*");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL),
        RULE = Pattern.compile("([^{}]*)(\\{[^{}]*})"), STYLE_CLASS = Pattern.compile("\\.([\\w-]+)");

    private BaseSheet() { }

    /**
     * For {@code Application.setUserAgentStylesheet}; one for all themes: what it calls its colours are our tokens. As
     * {@link BinarySheets} wrote it, where the jar has that.
     */
    static String url() {
        URL binary = BaseSheet.class.getResource(BINARY);
        return binary != null ? binary.toExternalForm()
            : "data:text/css;base64," + Base64.getEncoder().encodeToString(kept().getBytes(StandardCharsets.UTF_8));
    }

    /** The rules for what the window has. */
    static String kept() {
        try (InputStream file = Objects.requireNonNull(PrimerLight.class.getResourceAsStream(
            new PrimerLight().getUserAgentStylesheet()), "AtlantaFX has another place for it")) {
            return kept(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the style of the controls cannot be read", e);
        }
    }

    private static String kept(String sheet) {
        StringBuilder kept = new StringBuilder();
        Matcher rule = RULE.matcher(COMMENT.matcher(sheet).replaceAll(""));
        while (rule.find()) {
            String selectors = Arrays.stream(rule.group(1).split(",")).filter(BaseSheet::wanted)
                .collect(Collectors.joining(","));
            if (!selectors.isBlank()) kept.append(selectors).append(rule.group(2));
        }
        return kept.toString();
    }

    private static boolean wanted(String selector) {
        return STYLE_CLASS.matcher(selector).results().noneMatch(name -> LEFT_OUT.matcher(name.group(1)).matches());
    }
}
