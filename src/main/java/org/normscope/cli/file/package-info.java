/** Which options of the command line name files that are written, and what is asked of these before any work. */
@NullMarked
package org.normscope.cli.file;

import org.jspecify.annotations.NullMarked;
