package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a worker has to see.
 *
 * @param folder where it works, the one place that it may write to
 * @param readOnly files and folders that it reads
 * @param gpu whether it computes on a GPU
 * @param environment what it finds in its environment beside what every worker does
 */
public record SandboxSpec(Path folder, List<Path> readOnly, boolean gpu, Map<String, String> environment) {}
