/**
 * Every word that a user reads, in each language, by key. Begin at {@link org.normscope.text.Messages}; what went wrong
 * is a {@link org.normscope.text.Fault}.
 */
@NullMarked
package org.normscope.text;

import org.jspecify.annotations.NullMarked;
