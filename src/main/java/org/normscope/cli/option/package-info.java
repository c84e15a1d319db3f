/**
 * What is asked of a command line before its command runs: options are marked with what they write and with what they
 * need to matter, and one place looks at the marks of all commands.
 */
@NullMarked
package org.normscope.cli.option;

import org.jspecify.annotations.NullMarked;
