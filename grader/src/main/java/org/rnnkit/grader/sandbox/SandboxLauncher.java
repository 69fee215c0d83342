package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.grader.sandbox.Sandbox.Limits;
import org.rnnkit.grader.sandbox.Sandbox.Spec;

/** The launcher of a worker in a sandbox: its command line, its environment and its control group. */
public final class SandboxLauncher {

    private static final Path SHELL = Path.of("/bin/sh");
    /** The unit of {@code ulimit -f}. */
    private static final long BLOCKS_PER_MEGABYTE = 2_048;

    /**
     * Starts a worker: limits the size of its files and their number, since the kernel keeps up to 400 kB for each open pipe or
     * socket that counts as nobody's memory; joins the control group and opens the filter, if there are any, and runs
     * the command. Where the system has setsid, as every Linux has, the worker gets a session of its own: otherwise a signal
     * to its process group, such as {@code kill -9 0}, would also end the grader and the shell that called it.
     */
    private static final String LAUNCH = """
            ulimit -c 0
            ulimit -n 1024 2>/dev/null
            ulimit -f "$1" || exit
            [ -z "$2" ] || echo $$ >"$2" || exit
            [ -z "$3" ] || exec 9<"$3"
            shift 3
            if command -v setsid >/dev/null; then
              exec setsid "$@"
            fi
            exec "$@"
            """;

    /** The environment variables that a worker gets. It must not see the others, which may have passwords in them. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH",
            "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES");

    private SandboxLauncher() {}

    /** Starts a worker in a sandbox: a program with its arguments. */
    public static SandboxedProcess start(Sandbox sandbox, List<String> program, Spec spec) throws IOException {
        Optional<ControlGroup> group = sandbox.groups().isEmpty() ? Optional.empty()
                : Optional.of(ControlGroup.create(sandbox.groups().get(), sandbox.limits()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command(sandbox, program, spec, group));
            setEnvironment(builder.environment(), spec.folder());
            builder.environment().putAll(spec.environment());
            return new SandboxedProcess(builder.directory(spec.folder().toFile()).start(), spec, sandbox.limits(), group);
        } catch (IOException e) {
            group.ifPresent(ControlGroup::close);
            throw e;
        }
    }

    /** Returns the whole command line that runs a program in a sandbox. */
    static List<String> command(Sandbox sandbox, List<String> program, Spec spec, Optional<ControlGroup> group) {
        Limits limits = sandbox.limits();
        if (limits.equals(Limits.NONE) || !Files.exists(SHELL)) {
            return program;
        }
        // A file may become 1 MB larger than the limit, so that the excess is noticed.
        List<String> all = new ArrayList<>(List.of(SHELL.toString(), "-c", LAUNCH, "launch",
                String.valueOf((limits.diskMegabytes() + 1L) * BLOCKS_PER_MEGABYTE),
                group.map(joined -> joined.processes().toString()).orElse(""),
                sandbox.bubblewrap().map(bubblewrap -> bubblewrap.filter(spec).toString()).orElse("")));
        all.addAll(sandbox.bubblewrap().map(bubblewrap -> bubblewrap.wrap(program, spec, limits.diskMegabytes()))
                .orElse(program));
        return all;
    }

    /** Sets the environment. The home folder and the folder for temporary files are the worker's folder. */
    private static void setEnvironment(Map<String, String> environment, Path folder) {
        environment.keySet().removeIf(name -> !ENVIRONMENT.contains(name.toUpperCase(Locale.ROOT)));
        for (String name : List.of("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP")) {
            environment.put(name, folder.toString());
        }
        environment.putAll(EngineTrial.environment());
    }
}
