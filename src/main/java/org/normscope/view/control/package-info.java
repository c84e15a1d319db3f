/**
 * Controls, charts and pictures that know no workspace: named, with a key and a tooltip. A newcomer starts at {@code
 * Controls}.
 */
@NullMarked
package org.normscope.view.control;

import org.jspecify.annotations.NullMarked;
