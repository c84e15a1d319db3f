/**
 * One picocli command a capability, thin over the same code as the window; those that paint stand in {@code cli.paint}.
 * A newcomer starts at {@code NormScopeCommand}, which lists them.
 */
@NullMarked
package org.normscope.cli;

import org.jspecify.annotations.NullMarked;
