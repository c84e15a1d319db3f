/**
 * Work that follows the choices: a {@link org.normscope.state.desk.stage.Stage} answers the last question on a worker,
 * {@link org.normscope.state.desk.stage.Stages} knows whether all have, a {@link org.normscope.state.desk.stage.Memo}
 * keeps the last answer. Begin at the stage.
 */
@NullMarked
package org.normscope.state.desk.stage;

import org.jspecify.annotations.NullMarked;
