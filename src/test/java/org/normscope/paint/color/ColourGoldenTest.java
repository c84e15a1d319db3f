package org.normscope.paint.color;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;
import org.normscope.image.plane.ColourAxes;
import org.normscope.image.plane.Planes;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;

/** Colour transfer against NumPy: {@code colour.py} beside the values. */
class ColourGoldenTest {
    private final JsonNode golden;
    private final Pixels content;
    private final Pixels style;

    ColourGoldenTest() throws IOException {
        golden = new ObjectMapper().readTree(ColourGoldenTest.class.getResource("/org/normscope/paint/colour.json"));
        content = picture("content", golden.get("width").asInt(), golden.get("height").asInt());
        style = picture("style", golden.get("styleWidth").asInt(), golden.get("styleHeight").asInt());
    }

    @Test
    void meansAndDeviationsAreReinhards() {
        shown("reinhard", Reinhard.NODE, Map.of());
    }

    @Test
    void histogramsAreMatched() {
        shown("histogram", HistogramMatching.NODE, Map.of());
    }

    /** numpy.interp(.5, [1/3, 2/3, 1], [10, 20, 90]): a flat picture does not become the style's brightest. */
    @Test
    void oneLevelTakesTheStylesMiddle() {
        Pixels flat = new Pixels(2, 1, new int[] {0xFF808080, 0xFF808080}),
            levels = new Pixels(3, 1, new int[] {0xFF0A0A0A, 0xFF141414, 0xFF5A5A5A});
        for (String channels : new String[] {"colour", "luminance"}) {
            int[] made = HistogramMatching.NODE.paint(flat, levels, Map.of("channels", channels), 1, Watch.NOBODY)
                .argb();
            assertEquals(Integer.toHexString(0xFF0F0F0F), Integer.toHexString(made[0]), channels);
        }
    }

    @Test
    void axesAreLaidOntoAxes() {
        close("axes", CovarianceTransfer.moved(Planes.of(content), ColourAxes.of(Planes.of(style)), false), 2e-6);
    }

    @Test
    void coloursMoveLeast() {
        close("monge", CovarianceTransfer.moved(Planes.of(content), ColourAxes.of(Planes.of(style)), true), 2e-6);
    }

    @Test
    void slicesAreMatchedInTurn() {
        // One by one: with few colours and many bins a second turn would magnify what float has rounded.
        for (int k = 0; k < golden.get("turns").size(); k++) {
            double[][] rotation = new double[3][3];
            for (int i = 0; i < 9; i++) rotation[i / 3][i % 3] =
                golden.get("turns").get(k).get(i / 3).get(i % 3).asDouble();
            Planes moved = cloud("cloud");
            SlicedTransport.turn(moved, cloud("other"), rotation, Watch.NOBODY);
            close("turn " + k, golden.get("sliced").get(k), moved, 5e-5, false);
        }
    }

    private Pixels picture(String name, int width, int height) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            JsonNode rgb = golden.get(name).get(i);
            argb[i] = 0xFF000000 | rgb.get(0).asInt() << 16 | rgb.get(1).asInt() << 8 | rgb.get(2).asInt();
        }
        return new Pixels(width, height, argb);
    }

    private Planes cloud(String name) {
        JsonNode rows = golden.get(name);
        Planes cloud = Planes.empty(rows.size(), 1, 3);
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < 3; c++) cloud.values()[c][i] = (float) rows.get(i).get(c).asDouble();
        }
        return cloud;
    }

    /** Within half a level of 255, as painted. */
    private void shown(String name, TreeNode node, Map<String, String> set) {
        Pixels painted = node.paint(content, style, set, 1, Watch.NOBODY);
        close(name, golden.get(name), Planes.of(painted), .51 / 255, true);
    }

    private void close(String name, Planes planes, double tolerance) {
        close(name, golden.get(name), planes, tolerance, false);
    }

    private static void close(String name, JsonNode values, Planes planes, double tolerance, boolean cut) {
        for (int i = 0; i < planes.size(); i++) {
            for (int c = 0; c < 3; c++) {
                double wanted = values.get(i).get(c).asDouble();
                if (cut) wanted = Math.max(0, Math.min(1, wanted));
                assertEquals(wanted, planes.values()[c][i], tolerance, name + " pixel " + i + " channel " + c);
            }
        }
    }
}
