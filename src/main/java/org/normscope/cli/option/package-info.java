/**
 * What a command line gives to many commands, and what is asked of it before its command runs: a network, a layer, a
 * picture ({@code NetworkOptions}, {@code ChosenLayer}, {@code PictureArgument}); options are marked with what they
 * write and with what they need to matter, and one place looks at the marks of all commands. Begin at
 * {@link org.normscope.cli.option.AskedOptions}.
 */
@NullMarked
package org.normscope.cli.option;

import org.jspecify.annotations.NullMarked;
