package org.normscope.state.desk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.image.stroke.Stroke;
import org.normscope.text.Messages;

/**
 * A picture of the tray.
 *
 * @param origin  "builtin:photos/dogs.jpg", a path, or "data:image/png;base64,..." for what was pasted
 * @param sha256  of the file, hexadecimal; empty for a built-in picture
 * @param strokes painted on it, in order
 */
public record PictureChoice(String origin, String sha256, List<Stroke> strokes) {
    /** Before what was pasted: it has no file, and is its own origin. */
    public static final String PASTED = "data:image/png;base64,";
    private static final String TITLE = "picture.title.";
    /** None. */
    public static final PictureChoice NONE = of("", "");

    public static PictureChoice of(String origin, String sha256) {
        return new PictureChoice(origin, sha256, List.of());
    }

    public PictureChoice {
        strokes = List.copyOf(strokes);
    }

    /** File name, or what was pasted. */
    public String name() {
        if (origin.startsWith(PASTED)) return PictureFormat.PNG.file("clipboard");
        return origin.startsWith(PictureSource.BUILT_IN) ? origin.substring(origin.lastIndexOf('/') + 1)
            : Path.of(origin).getFileName().toString();
    }

    /** What it is called, as an argument of {@link Words}: the title of one that ships, else its name. */
    public Object title() {
        return title(origin, name());
    }

    /** Of a picture of a corpus; the textures that are drawn for the built-in one have titles, too. */
    public static Object title(String origin, String name) {
        String key = TITLE + origin.substring(origin.indexOf('/') + 1).replaceFirst("/.*", "");
        return origin.startsWith(PictureSource.BUILT_IN) && Messages.has(key) ? Words.of(key) : name;
    }

    /** Whether it is of the same file, whatever is painted on either. */
    public boolean isOf(PictureChoice other) {
        return origin.equals(other.origin) && sha256.equals(other.sha256);
    }

    public PictureChoice with(Stroke stroke) {
        List<Stroke> more = new ArrayList<>(strokes);
        more.add(stroke);
        return new PictureChoice(origin, sha256, more);
    }

    /** With the last stroke led on to a point, in the picture's pixels. */
    public PictureChoice extended(double x, double y) {
        List<Stroke> more = new ArrayList<>(strokes);
        more.set(more.size() - 1, more.get(more.size() - 1).to(x, y));
        return new PictureChoice(origin, sha256, more);
    }

    /**
     * Its strokes on another picture, stretched as that is; the brush by the wider of both shares, so that what was
     * covered stays so.
     */
    public PictureChoice onto(String other, String otherSha256, double across, double down) {
        List<Stroke> stretched = strokes.stream().map(stroke -> new Stroke(
            stroke.points().stream().map(point -> new Stroke.Point(point.x() * across, point.y() * down)).toList(),
            stroke.radius() * Math.max(across, down), stroke.argb())).toList();
        return new PictureChoice(other, otherSha256, stretched);
    }

    public PictureChoice withoutStrokes() {
        return new PictureChoice(origin, sha256, List.of());
    }
}
