package org.normscope.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.network.RealNetworks;
import org.normscope.tensor.Tensor;

/** Style by optimization against PyTorch's, which gatys.py wrote down, against differences, and on odd pictures. */
class GatysTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream golden = GatysTest.class.getResourceAsStream("gatys.json")) {
            List<JsonNode> cases = new ArrayList<>();
            new ObjectMapper().readTree(golden).forEach(cases::add);
            return cases.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itEndsWherePyTorchEnds(JsonNode wanted) {
        LossNetwork network = network(RealNetworks.origin(wanted.get("network").asText()));
        Gatys gatys = new Gatys(texts(wanted.get("style")), texts(wanted.get("content")),
            Gatys.Statistic.valueOf(wanted.get("statistic").asText()), 1, 100,
            Gatys.Start.valueOf(wanted.get("start").asText()), 1,
            new Course(DescentMethod.LBFGS, false, 1, 1, wanted.get("steps").asInt(), 1));
        int width = wanted.get("width").asInt(), height = wanted.get("height").asInt();
        Found found = gatys.paint(network, waves(width, height, 5, 7), waves(width, height, 23, 11), Progress.NOBODY);
        List<Double> losses = found.losses().get(0);
        assertEquals(wanted.get("first").asDouble(), losses.get(0), 1e-3 * losses.get(0));
        assertEquals(wanted.get("last").asDouble(), losses.get(losses.size() - 1), .02 * wanted.get("last").asDouble());
    }

    private static LossNetwork network(String origin) {
        return new LossNetwork(new ModelLibrary(RUNNER).open(origin, Map.of()), RUNNER);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Triangle waves, as in gatys.py. */
    static Pixels waves(int width, int height, int across, int down) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF;
            for (int c = 0; c < 3; c++) {
                int wave = (i % width * (across + c) + i / width * (down - c)) % 256 - 128;
                argb[i] = argb[i] << 8 | Math.abs(wave) * 255 / 128;
            }
        }
        return new Pixels(width, height, argb);
    }

    @Test
    void theLossKnowsItsGradient() {
        LossNetwork network = network("builtin:explorer");
        Levels style = Levels.of(waves(32, 32, 23, 11));
        List<String> values = network.usualStyle();
        Map<String, Tensor> maps = network.features(style, values).values();
        List<Term> terms = new ArrayList<>();
        for (Glance glance : Glance.first(4)) {
            Map<String, Tensor> part = network.features(style.seen(glance), values).values();
            terms.add(Term.gram(values.get(1), maps.get(values.get(1))).plus(Term.moments(values.get(0),
                maps.get(values.get(0)))).plus(Term.maps(values.get(2), part.get(values.get(2)))));
        }
        Loss loss = new Loss(network, terms, 32, 32, 3);
        Levels at = Levels.noise(32, 32, .4, 5);
        double[] gradient = new double[at.cells().length], spare = new double[gradient.length];
        loss.at(at.cells(), gradient);
        Random random = new Random(2);
        double[] along = random.doubles(gradient.length, -1, 1).toArray();
        double said = 0;
        for (int i = 0; i < along.length; i++) {
            along[i] += 2000 * gradient[i]; // Also along the slope: what is not noise has to be seen.
            said += gradient[i] * along[i];
        }
        double[] sides = new double[2];
        for (int side = 0; side < 2; side++) {
            double[] place = at.cells().clone();
            for (int i = 0; i < place.length; i++) place[i] += (side == 0 ? 2e-3 : -2e-3) * along[i];
            sides[side] = loss.at(place, spare);
        }
        assertEquals((sides[0] - sides[1]) / 4e-3, said, .02 * Math.abs(said));
    }

    @Test
    void oddPicturesArePainted() {
        LossNetwork network = network("builtin:twin-bn");
        Gatys gatys = Gatys.usual(network, Course.usual(2));
        Pixels one = new Pixels(1, 1, new int[] {0x80FF0000}), grey = new Pixels(40, 33, new int[40 * 33]),
            narrow = waves(7, 130, 5, 7);
        for (Pixels content : List.of(one, grey, narrow)) {
            for (Pixels style : List.of(one, grey, narrow, content)) {
                Pixels painted = gatys.paint(network, content, style, Progress.NOBODY).picture();
                assertEquals(content.width(), painted.width());
                assertEquals(content.height(), painted.height());
                assertTrue(painted.opaque());
            }
        }
    }

    @Test
    void theSeedDecidesAndWhoeverWatchesMayEndIt() {
        LossNetwork network = network("builtin:twin-bn");
        Gatys gatys = Gatys.usual(network, Course.usual(3));
        Pixels sample = waves(48, 48, 5, 7);
        int[] first = gatys.weave(network, sample, 64, 40, Progress.NOBODY).picture().argb();
        assertArrayEquals(first, gatys.weave(network, sample, 64, 40, Progress.NOBODY).picture().argb());
        assertThrows(CancellationException.class, () -> gatys.weave(network, sample, 64, 40, (done, loss, picture) -> {
            throw new CancellationException();
        }));
    }
}
