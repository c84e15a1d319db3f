package org.normscope.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.ZipException;
import org.normscope.image.AtomicFile;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureSource;
import org.normscope.image.PictureTexts;
import org.normscope.text.Fault;

/**
 * A session as text: the user's choices in JSON, with paths and hashes of the files that they refer to. Pictures that
 * were pasted lie in it whole.
 */
public final class SessionFile {
    public static final String SUFFIX = ".normscope";
    static final int VERSION = 1;
    /** Workspaces that the first sessions did not have. */
    private static final List<String> LATER = List.of("style", "shift");
    private static final List<String> ALL = List.of("look", "normalize", "layers", "style", "shift");
    /** A session with many pasted screenshots; anything larger is none. */
    private static final long MOST_BYTES = 512L << 20;

    /** @param version of the format: later programs read earlier ones */
    private record Session(int version, Settings settings) { }

    private static final ObjectMapper JSON = JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private SessionFile() { }

    /**
     * Writes a session, whole or not at all.
     *
     * @throws Fault where the file cannot be written
     */
    public static void write(Settings settings, Path file) {
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(new Session(VERSION, settings)));
        } catch (IOException e) {
            throw new Fault(e, "session.unwritable", file.toString());
        }
    }

    /**
     * Reads a session; the files that it refers to are not looked at.
     *
     * @throws Fault where the file is no session, or one of a later version
     */
    public static Settings read(Path file) {
        return read(file, Settings.initial());
    }

    /** As {@link #read(Path)}; a picture that was painted here has the choices of its own workspace in it, and of others those {@code present}. */
    public static Settings read(Path file, Settings present) {
        try {
            if (!Files.isRegularFile(file)) throw new Fault("session.missing", file.toString());
            if (Files.size(file) > MOST_BYTES) throw new Fault("session.damaged", file.toString());
            byte[] bytes = Files.readAllBytes(file);
            String painted = PictureTexts.of(bytes).get(PictureSession.KEYWORD);
            JsonNode text = JSON.readTree(painted == null ? bytes : PictureSession.text(painted));
            if (text.get("settings") instanceof ObjectNode settings) complete(settings, painted == null ? Settings.initial() : present, painted == null ? LATER : ALL);
            Session session = JSON.treeToValue(text, Session.class);
            if (session == null) throw new Fault("session.damaged", file.toString());
            if (session.version() > VERSION) throw new Fault("session.version", file.toString(), String.valueOf(session.version()));
            Settings settings = Soundness.checked(session.settings(), file.toString());
            return painted == null ? settings : settings.withStyle(style -> style.keeping(present.style().own()));
        } catch (JsonProcessingException e) {
            throw new Fault(e, "session.damaged", file.toString());
        } catch (ZipException | EOFException e) {
            throw new Fault(e, "session.damaged", file.toString());
        } catch (IOException e) {
            throw new Fault(e, "session.unreadable", file.toString());
        }
    }

    /** A session from before there was a workspace, or a choice in it, has the initial one. */
    private static void complete(ObjectNode settings, Settings others, List<String> missing) {
        JsonNode initial = JSON.valueToTree(others);
        missing.forEach(workspace -> {
            if (!settings.has(workspace)) settings.set(workspace, initial.get(workspace));
        });
        settings.path("shift").path("networks").forEach(network -> {
            if (network instanceof ObjectNode old && !old.has("pool")) old.set("pool", JSON.valueToTree(Pool.NONE));
        });
        settings.path("normalize").path("panes").forEach(pane -> {
            if (pane instanceof ObjectNode old && !old.has("borrowed")) old.set("borrowed", JSON.valueToTree(Borrowed.NOTHING));
        });
        // At first it was all that was kept of the view.
        if (settings.get("style") instanceof ObjectNode style && style.has("beside")) {
            JsonNode beside = style.remove("beside");
            style.set("view", ((ObjectNode) initial.get("style").get("view")).set("beside", beside));
        }
    }

    /**
     * The files that a session refers to and that are missing or have other contents now. A file that has moved along
     * with the session, into the same folder, is not missing: see {@link #moved}.
     */
    public static List<MissingFile> missing(Settings settings) {
        List<MissingFile> missing = new ArrayList<>();
        networks(settings).forEach(network -> check(network.origin(), network.sha256(), true, missing));
        PictureChoice own = settings.shift().own();
        if (!own.equals(PictureChoice.NONE)) check(own.origin(), own.sha256(), false, missing);
        settings.normalize().pictures().forEach(picture -> check(picture.origin(), picture.sha256(), false, missing));
        settings.normalize().panes().stream().map(pane -> pane.borrowed().style()).filter(style -> !style.equals(PictureChoice.NONE))
            .forEach(style -> check(style.origin(), style.sha256(), false, missing));
        settings.style().files().forEach(picture -> check(picture.origin(), picture.sha256(), false, missing));
        return missing.stream().distinct().toList();
    }

    /** Every network that a session refers to. */
    static List<NetworkChoice> networks(Settings settings) {
        List<NetworkChoice> networks = new ArrayList<>(List.of(settings.normalize().network(), settings.style().engine()));
        if (!settings.layers().compared().equals(LayersSettings.NOBODY)) networks.add(settings.layers().compared());
        settings.shift().networks().forEach(shifted -> networks.add(shifted.network()));
        return networks;
    }

    private static void check(String origin, String sha256, boolean network, List<MissingFile> missing) {
        if (origin.startsWith(PictureSource.BUILT_IN) || origin.startsWith(Sources.PASTED)) return;
        try {
            Path file = Path.of(origin);
            if (!Files.isRegularFile(file)) missing.add(new MissingFile(origin, network, false));
            else if (!sha256.isEmpty() && !sha256.equals(ContentHash.of(file))) missing.add(new MissingFile(origin, network, true));
        } catch (IOException | InvalidPathException e) {
            missing.add(new MissingFile(origin, network, false));
        }
    }

    /** The same settings with files that are missing where they were, but lie beside the session, found there. */
    public static Settings moved(Settings settings, Path session) {
        return relocated(settings, (origin, sha256) -> {
            if (origin.startsWith(PictureSource.BUILT_IN) || origin.startsWith(Sources.PASTED)) return origin;
            try {
                Path there = session.toAbsolutePath().resolveSibling(Path.of(origin).getFileName());
                boolean found = !Files.isRegularFile(Path.of(origin)) && Files.isRegularFile(there);
                return found && (sha256.isEmpty() || sha256.equals(ContentHash.of(there))) ? there.toString() : origin;
            } catch (IOException | InvalidPathException e) {
                return origin;
            }
        });
    }

    /** With every origin put through a function of origin and hash; a picture for which it gives null is left out. */
    static Settings relocated(Settings settings, BiFunction<String, String, String> place) {
        return settings.withStyle(style -> style.relocated(place)).withLayers(layers -> layers.withCompared(relocated(layers.compared(), place))).withShift(shift -> relocated(shift, place)).withNormalize(normalize -> {
            List<PictureChoice> pictures = new ArrayList<>();
            int active = 0;
            for (int i = 0; i < normalize.pictures().size(); i++) {
                PictureChoice picture = normalize.pictures().get(i);
                String origin = place.apply(picture.origin(), picture.sha256());
                if (i == normalize.active()) active = pictures.size();
                if (origin != null) pictures.add(new PictureChoice(origin, picture.sha256(), picture.strokes()));
            }
            return new NormalizeSettings(relocated(normalize.network(), place), pictures, Math.max(0, Math.min(active, pictures.size() - 1)), normalize.layer(),
                normalize.panes().stream().map(pane -> pane.withBorrowed(pane.borrowed().withStyle(relocated(pane.borrowed().style(), place)))).toList(), normalize.selectedPane(), normalize.view(), normalize.brush());
        });
    }

    /** A pane whose style is not found says so until another is chosen: what it was is not lost. */
    private static PictureChoice relocated(PictureChoice style, BiFunction<String, String, String> place) {
        String origin = style.equals(PictureChoice.NONE) ? null : place.apply(style.origin(), style.sha256());
        return origin == null ? style : PictureChoice.of(origin, style.sha256());
    }

    private static ShiftSettings relocated(ShiftSettings shift, BiFunction<String, String, String> place) {
        String own = shift.own().equals(PictureChoice.NONE) ? null : place.apply(shift.own().origin(), shift.own().sha256());
        return shift.withOwn(own == null ? PictureChoice.NONE : new PictureChoice(own, shift.own().sha256(), List.of()))
            .withNetworks(shift.networks().stream().map(choice -> new ComparedChoice(relocated(choice.network(), place), choice.ink(), choice.pool())).toList());
    }

    static NetworkChoice relocated(NetworkChoice network, BiFunction<String, String, String> place) {
        if (network.equals(LayersSettings.NOBODY)) return network;
        return new NetworkChoice(place.apply(network.origin(), network.sha256()), network.sha256(), network.input());
    }
}
