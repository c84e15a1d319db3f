package org.normscope.state.transfer;

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
    public void check(TransferSettings settings) {
        Slice.require(!settings.data().isEmpty());
        Objects.requireNonNull(settings.cut());
        Objects.requireNonNull(settings.norms());
        settings.labels().keySet().forEach(hash -> Slice.require(hash.matches("[0-9a-f]{64}")));
    }
}
