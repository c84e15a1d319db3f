package org.normscope.view.control;

import java.util.Map;

/** A formula of LaTeX as one line of plain text, for screen readers: {@code \frac{a}{b}} becomes (a)/(b). */
final class PlainFormula {
    private static final Map<String, String> WORDS = Map.ofEntries(
        Map.entry("cdot", "·"), Map.entry("times", "×"), Map.entry("sum", "Σ"),
        Map.entry("in", "∈"), Map.entry("le", "≤"),
        Map.entry("ge", "≥"), Map.entry("leq", "≤"), Map.entry("geq", "≥"),
        Map.entry("approx", "≈"), Map.entry("pm", "±"),
        Map.entry("alpha", "α"), Map.entry("beta", "β"), Map.entry("gamma", "γ"), Map.entry("epsilon", "ε"),
        Map.entry("varepsilon", "ε"), Map.entry("mu", "μ"), Map.entry("sigma", "σ"),
        Map.entry("rho", "ρ"), Map.entry("nu", "ν"),
        Map.entry("lVert", "‖"), Map.entry("rVert", "‖"), Map.entry("Vert", "‖"), Map.entry("|", "‖"),
        Map.entry("infty", "∞"),
        Map.entry("ldots", "…"), Map.entry("dots", "…"), Map.entry("quad", " "),
        Map.entry("qquad", " "), Map.entry(",", " "),
        Map.entry(";", " "), Map.entry(":", " "), Map.entry(" ", " "), Map.entry("!", ""), Map.entry("left", ""),
        Map.entry("right", ""), Map.entry("bigl", ""), Map.entry("bigr", ""), Map.entry("displaystyle", ""),
        Map.entry("\\", "; "), Map.entry("lvert", "|"), Map.entry("rvert", "|"),
        Map.entry("tau", "τ"), Map.entry("Sigma", "Σ"), Map.entry("neq", "≠"), Map.entry("big", ""));

    private final String latex;
    private int at;

    private PlainFormula(String latex) {
        this.latex = latex;
    }

    static String of(String latex) {
        return new PlainFormula(latex).read('\0').replaceAll(" +", " ").replace(" ;", ";").strip();
    }

    private String read(char end) {
        StringBuilder text = new StringBuilder();
        while (at < latex.length() && latex.charAt(at) != end) text.append(next());
        at++;
        return text.toString();
    }

    private String next() {
        char c = latex.charAt(at++);
        return switch (c) {
            case '\\' -> command();
            case '{' -> read('}');
            case '^' -> "^" + bracketed(argument());
            case '_' -> "_" + bracketed(argument());
            case '~', '&' -> " ";
            case '-' -> "−";
            default -> String.valueOf(c);
        };
    }

    private String command() {
        int start = at;
        while (at < latex.length() && Character.isLetter(latex.charAt(at))) at++;
        if (at == start && at < latex.length()) at++;
        String name = latex.substring(start, at);
        return switch (name) {
            case "frac", "dfrac", "tfrac" -> bracketed(argument()) + " / " + bracketed(argument());
            case "sqrt" -> "√" + bracketed(argument());
            case "fgcolor", "textcolor", "color" -> {
                argument();
                yield argument();
            }
            case "phantom", "end" -> {
                argument();
                yield "";
            }
            case "begin" -> {
                // the kind of environment, then its columns
                argument();
                argument();
                yield "";
            }
            case "hat" -> argument() + "̂";
            case "bar", "overline" -> argument() + "̄";
            case "text", "mathrm", "mathbf", "mathit", "operatorname" -> argument();
            default -> WORDS.getOrDefault(name, name);
        };
    }

    private String argument() {
        while (at < latex.length() && latex.charAt(at) == ' ') at++;
        return at < latex.length() ? next() : "";
    }

    private static String bracketed(String text) {
        return text.strip().chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.') ? text.strip()
            : "(" + text.strip() + ")";
    }
}
