/** The face of the Transfer workspace. */
@NullMarked
package org.normscope.view.transfer;

import org.jspecify.annotations.NullMarked;
