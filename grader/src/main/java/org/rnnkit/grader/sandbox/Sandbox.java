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

/** A sandbox for worker processes: no network, read-only files, limits. */
public final class Sandbox {

    private static final Path SHELL = Path.of("/bin/sh");

    /** The environment variables that a worker gets. It must not see the others, which may have passwords in them. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH",
            "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES");

    private final SandboxCommand wrapper;
    private final Limits limits;
    private final Optional<ControlGroups> groups;

    Sandbox(SandboxCommand wrapper, Limits limits, Optional<ControlGroups> groups) {
        this.wrapper = wrapper;
        this.limits = limits;
        this.groups = groups;
    }

    /**
     * Returns a sandbox that neither separates nor limits anything, for users who run their own code.
     *
     * @return a plain process
     */
    public static Sandbox none() {
        return new Sandbox(new PlainProcess(), Limits.NONE, Optional.empty());
    }

    /**
     * Returns the limits of each worker.
     *
     * @return the limits
     */
    public Limits limits() {
        return limits;
    }

    /** Tells whether a worker has no access to the network and to files that it does not need. */
    boolean isSandboxed() {
        return !(wrapper instanceof PlainProcess);
    }

    /**
     * Starts a worker.
     *
     * @param command the program and its arguments
     * @param spec the files and devices that it needs
     * @return the running worker
     * @throws IOException if it can't be started
     */
    public SandboxedProcess start(List<String> command, SandboxSpec spec) throws IOException {
        Optional<ControlGroup> group = groups.isPresent() ? Optional.of(groups.get().create(limits)) : Optional.empty();
        try {
            List<String> wrapped = wrapper.wrap(command, spec, limits.diskMegabytes());
            boolean bare = limits.equals(Limits.NONE) || !Files.exists(SHELL);
            ProcessBuilder builder = new ProcessBuilder(bare ? wrapped
                    : LaunchScript.of(limits, group.map(ControlGroup::processLists).orElse(List.of()), wrapped));
            setEnvironment(builder.environment(), spec.folder());
            builder.environment().putAll(spec.environment());
            return new SandboxedProcess(builder.directory(spec.folder().toFile()).start(), spec, limits, group);
        } catch (IOException e) {
            group.ifPresent(ControlGroup::close);
            throw e;
        }
    }

    /** Sets the environment. The home folder and the folder for temporary files are the worker's folder. */
    private static void setEnvironment(Map<String, String> environment, Path folder) {
        environment.keySet().removeIf(name -> !ENVIRONMENT.contains(name.toUpperCase(Locale.ROOT)));
        for (String name : List.of("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP")) {
            environment.put(name, folder.toString());
        }
        environment.putAll(NativeCache.environment());
    }

    /**
     * Describes the sandbox for the report.
     *
     * @return the description
     */
    public Isolation isolation() {
        List<String> missing = new ArrayList<>(wrapper.missing());
        boolean linux = Files.isReadable(Path.of("/proc/self/status"));
        if (groups.isEmpty()) {
            missing.add(linux ? "no control groups: memory and processes are only counted, ten times a second, and memory "
                    + "that the kernel holds for the code (pipes, sockets, empty files) is not counted"
                    : "on this system only time, heap and disk are limited");
        }
        String by = groups.isPresent() ? ", by a control group" : ", counted";
        return new Isolation(wrapper.kind(), isSandboxed() ? "none" : "open",
                isSandboxed() ? "only what is needed, read-only except a scratch folder" : "open",
                (isSandboxed() ? "own namespace" : "not separated") + (linux ? ", at most " + limits.tasks() + by : ""),
                linux ? limits.memoryMegabytes() + " MB" + by : "heap only", missing, describe());
    }

    private String describe() {
        return isSandboxed()
                ? "each step ran in a separate process in a sandbox (" + wrapper.kind().word() + "): without network, "
                        + "without other processes, and only with files that it needs; it could write to a scratch folder only"
                : "each step ran in a separate process, with limits and a bare environment but without a sandbox: the code "
                        + "could use the files and the network of the user who graded";
    }
}
