package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The example in docs/how-to/new-normalization.md is a normalization: it compiles and does what it says. */
class NewNormalizationTest {
    private static final Path PAGE = Path.of("docs/how-to/new-normalization.md");
    private static final double EPSILON = 1e-5;

    private static Catalogue.Entry entry;

    @BeforeAll
    static void compile(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("LayerInstance.java");
        Files.writeString(source, blocks("java").get(0));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failures = compiler.run(null, null, null, "-proc:none", "-Xlint:all", "-Werror", "-cp",
            System.getProperty("java.class.path"), "-d", folder.toString(), source.toString());
        assertEquals(0, failures, "the page's example does not compile");
        // In this class's package and by its loader, so that it stands where the page says it stands.
        Class<?> made = MethodHandles.lookup()
            .defineClass(Files.readAllBytes(folder.resolve("org/normscope/normalize/LayerInstance.class")));
        var field = made.getDeclaredField("ENTRY");
        field.setAccessible(true);
        entry = (Catalogue.Entry) field.get(null);
    }

    @Test
    void itIsWhatItsFormulaSays() {
        Random random = new Random(7);
        Tensor maps = Cases.maps(random, 3, 5, 4, 6);
        float[] gamma = Cases.values(random, 5), beta = Cases.values(random, 5);
        for (String rho : List.of("0", "0.3", "1")) {
            Parameters set = Parameters.NONE.with("rho", rho).with("gamma", "1.5").with("shift", "-0.25");
            Tensor result = entry.create(set).apply(Cases.Place.of(maps, gamma, beta));
            Cases.assertAgrees(result, byHand(maps, Double.parseDouble(rho), gamma, beta), "rho = " + rho);
        }
    }

    @Test
    void itsEndsAreNormalizationsOfTheCatalogue() {
        Site site = Cases.Place.of(Cases.maps(new Random(8), 2, 6, 5, 5));
        Parameters rho = Parameters.NONE;
        Cases.assertAgrees(entry.create(rho.with("rho", "1")).apply(site), Cases.made("in", "").apply(site), "IN");
        Cases.assertAgrees(entry.create(rho.with("rho", "0")).apply(site), Cases.made("ln", "").apply(site), "LN");
    }

    @Test
    void itExplainsItsCells() {
        Site site = Cases.Place.of(Cases.maps(new Random(9), 2, 3, 4, 4));
        Normalization normalization = entry.create(Parameters.NONE);
        Cell cell = new Cell(1, 2, 3, 0);
        Explanation explanation = normalization.explain(site, cell);
        assertEquals(normalization.apply(site).at(1, 2, 3, 0), explanation.value());
        assertEquals(48, explanation.cells().count());
        assertEquals(Set.of(), entry.needs(Parameters.NONE));
    }

    /** The page's names are in both languages, under the key that the entry asks for, and no other normalization's. */
    @Test
    void itsNamesStandUnderItsKey() throws IOException {
        List<String> names = blocks("properties");
        assertEquals(2, names.size());
        for (String name : names) assertTrue(name.startsWith(entry.nameKey() + "="), name);
        assertFalse(Catalogue.entries().stream().anyMatch(other -> other.id().equals(entry.id())));
    }

    /** In plain arithmetic, cell by cell. */
    private static Tensor byHand(Tensor maps, double rho, float[] gamma, float[] beta) {
        Shape shape = maps.shape();
        Tensor result = Tensor.zeros(shape);
        int plane = shape.plane();
        for (int map = 0; map < shape.n() * shape.c(); map++) {
            int picture = map / shape.c() * shape.c() * plane, c = map % shape.c();
            for (int p = map * plane; p < (map + 1) * plane; p++) {
                double instance = standardized(maps.data(), p, map * plane, plane);
                double layer = standardized(maps.data(), p, picture, shape.c() * plane);
                result.data()[p] = (float) (1.5 * gamma[c] * (rho * instance + (1 - rho) * layer) + beta[c] - 0.25);
            }
        }
        return result;
    }

    private static double standardized(float[] values, int at, int from, int count) {
        double mean = 0, variance = 0;
        for (int i = from; i < from + count; i++) mean += values[i] / (double) count;
        for (int i = from; i < from + count; i++) variance += (values[i] - mean) * (values[i] - mean) / count;
        return (values[at] - mean) / Math.sqrt(variance + EPSILON);
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE))
            .results().map((MatchResult match) -> match.group(1)).toList();
    }
}
