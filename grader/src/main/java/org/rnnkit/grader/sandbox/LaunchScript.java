package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a shell does before a worker's first line of code runs: it enters the control group and takes the system's limits. */
final class LaunchScript {

    /** The unit of {@code ulimit -f}. */
    private static final int BLOCKS_PER_MEGABYTE = 2_048;

    private static final String SCRIPT = """
            ulimit -c 0
            ulimit -f "$1" || exit
            shift
            while [ "$1" != -- ]; do
              echo $$ >"$1" || exit
              shift
            done
            shift
            exec "$@"
            """;

    private LaunchScript() {}

    /** Puts it in front of a command. A file may grow a little beyond the limit, so that the excess is seen. */
    static List<String> of(Limits limits, List<Path> doors, List<String> command) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "launch",
                String.valueOf((limits.diskMegabytes() + 1L) * BLOCKS_PER_MEGABYTE)));
        doors.forEach(door -> all.add(door.toString()));
        all.add("--");
        all.addAll(command);
        return all;
    }
}
