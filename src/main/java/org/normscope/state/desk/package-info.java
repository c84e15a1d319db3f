/**
 * What all workspaces share: settings and their history, sessions, files that are open, stages, notices; and what a
 * workspace is ({@code Workspace}, {@code Slice}). A newcomer starts at {@code Workspace}.
 */
@NullMarked
package org.normscope.state.desk;

import org.jspecify.annotations.NullMarked;
