/** Paper that becomes a PDF file. */
@NullMarked
package org.normscope.image.pdf;

import org.jspecify.annotations.NullMarked;
