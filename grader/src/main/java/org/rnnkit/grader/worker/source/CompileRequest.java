package org.rnnkit.grader.worker.source;

import java.util.List;
import java.util.Map;

/**
 * A request to compile some sources.
 *
 * @param sources the files, by their paths; error messages have these paths
 * @param classPath the jars and folders that the sources may use
 */
public record CompileRequest(Map<String, byte[]> sources, List<String> classPath) {}
