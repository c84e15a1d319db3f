package org.normscope.state.desk;

import java.io.IOException;
import java.nio.file.Path;
import org.normscope.task.Job;

/** Writes something to files; runs on a worker. */
@FunctionalInterface
public interface Writing {
    void run(Job<Path> job) throws IOException;
}
