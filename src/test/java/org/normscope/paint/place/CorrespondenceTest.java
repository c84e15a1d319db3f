package org.normscope.paint.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.BadKnobException;
import org.normscope.node.Landmarks;
import org.normscope.node.Watch;
import org.normscope.tree.Tree;

/** Landmarks are hit, a bend that is known is found again, and a portrait's light comes from where they say. */
class CorrespondenceTest {
    private static final int WIDE = 120, HIGH = 96;

    private static Landmarks.Pair pair(double x, double y, double styleX, double styleY) {
        return new Landmarks.Pair((x + .5) / WIDE, (y + .5) / HIGH, (styleX + .5) / WIDE, (styleY + .5) / HIGH);
    }

    @Test
    void landmarksAreHitExactly() {
        Landmarks landmarks = new Landmarks(List.of(pair(10, 12, 17, 9), pair(100, 20, 90, 31), pair(55, 80, 60, 70),
            pair(57, 41, 50, 44)));
        Correspondence made = Correspondence.of(landmarks, WIDE, HIGH);
        int[][] wanted = {{10, 12, 17, 9}, {100, 20, 90, 31}, {55, 80, 60, 70}, {57, 41, 50, 44}};
        for (int[] one : wanted) {
            assertEquals(one[2], made.x()[one[1] * WIDE + one[0]], 1e-3);
            assertEquals(one[3], made.y()[one[1] * WIDE + one[0]], 1e-3);
        }
        assertEquals(landmarks.text(), Landmarks.read(landmarks.text()).text());
        assertEquals("0.0875,0.1302,0.1458,0.0990", landmarks.text().split(";")[0]);
    }

    /** One shifts, two turn and grow: everywhere, as a similarity does. */
    @Test
    void fewLandmarksMoveTheWhole() {
        Correspondence one = Correspondence.of(new Landmarks(List.of(pair(30, 30, 37, 26))), WIDE, HIGH);
        Correspondence two = Correspondence.of(new Landmarks(List.of(pair(20, 20, 30, 10), pair(60, 20, 30, 90))), WIDE,
            HIGH);
        for (int i = 0; i < WIDE * HIGH; i += 17) {
            int x = i % WIDE, y = i / WIDE;
            assertEquals(x + 7, one.x()[i], 1e-3);
            assertEquals(y - 4, one.y()[i], 1e-3);
            assertEquals(30 - 2 * (y - 20), two.x()[i], 1e-2);
            assertEquals(10 + 2 * (x - 20), two.y()[i], 1e-2);
        }
    }

    /** The same face in another light, bent by up to five pixels. */
    @ParameterizedTest
    @ValueSource(strings = {"astronaut", "cat", "boats"})
    void aKnownBendIsFoundAgain(String name) {
        Pixels picture = Lanczos.scaled(PictureSource.open("builtin:photos/" + name), WIDE, HIGH);
        float[] there = Planes.of(picture).luminance(), here = new float[there.length];
        Correspondence bend = Correspondence.same(WIDE, HIGH);
        for (int i = 0; i < here.length; i++) {
            bend.x()[i] += (float) (5 * Math.sin(Math.PI * (i / WIDE) / HIGH));
            bend.y()[i] -= (float) (4 * Math.sin(Math.PI * (i % WIDE) / WIDE));
        }
        float[] bent = bend.brought(there);
        for (int i = 0; i < here.length; i++) {
            here[i] = (float) (.2 + .5 * bent[i] + .3 * (i % WIDE) / WIDE);
        }
        Correspondence found = DenseFlow.of(here, there, WIDE, HIGH, done -> { });
        double off = 0, unmoved = 0;
        int counted = 0;
        for (int i = 0; i < here.length; i++) {
            int x = i % WIDE, y = i / WIDE;
            if (x < 8 || y < 8 || x >= WIDE - 8 || y >= HIGH - 8) continue;
            off += Math.hypot(found.x()[i] - bend.x()[i], found.y()[i] - bend.y()[i]);
            unmoved += Math.hypot(x - bend.x()[i], y - bend.y()[i]);
            counted++;
        }
        assertTrue(off / counted < .4 && unmoved / counted > 3.5, off / counted + " pixels of " + unmoved / counted);
    }

    /** The tones of a style whose left half is dark come to where a landmark says. */
    @Test
    void tonesComeFromWhereTheLandmarksSay() {
        int[] grey = new int[64 * 64], halves = new int[64 * 64];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0xFF808080;
            halves[i] = i % 64 < 32 ? 0xFF202020 : 0xFFE0E0E0;
        }
        Pixels content = new Pixels(64, 64, grey), style = new Pixels(64, 64, halves);
        Map<String, String> shifted = Map.of("landmarks", "0.75,0.5,0.25,0.5", "levels", "1");
        Pixels painted = Tree.node("shih").paint(content, style, shifted, 1, Watch.NOBODY);
        assertEquals(0x20, painted.at(48, 32) & 255, 3);
        Pixels same = Tree.node("shih").paint(content, style, Map.of("place", "same", "levels", "1"), 1, Watch.NOBODY);
        assertEquals(0xE0, same.at(48, 32) & 255, 3);
        for (String wrong : List.of("0.5,0.5,0.5", "0.5,0.5,0.5,1.5", "a,b,c,d")) {
            assertThrows(BadKnobException.class, () -> Tree.node("shih").paint(content, style,
                Map.of("landmarks", wrong), 1, Watch.NOBODY));
        }
    }
}
