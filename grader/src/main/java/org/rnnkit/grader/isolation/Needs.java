package org.rnnkit.grader.isolation;

import java.nio.file.Path;
import java.util.List;

/**
 * What a worker has to see of the file system.
 *
 * @param folder where it works, the one place that it may write to
 * @param readOnly files and folders that it reads
 * @param gpu whether it computes on a GPU
 */
public record Needs(Path folder, List<Path> readOnly, boolean gpu) {}
