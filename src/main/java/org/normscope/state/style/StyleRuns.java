package org.normscope.state.style;

/** How often each part of a style network ran: a slider adds to the last only. */
public record StyleRuns(long contents, long styles, long decodes) {
    static final StyleRuns NONE = new StyleRuns(0, 0, 0);
}
