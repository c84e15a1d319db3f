package org.normscope.state.desk;

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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.normscope.image.AtomicFile;
import org.normscope.image.PictureTexts;
import org.normscope.text.Fault;

/**
 * A session as text: the user's choices in JSON, a part a workspace, with paths and hashes of the files that they name.
 * Pictures that were pasted lie in it whole.
 *
 * @param slices of the workspaces there are
 */
public record SessionFile(List<Slice<?>> slices) {
    public static final String SUFFIX = ".normscope";
    /** A session with many pasted screenshots; anything larger is none. */
    private static final long MOST_BYTES = 512L << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    public SessionFile {
        slices = List.copyOf(slices);
    }

    /** Whether a file is one by its name. */
    public static boolean isNamed(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /**
     * Writes a session, whole or not at all.
     *
     * @throws Fault where the file cannot be written
     */
    public void write(Settings settings, Path file) {
        ObjectNode session = JSON.createObjectNode().put("version", PictureSession.VERSION);
        ObjectNode text = session.putObject("settings");
        text.set("look", JSON.valueToTree(settings.look()));
        text.put("workspace", settings.workspace());
        slices.forEach(slice -> text.set(slice.id(), JSON.valueToTree(settings.of(slice.type()))));
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(session));
        } catch (IOException e) {
            throw new Fault(e, "session.unwritable", file.toString());
        }
    }

    /**
     * Reads a session; the files that it names are not looked at. A picture that was painted here has the choices of
     * its own workspace in it, and of others those {@code present}.
     *
     * @throws Fault where the file is no session, or one of a later version
     */
    public Settings read(Path file, Settings present) {
        try {
            if (!Files.isRegularFile(file)) throw new Fault("session.missing", file.toString());
            if (Files.size(file) > MOST_BYTES) throw new Fault("session.damaged", file.toString());
            byte[] bytes = Files.readAllBytes(file);
            String painted = PictureTexts.of(bytes).get(PictureSession.KEYWORD);
            JsonNode session = JSON.readTree(painted == null ? bytes : PictureSession.text(painted));
            if (!(session.path("settings") instanceof ObjectNode text) || !session.path("version").isInt()) {
                throw new Fault("session.damaged", file.toString());
            }
            if (session.get("version").intValue() > PictureSession.VERSION) {
                throw new Fault("session.version", file.toString(), session.get("version").asText());
            }
            return painted == null ? whole(text, file) : painted(text, present, file);
        } catch (JsonProcessingException e) {
            throw new Fault(e, "session.damaged", file.toString());
        } catch (ZipException | EOFException e) {
            throw new Fault(e, "session.damaged", file.toString());
        } catch (IOException e) {
            throw new Fault(e, "session.unreadable", file.toString());
        }
    }

    /** A session from before there was a workspace has its initial choices. */
    private Settings whole(ObjectNode text, Path file) throws JsonProcessingException {
        if (!text.has("look")) throw new Fault("session.damaged", file.toString());
        Look look = JSON.treeToValue(text.get("look"), Look.class);
        Map<Class<?>, Record> parts = new HashMap<>();
        for (Slice<?> slice : slices) parts.put(slice.type(), part(slice, text.get(slice.id()), look, file));
        return new Settings(look, workspace(text, file), parts);
    }

    private Settings painted(ObjectNode text, Settings present, Path file) throws JsonProcessingException {
        Settings settings = present.withWorkspace(workspace(text, file));
        for (Slice<?> slice : slices) {
            if (text.has(slice.id())) settings = taken(slice, text.get(slice.id()), settings, file);
        }
        return settings;
    }

    private static <T extends Record> Settings taken(Slice<T> slice, JsonNode text, Settings present,
                                                     Path file) throws JsonProcessingException {
        T painted = part(slice, text, present.look(), file);
        return present.with(slice.type(), old -> slice.taken(painted, old));
    }

    private static <T extends Record> T part(Slice<T> slice, JsonNode text, Look look,
                                             Path file) throws JsonProcessingException {
        T initial = slice.initial(look);
        if (text == null) return initial;
        try {
            if (text instanceof ObjectNode old) slice.upgrade(old, JSON.valueToTree(initial));
            T part = JSON.treeToValue(text, slice.type());
            slice.check(part);
            return part;
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new Fault(e, "session.damaged", file.toString());
        }
    }

    /** At first it stood there in capital letters. */
    private String workspace(ObjectNode text, Path file) {
        String id = text.path("workspace").asText().toLowerCase(Locale.ROOT);
        if (slices.stream().noneMatch(slice -> slice.id().equals(id))) {
            throw new Fault("session.damaged", file.toString());
        }
        return id;
    }
}
