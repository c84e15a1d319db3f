package org.normscope.state;

/**
 * A network among those compared.
 *
 * @param ink which of the chart's colours it has, from 0; no two have the same
 */
public record ComparedChoice(NetworkChoice network, int ink) { }
