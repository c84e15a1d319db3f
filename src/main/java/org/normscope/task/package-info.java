/**
 * Work in the background: the only threads there are, jobs that pause and stop, requests of which the latest counts.
 * Begin at {@link org.normscope.task.Workers}.
 */
@NullMarked
package org.normscope.task;

import org.jspecify.annotations.NullMarked;
