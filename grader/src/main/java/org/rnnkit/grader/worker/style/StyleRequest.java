package org.rnnkit.grader.worker.style;

import java.util.List;

/**
 * A request to check the style of some sources.
 *
 * @param rules the path of the Checkstyle configuration
 * @param root the source root; paths in violations are relative to it
 * @param sources the paths of the files
 */
public record StyleRequest(String rules, String root, List<String> sources) {}
