package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files and devices that a worker needs in its sandbox.
 *
 * @param folder its working folder, the only one that it may write to
 * @param readOnly the files and folders that it may read
 * @param gpu whether it may use a GPU
 * @param environment environment variables in addition to those that every worker has
 */
public record SandboxSpec(Path folder, List<Path> readOnly, boolean gpu, Map<String, String> environment) {}
