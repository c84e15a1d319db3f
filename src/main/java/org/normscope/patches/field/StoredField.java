package org.normscope.patches.field;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.normscope.patches.field.ReceptiveField.Branch;

/** A receptive field as bytes, so that an index can cut patches without its network. */
public final class StoredField {
    private StoredField() { }

    public static byte[] bytes(ReceptiveField field) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(field.plusStatistics());
            out.writeUTF(field.unknownOperator());
            out.writeInt(field.branches().size());
            for (Branch branch : field.branches()) {
                write(branch.rows(), out);
                write(branch.columns(), out);
            }
            out.writeBoolean(field.bound());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UncheckedIOException where the bytes are no field */
    public static ReceptiveField read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            boolean statistics = in.readBoolean();
            String unknown = in.readUTF();
            List<Branch> branches = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) branches.add(new Branch(reach(in), reach(in)));
            // An index from before this was kept says nothing behind the branches.
            return new ReceptiveField(branches, statistics, unknown, in.available() > 0 && in.readBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Reach reach, DataOutputStream out) throws IOException {
        out.writeInt(reach.pixels());
        out.writeDouble(reach.stride());
        out.writeDouble(reach.offset());
        out.writeDouble(reach.size());
        out.writeInt(reach.cells());
        for (int i = 0; i < reach.cells(); i++) {
            out.writeInt(reach.first(i));
            out.writeInt(reach.last(i));
        }
    }

    private static Reach reach(DataInputStream in) throws IOException {
        int pixels = in.readInt();
        double stride = in.readDouble(), offset = in.readDouble(), size = in.readDouble();
        int[] first = new int[in.readInt()], last = new int[first.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = in.readInt();
            last[i] = in.readInt();
        }
        return new Reach(pixels, first, last, stride, offset, size);
    }
}
