package org.normscope.onnx.file;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A field of a Protocol Buffers message of which nobody knows yet what it is.
 *
 * @param number as its schema counts it
 * @param filled whether it holds a text, bytes or a message, and no number
 * @param bytes  what that begins with, a letter a byte
 */
record MessageField(int number, boolean filled, String bytes) {
    /** What tells messages from each other stands in front. */
    private static final int MOST = 32, LOOKED_AT = 256;

    /** The first of a message, up to where it ends or makes no sense. */
    static List<MessageField> first(byte[] message) {
        List<MessageField> fields = new ArrayList<>();
        CodedInputStream stream = CodedInputStream.newInstance(message);
        try {
            for (int tag = stream.readTag(); tag != 0 && fields.size() < MOST; tag = stream.readTag()) {
                boolean filled = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
                int length = filled ? stream.readRawVarint32() : 0, at = stream.getTotalBytesRead();
                int shown = Math.max(0, Math.min(Math.min(length, LOOKED_AT), message.length - at));
                fields.add(new MessageField(WireFormat.getTagFieldNumber(tag), filled,
                    new String(message, at, shown, StandardCharsets.ISO_8859_1)));
                if (filled) stream.skipRawBytes(length);
                else if (!stream.skipField(tag)) break;
            }
        } catch (IOException e) {
            return fields; // Cut off, or no message from here on.
        }
        return fields;
    }

    /** Whether it holds a word in letters that names are written in. */
    boolean isName() {
        return filled && bytes.matches("[\\x20-\\x7e]+");
    }

    /** Those of the message that it holds, as far as it was looked at. */
    List<MessageField> inside() {
        return first(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Optional<MessageField> numbered(int number, List<MessageField> fields) {
        return fields.stream().filter(field -> field.number == number && field.filled).findFirst();
    }
}
