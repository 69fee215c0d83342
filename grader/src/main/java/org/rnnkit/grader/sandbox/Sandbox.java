package org.rnnkit.grader.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
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
 * @param bubblewrap empty for a plain process
 * @param groups the folder for control groups; empty if the limits are counted instead
 */
public record Sandbox(Optional<Bubblewrap> bubblewrap, Limits limits, Optional<Path> groups) {

    private static final Path SHELL = Path.of("/bin/sh");
    /** The unit of {@code ulimit -f}. */
    private static final long BLOCKS_PER_MEGABYTE = 2_048;

    /**
     * Starts a worker: limits the size of its files and their number, since the kernel keeps up to 400 kB for each open
     * pipe or socket that counts as nobody's memory; joins the control group and opens the filter, if there are any, and
     * runs the command. Where the system has setsid, as every Linux has, the worker gets a session of its own: otherwise a
     * signal to its process group, such as {@code kill -9 0}, would also end the grader and the shell that called it.
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

    /**
     * The files and devices that a worker needs.
     *
     * @param folder its working folder. Bubblewrap puts a file system in memory there, of limited size and empty at first,
     *     which ends with the worker; a plain process works in the folder itself
     * @param readOnly the files and folders that it may read, also inside its working folder
     * @param writable the files and folders on the disk that it may write to, also inside its working folder
     * @param gpu whether it may use a GPU
     * @param environment environment variables in addition to those that every worker has
     */
    public record Spec(Path folder, List<Path> readOnly, List<Path> writable, boolean gpu, Map<String, String> environment) {}

    /**
     * The limits of a worker, together with all processes that it starts.
     *
     * @param memoryMegabytes the resident memory, heap and native
     * @param tasks the number of processes and threads together
     * @param diskMegabytes the size of the files in its folder
     */
    public record Limits(int memoryMegabytes, int tasks, int diskMegabytes) {

        /** The default limits: at least four times as much as the reference needs. */
        public static final Limits DEFAULT = new Limits(2_048, 512, 256);

        /** No limits, for users who run their own code. */
        static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * The report's account of how a student's code was separated from the rest of the machine.
     *
     * @param kind bubblewrap or a plain process
     * @param network the access to the network: "none" or "open"
     * @param files the access to files
     * @param processes the access to other processes, and how many may be started
     * @param memory the memory limit, and whether a control group or a count enforces it
     * @param missing the protections that this machine does not offer, each as a sentence
     * @param description a summary in one sentence
     */
    public record Isolation(Kind kind, String network, String files, String processes, String memory,
            List<String> missing, String description) {

        /** The kind of isolation that a worker process has. */
        public enum Kind {
            /** The sandbox: only what ran in it may give a mark. */
            BUBBLEWRAP,
            /** A plain process with limits and without a sandbox, for a learner's own code. */
            PROCESS;

            /** Returns the word that reports and options use, such as "bubblewrap". */
            @JsonValue
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** Returns a plain process, which neither separates nor limits anything, for users who run their own code. */
    public static Sandbox none() {
        return new Sandbox(Optional.empty(), Limits.NONE, Optional.empty());
    }

    /** Describes the sandbox for the report. */
    public Isolation isolation() {
        List<String> missing = new ArrayList<>();
        if (bubblewrap.isEmpty()) {
            missing.add("the network and the files of this user are open to the code");
        }
        boolean linux = Files.isReadable(Path.of("/proc/self/status"));
        if (groups.isEmpty()) {
            missing.add(linux ? "no control groups: memory and processes are only counted, ten times a second, and memory "
                    + "that the kernel holds for the code (pipes, sockets, empty files) is not counted"
                    : "on this system only time, heap and disk are limited");
        }
        String by = groups.isPresent() ? ", by a control group" : ", counted";
        String tasks = linux ? ", at most " + limits.tasks() + by : "";
        String memory = linux ? limits.memoryMegabytes() + " MB" + by : "heap only";
        return bubblewrap.isPresent()
                ? new Isolation(Isolation.Kind.BUBBLEWRAP, "none", "only what is needed, read-only except a scratch folder",
                        "own namespace" + tasks, memory, missing, "each step ran in a separate process in a sandbox "
                        + "(bubblewrap): without network, without other processes, and only with files that it needs; it could "
                        + "write to a scratch folder only")
                : new Isolation(Isolation.Kind.PROCESS, "open", "open", "not separated" + tasks, memory, missing,
                        "each step ran in a separate process, with limits and a bare environment but without a sandbox: the "
                        + "code could use the files and the network of the user who graded");
    }

    /** Starts a worker: a program with its arguments. */
    public SandboxedProcess start(List<String> program, Spec spec) throws IOException {
        Optional<ControlGroup> group = groups.isEmpty() ? Optional.empty()
                : Optional.of(ControlGroup.create(groups.get(), limits));
        try {
            ProcessBuilder builder = new ProcessBuilder(command(program, spec, group));
            setEnvironment(builder.environment(), spec.folder());
            builder.environment().putAll(spec.environment());
            return new SandboxedProcess(builder.directory(spec.folder().toFile()).start(), spec, limits, group);
        } catch (IOException e) {
            group.ifPresent(ControlGroup::close);
            throw e;
        }
    }

    /** Returns the whole command line that runs a program. */
    List<String> command(List<String> program, Spec spec, Optional<ControlGroup> group) {
        if (limits.equals(Limits.NONE) || !Files.exists(SHELL)) {
            return program;
        }
        // A file may become 1 MB larger than the limit, so that the excess is noticed.
        List<String> all = new ArrayList<>(List.of(SHELL.toString(), "-c", LAUNCH, "launch",
                String.valueOf((limits.diskMegabytes() + 1L) * BLOCKS_PER_MEGABYTE),
                group.map(joined -> joined.processes().toString()).orElse(""),
                bubblewrap.map(box -> box.filter(spec).toString()).orElse("")));
        all.addAll(bubblewrap.map(box -> box.wrap(program, spec, limits.diskMegabytes())).orElse(program));
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
