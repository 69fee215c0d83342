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

/**
 * A sandbox for worker processes, with limits: bubblewrap's, or none, which is a plain process. {@link SandboxFinder} finds
 * the one of this machine.
 *
 * @param bubblewrap whether it is bubblewrap's, and not a plain process
 * @param groups the folder for control groups; empty if the limits are counted instead
 */
public record Sandbox(boolean bubblewrap, Limits limits, Optional<Path> groups) {

    private static final Path SHELL = Path.of("/bin/sh");
    private static final int KILOBYTES = 1_024;

    /**
     * Starts a worker: limits the memory that each of its processes allocates, so that an array that is too large is an error
     * in the code that makes it; limits the number of open files, since the kernel keeps up to 400 kB for each open pipe or
     * socket that counts as nobody's memory; makes it the first that the kernel kills when the machine has no memory; joins
     * the control group, if there is one, and runs the command. Where the system has setsid, as every Linux has, the worker
     * gets a session of its own: otherwise a signal to its process group, such as {@code kill -9 0}, would also end the grader
     * and the shell that called it.
     */
    private static final String LAUNCH = """
            ulimit -c 0
            ulimit -n 1024 2>/dev/null
            ulimit -d "$1" 2>/dev/null
            echo 1000 2>/dev/null >/proc/self/oom_score_adj
            [ -z "$2" ] || echo $$ >"$2" || exit
            shift 2
            if command -v setsid >/dev/null; then
              exec setsid "$@"
            fi
            exec "$@"
            """;

    /** The environment variables that a worker gets. It must not see the others, which may have passwords in them. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH",
            "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES");

    /** Returns a plain process, which neither separates nor limits anything, for users who run their own code. */
    public static Sandbox none() {
        return new Sandbox(false, Limits.NONE, Optional.empty());
    }

    /** Describes the sandbox for the report. */
    public Isolation isolation() {
        List<String> missing = new ArrayList<>();
        if (!bubblewrap) {
            missing.add("the network and the files of this user are open to the code");
        }
        boolean linux = Files.isReadable(Path.of("/proc/self/status"));
        if (groups.isEmpty()) {
            missing.add(linux ? "no control groups: only the memory that a process allocates is limited, not the number of "
                    + "processes and threads" : "on this system only time and heap are limited");
        }
        String tasks = groups.isPresent() ? ", at most " + limits.tasks() + " by a control group" : "";
        String memory = !linux ? "heap only" : limits.memoryMegabytes() + " MB"
                + (groups.isPresent() ? " by a control group" : " for each process");
        return bubblewrap
                ? new Isolation(IsolationKind.BUBBLEWRAP, "none", "only what is needed, read-only except a scratch folder",
                        "own namespace" + tasks, memory, missing, "the steps ran in a process in a sandbox "
                        + "(bubblewrap): without network, without other processes, and only with files that it needs; it could "
                        + "write to a scratch folder only")
                : new Isolation(IsolationKind.PROCESS, "open", "open", "not separated" + tasks, memory, missing,
                        "the steps ran in a separate process, with limits and a bare environment but without a sandbox: the "
                        + "code could use the files and the network of the user who graded");
    }

    /** Starts a worker: a program with its arguments. */
    public SandboxedProcess start(List<String> program, SandboxSpec spec) throws IOException {
        Optional<ControlGroup> group = groups.isEmpty() ? Optional.empty()
                : Optional.of(ControlGroup.create(groups.get(), limits));
        try {
            ProcessBuilder builder = new ProcessBuilder(command(program, spec, group));
            setEnvironment(builder.environment(), spec.folder());
            builder.environment().putAll(spec.environment());
            return new SandboxedProcess(builder.directory(spec.folder().toFile()).start(), limits, group);
        } catch (IOException e) {
            group.ifPresent(ControlGroup::close);
            throw e;
        }
    }

    /** Returns the whole command line that runs a program. */
    List<String> command(List<String> program, SandboxSpec spec, Optional<ControlGroup> group) {
        if (limits.equals(Limits.NONE) || !Files.exists(SHELL)) {
            return program;
        }
        List<String> all = new ArrayList<>(List.of(SHELL.toString(), "-c", LAUNCH, "launch",
                String.valueOf((long) limits.memoryMegabytes() * KILOBYTES),
                group.map(joined -> joined.processes().toString()).orElse("")));
        all.addAll(bubblewrap ? Bubblewrap.wrap(program, spec, limits.diskMegabytes()) : program);
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
