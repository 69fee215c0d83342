package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files and devices that a worker needs.
 *
 * @param folder its working folder. Bubblewrap puts a file system in memory there, of limited size and empty at first,
 *     which ends with the worker; a plain process works in the folder itself
 * @param readOnly the files and folders that it may read, also inside its working folder
 * @param gpu whether it may use a GPU
 * @param environment environment variables in addition to those that every worker has
 */
public record SandboxSpec(Path folder, List<Path> readOnly, boolean gpu,
        Map<String, String> environment) {}
