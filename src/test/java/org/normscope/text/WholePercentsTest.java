package org.normscope.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WholePercentsTest {
    @Test
    void partsOfAWholeAddUpToIt() {
        assertEquals(List.of("34%", "33%", "33%"), WholePercents.of(1 / 3., 1 / 3., 1 / 3.));
        // Each rounded by itself they would make 101: 36, 26, 21, 18.
        assertEquals(List.of("36%", "26%", "21%", "17%"), WholePercents.of(.357, .2565, .211, .1755));
        assertEquals(List.of("100%", "<1%", "0%"), WholePercents.of(.999, .001, 0));
        assertEquals(List.of("0%", "0%"), WholePercents.of(0, 0));
    }

    @Test
    void noneIsAWholePercentOff() {
        Random random = new Random(4);
        for (int trial = 0; trial < 500; trial++) {
            double[] parts = random.doubles(1 + random.nextInt(12)).toArray();
            double whole = DoubleStream.of(parts).sum();
            for (int i = 0; i < parts.length; i++) parts[i] /= whole;
            List<Integer> shown = WholePercents.of(parts).stream()
                .map(text -> text.startsWith("<") ? 0 : Integer.parseInt(text.replace("%", ""))).toList();
            assertEquals(100, shown.stream().mapToInt(Integer::intValue).sum());
            for (int i = 0; i < parts.length; i++) assertTrue(Math.abs(shown.get(i) - 100 * parts[i]) < 1);
        }
    }
}
