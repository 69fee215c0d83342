package org.rnnkit.grader.worker.source;

import java.util.List;

/**
 * A request to compile some sources.
 *
 * @param root the source root; paths in error messages are relative to it
 * @param options the options for javac
 * @param sources the paths of the files
 */
public record CompileRequest(String root, List<String> options, List<String> sources) {}
