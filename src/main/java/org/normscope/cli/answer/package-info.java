/**
 * What commands say: the answer as JSON on standard output, what they go on without on standard error. Begin at
 * {@link org.normscope.cli.answer.Json}.
 */
@NullMarked
package org.normscope.cli.answer;

import org.jspecify.annotations.NullMarked;
