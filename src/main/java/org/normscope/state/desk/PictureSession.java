package org.normscope.state.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The choices that a painted picture was made with, in its metadata: a session with one workspace alone, compressed,
 * in letters that every format holds.
 */
public final class PictureSession {
    public static final String KEYWORD = "NormScope-Session";
    /** Of the text of sessions: later programs read earlier ones. */
    static final int VERSION = 1;
    private static final int MOST_BYTES = 64 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PictureSession() { }

    public static <T extends Record> String of(Slice<T> slice, T part) {
        ObjectNode session = JSON.createObjectNode().put("version", VERSION);
        session.putObject("settings").put("workspace", slice.id()).set(slice.id(), JSON.valueToTree(part));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream packed = new DeflaterOutputStream(bytes)) {
            packed.write(JSON.writeValueAsBytes(session));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * The session's text.
     *
     * @throws ZipException where it is damaged
     */
    static byte[] text(String value) throws IOException {
        try (InflaterInputStream packed = new InflaterInputStream(
            new ByteArrayInputStream(Base64.getDecoder().decode(value)))) {
            byte[] text = packed.readNBytes(MOST_BYTES);
            if (text.length == MOST_BYTES) throw new ZipException("more than " + MOST_BYTES + " bytes");
            return text;
        } catch (IllegalArgumentException e) {
            throw (IOException) new ZipException("no base64").initCause(e);
        }
    }
}
