package org.rnnkit.grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell script that starts a worker: it joins the control group, sets the system's limits and runs the command. Where the
 * system has setsid, as every Linux has, the worker gets a session of its own: otherwise a signal to its process group, such
 * as {@code kill -9 0}, would also end the grader and the shell that called it.
 */
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
            if command -v setsid >/dev/null; then
              exec setsid "$@"
            fi
            exec "$@"
            """;

    private LaunchScript() {}

    /** Puts the script in front of a command. A file may become 1 MB larger than the limit, so that the excess is noticed. */
    static List<String> of(Limits limits, List<Path> groupFiles, List<String> command) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "launch",
                String.valueOf((limits.diskMegabytes() + 1L) * BLOCKS_PER_MEGABYTE)));
        groupFiles.forEach(file -> all.add(file.toString()));
        all.add("--");
        all.addAll(command);
        return all;
    }
}
