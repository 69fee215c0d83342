package org.rnnkit.bench.race;

import java.util.List;
import java.util.Map;

/**
 * Something to measure, in a process of its own.
 *
 * @param id a name for files and programs, such as "reference-1"
 * @param title a name for people
 * @param what its task
 * @param threads how many threads it computes on
 * @param command how its process is started
 * @param environment what its process finds in its environment beside what is there
 */
public record Competitor(String id, String title, String what, int threads, List<String> command,
        Map<String, String> environment) {

    /** What the others are compared with. */
    static final String EAGER = "eager";

    /** Whether it does the task of that name. */
    public boolean does(String task) {
        return what.equals(task);
    }
}
