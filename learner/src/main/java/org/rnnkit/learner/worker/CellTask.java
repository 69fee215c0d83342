package org.rnnkit.learner.worker;

import java.time.Duration;
import java.util.List;

/**
 * A task to run a cell.
 *
 * @param code the lines
 * @param imports the full names of the classes that they name; an unknown one is left out
 * @param steps the jar with the steps that they can call; empty for none
 * @param seconds the limit of each statement, in seconds of work
 */
public record CellTask(String code, List<String> imports, String steps, int seconds) implements LabTask<CellResult> {

    /** The time for all statements, with their compilation. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public Class<CellResult> answer() {
        return CellResult.class;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }

    @Override
    public boolean isReusable(CellResult answer) {
        return !answer.ended();
    }
}
