package org.normscope.state.shift;

import org.normscope.state.desk.NetworkChoice;

/**
 * A network among those compared.
 *
 * @param ink  which of the chart's colours it has, from 0; no two have the same
 * @param pool from which it stands there recalibrated, too; {@link Pool#NONE} for not
 */
public record ComparedChoice(NetworkChoice network, int ink, Pool pool) {
    ComparedChoice(NetworkChoice network, int ink) {
        this(network, ink, Pool.NONE);
    }

    ComparedChoice with(Pool next) {
        return new ComparedChoice(network, ink, next);
    }
}
