/** The root of what the window knows. A newcomer starts at {@code AppModel}, which loops over the workspaces. */
@NullMarked
package org.normscope.state.app;

import org.jspecify.annotations.NullMarked;
