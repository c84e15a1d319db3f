package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.normscope.onnx.shape.Extent;

/** Products of matrices. */
final class Products {
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("MatMul", Products::matMul);
        RULES.put("Gemm", Products::gemm);
        RULES.put("Einsum", Products::einsum);
    }

    /** Axes without letters in an Einsum's term. */
    private static final String MORE = "...";

    private Products() { }

    /** Y = A B, of matrices along leading axes that are broadcast: A gets G B^T and B gets A^T G. */
    private static void matMul(Step step) {
        OptionalInt first = step.knownRank(0), second = step.knownRank(1);
        if (first.equals(OptionalInt.of(1)) || second.equals(OptionalInt.of(1))) {
            vector(step, first.equals(OptionalInt.of(1)), second.equals(OptionalInt.of(1)));
            return;
        }
        if (step.wants(0)) step.giveSummedLeading(0, step.op("MatMul", step.g(),
            step.draft().swapped(step.x(1), second)));
        if (!step.wants(1)) return;
        if (second.equals(OptionalInt.of(2)) && first.isPresent()) {
            String a = step.x(0), g = step.g();
            if (first.getAsInt() > 2) {
                a = step.draft().reshaped(a, step.draft().joined(step.draft().integers(-1),
                    step.draft().extent(step.x(0), -1)));
                g = step.draft().reshaped(g, step.draft().joined(step.draft().integers(-1),
                    step.draft().extent(step.x(1), -1)));
            }
            step.give(1, step.op("Gemm", Map.of("transA", 1), a, g));
        } else {
            step.giveSummedLeading(1, step.op("MatMul", step.draft().swapped(step.x(0), first), step.g()));
        }
    }

    /** A vector takes part as a row or as a column, whose axis the result lacks. */
    private static void vector(Step step, boolean row, boolean column) {
        Draft draft = step.draft();
        String a = row ? step.op("Unsqueeze", step.x(0), draft.integers(0)) : step.x(0);
        String b = column ? step.op("Unsqueeze", step.x(1), draft.integers(1)) : step.x(1);
        String g = column ? step.op("Unsqueeze", step.g(), draft.integers(-1)) : step.g();
        if (row) g = step.op("Unsqueeze", g, draft.integers(-2));
        OptionalInt rankA = row ? OptionalInt.of(2) : step.knownRank(0),
            rankB = column ? OptionalInt.of(2) : step.knownRank(1);
        if (step.wants(0)) step.give(0, vectorSummed(step, step.op("MatMul", g, draft.swapped(b, rankB)), step.x(0),
            row));
        if (step.wants(1)) step.give(1, vectorSummed(step, step.op("MatMul", draft.swapped(a, rankA), g), step.x(1),
            column));
    }

    /** A vector took part in every product along the leading axes. */
    private static String vectorSummed(Step step, String gradient, String input, boolean vector) {
        if (!vector) return gradient;
        Draft draft = step.draft();
        String rows = draft.reshaped(gradient, draft.joined(draft.integers(-1), draft.shape(input)));
        return draft.op("ReduceSum", Map.of("keepdims", 0), rows, draft.integers(0));
    }

    /** Y = alpha A' B' + beta C, where A' and B' may be transposed. */
    private static void gemm(Step step) {
        long a = step.node().integer("transA", 0), b = step.node().integer("transB", 0);
        float alpha = step.node().real("alpha", 1), beta = step.node().real("beta", 1);
        if (step.wants(0)) {
            step.give(0, a == 0 ? product(step, alpha, step.g(), 0, step.x(1), 1 - b)
                : product(step, alpha, step.x(1), b, step.g(), 1));
        }
        if (step.wants(1)) {
            step.give(1, b == 0 ? product(step, alpha, step.x(0), 1 - a, step.g(), 0)
                : product(step, alpha, step.g(), 1, step.x(0), a));
        }
        if (step.wants(2)) step.giveSummed(2, beta == 1 ? step.g() : step.op("Mul", step.g(), step.number(beta)));
    }

    private static String product(Step step, float alpha, String a, long transA, String b, long transB) {
        return step.op("Gemm", Map.of("alpha", alpha, "transA", transA, "transB", transB), a, b);
    }

    /**
     * Each input gets the product of the gradient and of the other inputs; axes that only it has are copied along. An
     * axis of one cell may stand beside a longer one of the same letter: what all its copies get is added up. A letter
     * that a term repeats means the diagonal, which takes part in the term's place.
     */
    private static void einsum(Step step) {
        String equation = step.node().text("equation", "").replace(" ", "");
        String[] sides = equation.split("->", -1);
        String[] terms = sides[0].split(",", -1);
        String more = more(step, equation, terms);
        String result = sides.length > 1 ? sides[1].replace(MORE, more) : more + implied(terms);
        for (int i = 0; i < terms.length; i++) {
            if (terms[i].contains(MORE)) terms[i] = terms[i].replace(MORE,
                more.substring(more.length() - dotted(step, terms[i], i)));
        }
        String[] once = new String[terms.length], parts = new String[terms.length];
        for (int i = 0; i < terms.length; i++) {
            once[i] = distinct(terms[i]);
            parts[i] = once[i].equals(terms[i]) ? step.x(i) : product(step, terms[i] + "->" + once[i], step.x(i));
        }
        for (int input = 0; input < terms.length; input++) {
            if (!step.wants(input)) continue;
            List<String> values = new ArrayList<>(List.of(step.g())), letters = new ArrayList<>(List.of(result));
            for (int other = 0; other < terms.length; other++) {
                if (other == input) continue;
                values.add(parts[other]);
                letters.add(once[other]);
            }
            Set<Integer> had = new LinkedHashSet<>();
            letters.forEach(term -> term.chars().forEach(had::add));
            StringBuilder kept = new StringBuilder();
            List<Long> copied = new ArrayList<>();
            for (int axis = 0; axis < once[input].length(); axis++) {
                char letter = once[input].charAt(axis);
                boolean one = extent(step, terms, input, letter).equals(Extent.ONE);
                if (had.contains((int) letter) && !one) kept.append(letter);
                else copied.add((long) axis);
            }
            String gradient = product(step, String.join(",", letters) + "->" + kept, values.toArray(String[]::new));
            if (!copied.isEmpty()) {
                gradient = step.op("Unsqueeze", gradient, step.draft()
                    .integers(copied.stream().mapToLong(i -> i).toArray()));
                gradient = step.op("Expand", gradient, step.draft().shape(parts[input]));
            }
            if (mayBeOne(step, terms, input)) gradient = step.draft().summedAtRun(gradient, step.op("Shape", gradient),
                step.draft().shape(parts[input]));
            step.give(input, onDiagonal(step, gradient, terms[input], input));
        }
    }

    private static String product(Step step, String equation, String... values) {
        return step.op("Einsum", Map.of("equation", equation), values);
    }

    /** Each letter where it stands first. */
    private static String distinct(String term) {
        return term.chars().distinct().collect(StringBuilder::new, StringBuilder::appendCodePoint,
            StringBuilder::append).toString();
    }

    /** Zeros beside the diagonal: a product with a unit matrix for each letter that comes again. */
    private static String onDiagonal(Step step, String diagonal, String term, int input) {
        String fresh = fresh(term).toString();
        List<String> values = new ArrayList<>(List.of(diagonal)), letters = new ArrayList<>(List.of(distinct(term)));
        StringBuilder whole = new StringBuilder();
        for (int axis = 0; axis < term.length(); axis++) {
            char letter = term.charAt(axis);
            boolean again = whole.indexOf(String.valueOf(letter)) >= 0;
            whole.append(again ? fresh.charAt(axis) : letter);
            if (!again) continue;
            values.add(step.draft().cast(Resizing.unit(step, step.draft().extent(step.x(input), axis)), step.type()));
            letters.add("" + letter + fresh.charAt(axis));
        }
        return values.size() == 1 ? diagonal : product(step, String.join(",", letters) + "->" + whole,
            values.toArray(String[]::new));
    }

    /** Letters that an equation lacks. */
    private static StringBuilder fresh(String equation) {
        return IntStream.rangeClosed('A', 'z').filter(Character::isLetter).filter(at -> equation.indexOf(at) < 0)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    }

    /** Letters that the equation lacks, one for each axis that its dots stand for where they stand for most. */
    private static String more(Step step, String equation, String[] terms) {
        int most = 0;
        for (int i = 0; i < terms.length; i++) {
            if (terms[i].contains(MORE)) most = Math.max(most, dotted(step, terms[i], i));
        }
        return fresh(equation).substring(0, most);
    }

    /** For how many axes the dots of an input's term stand; they are the last of those of other terms. */
    private static int dotted(Step step, String term, int input) {
        int rank = step.knownRank(input).orElseThrow(() -> step.refused("onnx.gradient.einsum"));
        return rank - (term.length() - MORE.length());
    }

    private static Extent extent(Step step, String[] terms, int input, char letter) {
        return step.shapes().of(step.x(input)).map(all -> all[terms[input].indexOf(letter)])
            .orElse(Extent.named(step.x(input)));
    }

    /** Whether an axis is told to be longer than one only by the run, beside one of another length. */
    private static boolean mayBeOne(Step step, String[] terms, int input) {
        for (char letter : terms[input].toCharArray()) {
            Extent own = extent(step, terms, input, letter);
            for (int other = 0; other < terms.length; other++) {
                boolean shared = terms[other].indexOf(letter) >= 0;
                if (!own.isKnown() && shared && !extent(step, terms, other, letter).equals(own)) return true;
            }
        }
        return false;
    }

    /** The letters that stand once, in order. */
    private static String implied(String[] terms) {
        String all = String.join("", terms);
        return all.chars().filter(letter -> all.indexOf(letter) == all.lastIndexOf(letter)).sorted()
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
