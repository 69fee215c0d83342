package org.rnnkit.grader.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;

/** A finder of the sandbox on this machine: bubblewrap, if Java runs in it. */
public final class SandboxFinder {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("bubblewrap (\\d+)\\.(\\d+).*");
    /** From this version on, code in the sandbox can't make namespaces. */
    private static final int OLDEST_MINOR = 8;
    private static final Path SETTINGS = Path.of("/proc/sys");
    private static final String SUDO = System.getProperty("user.name").equals("root") ? "" : "sudo ";
    private static final List<String> INSTALLERS =
            List.of("apt-get install", "dnf install", "zypper install", "pacman -S");

    private final List<Path> engine;
    private final Limits limits;

    /**
     * Makes a finder.
     *
     * @param engine the class path of the engine, which has to be unpacked before a worker runs in a sandbox
     */
    public SandboxFinder(List<Path> engine, Limits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    /** Finds the sandbox; a plain process if bubblewrap does not work here. */
    public Sandbox best() {
        return create(tryBubblewrap().works());
    }

    /**
     * Finds the sandbox, and accepts no plain process.
     *
     * @throws GraderException if bubblewrap does not work here
     */
    public Sandbox bestSandbox() {
        SandboxTrial trial = tryBubblewrap();
        if (!trial.works()) {
            throw new GraderException("The sandbox does not work on this machine: " + trial.message() + ". " + trial.remedy());
        }
        return create(true);
    }

    /**
     * Finds a sandbox by its name, as the report has it.
     *
     * @throws UsageException if no kind has this name
     * @throws GraderException if it does not work here
     */
    public Sandbox named(String kind) {
        if (kind.equals(IsolationKind.BUBBLEWRAP.word())) {
            return bestSandbox();
        }
        if (kind.equals(IsolationKind.PROCESS.word())) {
            return create(false);
        }
        throw new UsageException("There is no isolation " + kind + ". Choose auto, bubblewrap or process.");
    }

    private Sandbox create(boolean bubblewrap) {
        if (bubblewrap) {
            EngineTrial.unpack(engine);
        }
        return new Sandbox(bubblewrap, limits, ControlGroup.findPlace());
    }

    /** Tells whether the kernel can enforce limits: whether this program may make control groups. */
    public static boolean hasControlGroups() {
        return ControlGroup.findPlace().isPresent();
    }

    /** Looks for bubblewrap and runs Java in its sandbox. */
    public static SandboxTrial tryBubblewrap() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return unavailable("it needs Linux",
                    "On this system, grade in a container or virtual machine with Linux that you delete afterwards.");
        }
        CommandProbe version = CommandProbe.run(List.of("bwrap", "--version"), LIMIT);
        if (!version.succeeded()) {
            return unavailable("bubblewrap is not installed",
                    "Install it: " + installation(System.getenv().getOrDefault("PATH", "")));
        }
        if (!isRecent(version.line())) {
            return unavailable(version.line() + " is older than 0." + OLDEST_MINOR,
                    "Grade on a system that has a newer one, such as Debian 12, Ubuntu 24.04 or Fedora 40.");
        }
        CommandProbe java = runJava();
        return java.succeeded() ? new SandboxTrial(true, java.line(), "")
                : unavailable(java.line(), permission(SETTINGS));
    }

    private static SandboxTrial unavailable(String message, String remedy) {
        return new SandboxTrial(false, message, remedy);
    }

    /** Tells whether bubblewrap, which has printed this line, is new enough. */
    static boolean isRecent(String version) {
        Matcher number = VERSION.matcher(version);
        return number.matches() && (!number.group(1).equals("0") || Integer.parseInt(number.group(2)) >= OLDEST_MINOR);
    }

    private static CommandProbe runJava() {
        try (Scratch scratch = new Scratch()) {
            return CommandProbe.run(new Sandbox(true, Limits.DEFAULT, Optional.empty()).command(
                    List.of(JvmCommand.java().toString(), "-Xshare:auto", "-version"),
                    new SandboxSpec(scratch.folder(), List.of(), false, Map.of()), Optional.empty()), LIMIT);
        }
    }

    /** Returns the command that installs bubblewrap with the package manager on a PATH. */
    static String installation(String path) {
        return Arrays.stream(path.split(File.pathSeparator)).flatMap(folder -> INSTALLERS.stream()
                .filter(command -> Files.isExecutable(Path.of(folder, command.substring(0, command.indexOf(' '))))))
                .findFirst().map(command -> SUDO + command + " bubblewrap")
                .orElse("https://github.com/containers/bubblewrap");
    }

    /** Returns the command that lets users make namespaces on a machine with these settings, a folder like /proc/sys. */
    static String permission(Path settings) {
        if (is(settings, "kernel/apparmor_restrict_unprivileged_userns", "1")) {
            return "AppArmor does not let users make namespaces (Ubuntu 24.04). Allow it: " + SUDO
                    + "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
        }
        if (is(settings, "kernel/unprivileged_userns_clone", "0")) {
            return "Users may not make namespaces. Allow it: " + SUDO + "sysctl -w kernel.unprivileged_userns_clone=1";
        }
        if (is(settings, "user/max_user_namespaces", "0")) {
            return "Users may not make namespaces. Allow it: " + SUDO + "sysctl -w user.max_user_namespaces=10000";
        }
        return "In a container, start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
                + "--security-opt systempaths=unconfined.";
    }

    private static boolean is(Path settings, String name, String value) {
        try {
            return Files.readString(settings.resolve(name)).strip().equals(value);
        } catch (IOException notThere) {
            return false;
        }
    }
}
