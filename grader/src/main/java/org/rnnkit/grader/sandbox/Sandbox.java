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

/** The sandbox and the limits that all workers of a run are started in. */
public final class Sandbox {

    private static final Path SHELL = Path.of("/bin/sh");

    /** What a worker needs of the environment; what else is in there is none of a student's business. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH",
            "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES");

    private final SandboxCommand sandbox;
    private final Limits limits;
    private final Optional<ControlGroups> groups;

    Sandbox(SandboxCommand sandbox, Limits limits, Optional<ControlGroups> groups) {
        this.sandbox = sandbox;
        this.limits = limits;
        this.groups = groups;
    }

    /**
     * Keeps nothing away and limits nothing: for those who run their own code.
     *
     * @return the confinement
     */
    public static Sandbox none() {
        return new Sandbox(new PlainProcess(), Limits.NONE, Optional.empty());
    }

    /**
     * Returns the limits.
     *
     * @return how much a worker may take
     */
    public Limits limits() {
        return limits;
    }

    /** Tells whether the network and the files that a worker does not need are out of its reach. */
    boolean isClosed() {
        return !(sandbox instanceof PlainProcess);
    }

    /**
     * Starts a worker.
     *
     * @param command the program and its arguments
     * @param needs what it has to see
     * @return the worker
     * @throws IOException if it can't be started
     */
    public SandboxedProcess start(List<String> command, SandboxSpec needs) throws IOException {
        Optional<ControlGroup> group = groups.isPresent() ? Optional.of(groups.get().create(limits)) : Optional.empty();
        try {
            List<String> wrapped = sandbox.wrap(command, needs);
            boolean bare = limits.equals(Limits.NONE) || !Files.exists(SHELL);
            ProcessBuilder builder = new ProcessBuilder(bare ? wrapped
                    : LaunchScript.of(limits, group.map(ControlGroup::doors).orElse(List.of()), wrapped));
            setEnvironment(builder.environment(), needs.folder());
            builder.environment().putAll(needs.environment());
            return new SandboxedProcess(builder.directory(needs.folder().toFile()).start(), needs.folder(), limits, group);
        } catch (IOException e) {
            group.ifPresent(ControlGroup::close);
            throw e;
        }
    }

    /** Home and temporary files are in the worker's folder; the engine's library has its place named. */
    private static void setEnvironment(Map<String, String> environment, Path folder) {
        environment.keySet().removeIf(name -> !ENVIRONMENT.contains(name.toUpperCase(Locale.ROOT)));
        for (String name : List.of("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP")) {
            environment.put(name, folder.toString());
        }
        environment.putAll(NativeCache.environment());
    }

    /**
     * Says what a worker can't do here, and what it can.
     *
     * @return that part of the report
     */
    public Isolation isolation() {
        List<String> missing = new ArrayList<>();
        if (!isClosed()) {
            missing.add("the network and the files of this user are open to the code");
        }
        boolean linux = Files.isReadable(Path.of("/proc/self/status"));
        if (groups.isEmpty()) {
            missing.add(linux ? "no control group could be had: memory and processes are counted ten times a second"
                    : "on this system only time, heap and disk are limited");
        }
        String by = groups.isPresent() ? ", by a control group" : ", counted";
        return new Isolation(sandbox.kind(), isClosed() ? "none" : "open",
                isClosed() ? "read-only and only what is needed, but for a scratch folder" : "open",
                (isClosed() ? "own namespace" : "not separated") + (linux ? ", at most " + limits.tasks() + by : ""),
                linux ? limits.memoryMegabytes() + " MB" + by : "heap only", missing, describe());
    }

    private String describe() {
        return isClosed()
                ? "each step in a process of its own, in a sandbox (" + sandbox.kind().word() + "): no network, "
                        + "no other processes, no files but those it needs, and of these only a scratch folder to write to"
                : "each step in a process of its own, with limits and a bare environment, and no sandbox: the files and the "
                        + "network of whoever grades are open to it";
    }
}
