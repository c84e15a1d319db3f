package org.normscope.synthesis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.normscope.engine.DjlRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.optimize.Lbfgs;
import org.normscope.tensor.Tensor;

/**
 * Steps of Gatys's descent on SqueezeNet at 256 px against the same steps in PyTorch: ten here, ten there, in turns,
 * one run, as many threads. What counts is the ratio of medians.
 * Arguments: rounds (default 7), threads (default 1), the
 * Python to run (default python3). Run from the root of the project, after mvn test-compile:
 * {@code java -cp target/test-classes:target/classes:$(cat target/test.classpath)
 * org.normscope.synthesis.StepsBenchmark}
 */
final class StepsBenchmark {
    private static final int SIDE = 256, STEPS = 10, MEMORY = 10;
    private static final Path SQUEEZENET = Path.of("../shared/models/squeezenet1.1.onnx");
    private static final Path SCRIPTS = Path.of("src/test/resources/org/normscope/synthesis");

    private StepsBenchmark() { }

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        String python = arguments.length > 2 ? arguments[2] : "python3";
        Process peer = new ProcessBuilder(python, "steps.py", SQUEEZENET.toAbsolutePath().toString(),
            String.valueOf(threads)).directory(SCRIPTS.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (DjlRunner runner = new DjlRunner(threads);
             PrintWriter ask = new PrintWriter(peer.getOutputStream(), true, StandardCharsets.UTF_8);
             BufferedReader told = new BufferedReader(new InputStreamReader(peer.getInputStream(),
                 StandardCharsets.UTF_8))) {
            Lbfgs descent = descent(runner);
            List<Double> here = new ArrayList<>(), there = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) { // The first warms up.
                long start = System.nanoTime();
                for (int step = 0; step < STEPS; step++) descent.step();
                double seconds = (System.nanoTime() - start) * 1e-9;
                ask.println("go");
                String[] words = told.readLine().split(" ");
                System.out.printf("here %.3f s, PyTorch %s s (%s evaluations) for %d steps%n", seconds, words[0],
                    words[1], STEPS);
                if (round == 0) continue;
                here.add(seconds);
                there.add(Double.parseDouble(words[0]));
            }
            System.out.printf("steps a second: here %.2f, PyTorch %.2f, ratio %.2f%n", STEPS / median(here),
                STEPS / median(there), median(there) / median(here));
        } finally {
            peer.destroy();
        }
    }

    private static Lbfgs descent(DjlRunner runner) {
        LossNetwork network = new LossNetwork(new ModelLibrary(runner).open(SQUEEZENET.toString(), Map.of()), runner);
        Levels content = Levels.of(GatysTest.waves(SIDE, SIDE, 5, 7)),
            style = Levels.of(GatysTest.waves(SIDE, SIDE, 23, 11));
        List<String> values = network.usualStyle();
        Map<String, Tensor> maps = network.features(style, values).values();
        Term term = Term.sum(values.stream().map(value -> Term.gram(value, maps.get(value))
            .times(20.0 / values.size())).toList())
            .plus(Gatys.contentTerm(network, content, network.usualContent(), 1));
        return new Lbfgs(new Loss(network, List.of(term), SIDE, SIDE, 1), content.cells(), MEMORY);
    }

    private static double median(List<Double> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }
}
