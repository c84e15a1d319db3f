package org.normscope.view.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.normscope.state.transfer.PictureLayout;
import org.normscope.view.control.Drawing;

/** Dots on a plane, and the line that is drawn around some of them. */
final class PicturePlane extends StackPane {
    /** Colours there are: classes beyond take them by turns. */
    static final int INKS = 6;
    private static final double MARGIN = 8, DOT = 3, LEAST = 70;

    private final Dots dots = new Dots();
    private final List<double[]> line = new ArrayList<>();
    private @Nullable PictureLayout map;
    private double[][] places = {};
    private final double[] least = new double[2], most = new double[2];
    private Set<String> chosen = Set.of();

    /** @param choose is told the hashes of those that the line goes around */
    PicturePlane(Consumer<Set<String>> choose) {
        getStyleClass().add("picture-plane");
        setMinHeight(LEAST);
        setMinWidth(0);
        getChildren().add(dots);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> line.clear());
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            line.add(new double[] {event.getX(), event.getY()});
            dots.again();
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> {
            choose.accept(within());
            line.clear();
            dots.again();
        });
    }

    void show(@Nullable PictureLayout next, String about) {
        map = next;
        places = next == null ? new double[0][] : next.places();
        for (int axis = 0; axis < 2; axis++) {
            int of = axis;
            least[axis] = Arrays.stream(places).mapToDouble(place -> place[of]).min().orElse(0);
            most[axis] = Arrays.stream(places).mapToDouble(place -> place[of]).max().orElse(0);
        }
        dots.setAccessibleText(about);
        dots.again();
    }

    void choose(Set<String> hashes) {
        chosen = hashes;
        dots.again();
    }

    private Set<String> within() {
        Set<String> within = new HashSet<>();
        if (map == null || line.size() < 3) return within;
        for (int i = 0; i < map.places().length; i++) {
            if (inside(place(i, getWidth(), getHeight()))) within.add(map.examples().get(i).hash());
        }
        return within;
    }

    /** Whether a ray from there crosses the line an odd number of times. */
    private boolean inside(double[] at) {
        boolean inside = false;
        for (int i = 0, before = line.size() - 1; i < line.size(); before = i++) {
            double[] a = line.get(i), b = line.get(before);
            boolean crosses = a[1] > at[1] != b[1] > at[1]
                && at[0] < (b[0] - a[0]) * (at[1] - a[1]) / (b[1] - a[1]) + a[0];
            if (crosses) inside = !inside;
        }
        return inside;
    }

    /** Where a picture lies, in pixels. */
    private double[] place(int picture, double width, double height) {
        double[] room = {width - 2 * MARGIN, height - 2 * MARGIN}, at = new double[2];
        for (int axis = 0; axis < 2; axis++) {
            double span = most[axis] - least[axis];
            at[axis] = MARGIN + room[axis] * (span == 0 ? .5 : (places[picture][axis] - least[axis]) / span);
        }
        return at;
    }

    /** What is seen of it. */
    private final class Dots extends Drawing {
        Dots() {
            super("picture-dots");
        }

        void again() {
            redraw();
        }

        @Override
        protected void draw(GraphicsContext g, double width, double height) {
            if (map == null) return;
            for (int i = 0; i < map.places().length; i++) {
                double[] at = place(i, width, height);
                boolean dim = !chosen.isEmpty() && !chosen.contains(map.examples().get(i).hash());
                g.setFill(ink(Ink.ofNetwork(map.examples().get(i).label() % INKS), dim ? .25 : .9));
                g.fillOval(at[0] - DOT, at[1] - DOT, 2 * DOT, 2 * DOT);
            }
            g.setStroke(ink(Ink.TEXT));
            for (int i = 1; i < line.size(); i++) {
                g.strokeLine(line.get(i - 1)[0], line.get(i - 1)[1], line.get(i)[0], line.get(i)[1]);
            }
        }
    }
}
