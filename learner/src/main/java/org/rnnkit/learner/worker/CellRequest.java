package org.rnnkit.learner.worker;

import java.util.List;

/**
 * A cell to run.
 *
 * @param code the lines
 * @param imports the full names of the classes that they name; an unknown one is left out
 */
public record CellRequest(String code, List<String> imports) {}
