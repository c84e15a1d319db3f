/**
 * The program: the way in ({@code Launcher}), the window put together by constructors ({@code Assembly}), the list of
 * the workspaces. A newcomer starts at {@code Workspaces}.
 */
package org.normscope;
