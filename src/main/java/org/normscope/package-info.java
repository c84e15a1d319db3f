/**
 * The program: the way in ({@code Launcher}), the window put together by constructors ({@code Assembly}), the list of
 * the workspaces. A newcomer starts at {@code Workspaces}.
 */
@NullMarked
package org.normscope;

import org.jspecify.annotations.NullMarked;
