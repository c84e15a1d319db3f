/**
 * Moving pictures as files. A newcomer starts at {@code FilmFile}.
 */
@NullMarked
package org.normscope.image.film;

import org.jspecify.annotations.NullMarked;
