package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heads and the label doctor against PyTorch and NumPy; see head.py. */
class HeadTest {
    private static final int CLASSES = 3;

    private final JsonNode golden = read();
    private final float[][] cells = cells();
    private final int[] labels = labels();

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(HeadTest.class.getResource("head.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private float[][] cells() {
        JsonNode rows = golden.get("cells");
        float[][] read = new float[rows.size()][rows.get(0).size()];
        for (int i = 0; i < read.length; i++) {
            for (int d = 0; d < read[i].length; d++) read[i][d] = (float) rows.get(i).get(d).asDouble();
        }
        return read;
    }

    private int[] labels() {
        int[] read = new int[cells.length];
        for (int i = 0; i < read.length; i++) read[i] = golden.get("labels").get(i).asInt();
        return read;
    }

    private double c() {
        return golden.get("c").asDouble();
    }

    @Test
    void theHeadIsPyTorchs() {
        LinearHead head = LogisticRegression.fit(cells, labels, CLASSES, c(), () -> { });
        double loss = golden.get("loss").asDouble();
        assertEquals(loss, head.loss(), 1e-4 * loss);
        for (int i = 0; i < cells.length; i++) {
            double[] said = head.probabilities(cells[i]);
            for (int k = 0; k < CLASSES; k++) {
                assertEquals(golden.get("probabilities").get(i).get(k).asDouble(), said[k], 1e-3);
            }
        }
    }

    /** Hashes in the order of the pictures, so that the parts are the golden's. */
    private FeatureTable table() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            examples.add(new Example(i + ".png", String.format("%064x", i), labels[i], Split.TRAINING));
        }
        PictureSet set = PictureSet.of("golden", List.of("a", "b", "c"), examples, List.of());
        return new FeatureTable(set, null, cells, new long[cells.length]);
    }

    @Test
    void probabilitiesOutOfFoldAreNumPys() {
        double[][] found = LabelDoctor.outOfFold(table().all(), CLASSES, c(), share -> { });
        for (int i = 0; i < found.length; i++) {
            for (int k = 0; k < CLASSES; k++) {
                assertEquals(golden.get("outOfFold").get(i).get(k).asDouble(), found[i][k], 1e-3, i + " " + k);
            }
        }
    }

    @Test
    void suspicionsAreThoseOfConfidentLearning() {
        List<LabelDoctor.Opinion> opinions = LabelDoctor.opinions(table(), c(), share -> { });
        double before = -2;
        int suspicious = 0;
        for (LabelDoctor.Opinion opinion : opinions) {
            int i = Integer.parseInt(opinion.example().file().replace(".png", ""));
            assertEquals(golden.get("better").get(i).asInt(), opinion.better(), "picture " + i);
            assertTrue(opinion.margin() >= before);
            before = opinion.margin();
            if (opinion.isSuspicious()) suspicious++;
        }
        assertTrue(suspicious > 3 && suspicious < 45, suspicious + "");
    }

    /** Nearest mean by brute force. */
    @Test
    void prototypesAreTheNearestMeans() {
        LinearHead head = Prototypes.fit(cells, labels, CLASSES);
        Standard standard = Standard.of(cells);
        double[][] means = new double[CLASSES][cells[0].length];
        int[] counts = new int[CLASSES];
        for (int i = 0; i < cells.length; i++) {
            counts[labels[i]]++;
            float[] row = standard.of(cells[i]);
            for (int d = 0; d < row.length; d++) means[labels[i]][d] += row[d];
        }
        for (float[] cell : cells) {
            float[] row = standard.of(cell);
            double[] apart = new double[CLASSES];
            for (int k = 0; k < CLASSES; k++) {
                for (int d = 0; d < row.length; d++) apart[k] -= Math.pow(row[d] - means[k][d] / counts[k], 2);
            }
            assertEquals(LinearHead.largest(apart), head.says(cell));
        }
    }
}
