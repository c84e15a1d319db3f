package org.normscope.state.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Slice;

/** The Transfer workspace's part of the settings. */
final class TransferSlice implements Slice<TransferSettings> {
    @Override
    public String id() {
        return TransferSettings.ID;
    }

    @Override
    public Class<TransferSettings> type() {
        return TransferSettings.class;
    }

    @Override
    public TransferSettings initial(Look look) {
        return TransferSettings.initial();
    }

    @Override
    public void upgrade(ObjectNode part, ObjectNode initial) {
        for (String key : List.of("names", "added")) if (!part.has(key)) part.set(key, initial.get(key));
    }

    @Override
    public void check(TransferSettings settings) {
        Slice.require(!settings.data().isEmpty());
        Objects.requireNonNull(settings.cut());
        Objects.requireNonNull(settings.norms());
        settings.names().values().forEach(name -> Slice.require(!name.isBlank()));
        settings.added().values().forEach(name -> Slice.require(!name.isBlank()));
        settings.labels().keySet().forEach(hash -> Slice.require(hash.matches("[0-9a-f]{64}")));
    }
}
