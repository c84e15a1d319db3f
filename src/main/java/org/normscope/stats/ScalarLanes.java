package org.normscope.stats;

/** Eight lanes at a time: eight sums and eight of squares are as many as a processor has registers for. */
final class ScalarLanes implements Lanes {

    @Override
    public void add(float[] data, int from, int to, float[] sums, float[] squares) {
        for (int first = 0; first < COUNT; first += 8) addEight(data, from, to, sums, squares, first);
    }

    private static void addEight(float[] data, int from, int to, float[] sums, float[] squares, int first) {
        float a0 = sums[first], a1 = sums[first + 1], a2 = sums[first + 2], a3 = sums[first + 3];
        float a4 = sums[first + 4], a5 = sums[first + 5], a6 = sums[first + 6], a7 = sums[first + 7];
        float q0 = squares[first], q1 = squares[first + 1], q2 = squares[first + 2], q3 = squares[first + 3];
        float q4 = squares[first + 4], q5 = squares[first + 5], q6 = squares[first + 6], q7 = squares[first + 7];
        for (int i = from + first; i < to; i += COUNT) {
            float x0 = data[i], x1 = data[i + 1], x2 = data[i + 2], x3 = data[i + 3];
            float x4 = data[i + 4], x5 = data[i + 5], x6 = data[i + 6], x7 = data[i + 7];
            a0 += x0;
            a1 += x1;
            a2 += x2;
            a3 += x3;
            a4 += x4;
            a5 += x5;
            a6 += x6;
            a7 += x7;
            q0 = Math.fma(x0, x0, q0);
            q1 = Math.fma(x1, x1, q1);
            q2 = Math.fma(x2, x2, q2);
            q3 = Math.fma(x3, x3, q3);
            q4 = Math.fma(x4, x4, q4);
            q5 = Math.fma(x5, x5, q5);
            q6 = Math.fma(x6, x6, q6);
            q7 = Math.fma(x7, x7, q7);
        }
        put(sums, first, a0, a1, a2, a3, a4, a5, a6, a7);
        put(squares, first, q0, q1, q2, q3, q4, q5, q6, q7);
    }

    private static void put(float[] lanes, int first, float... values) {
        System.arraycopy(values, 0, lanes, first, values.length);
    }
}
