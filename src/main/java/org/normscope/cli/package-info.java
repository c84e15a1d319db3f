/**
 * One picocli command a capability, thin over the same code as the window. A newcomer starts at {@code
 * NormScopeCommand}, which lists them.
 */
package org.normscope.cli;
