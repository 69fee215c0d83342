package org.rnnkit.cli.doctor;

import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.sandbox.EngineTrial;
import org.rnnkit.grader.sandbox.Sandbox.Limits;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.toolkit.TextSource;

/** A check of everything that the kit needs on this machine. What can be tried is tried. */
public final class MachineCheck {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final long GIGABYTE = 1L << 30;
    private static final int MAX_DATE = 10;

    private final Kit kit;

    /**
     * Makes a check.
     *
     * @param kit the kit
     */
    public MachineCheck(Kit kit) {
        this.kit = kit;
    }

    /**
     * Runs all checks.
     *
     * @return the results, in the order in which things are needed
     */
    public List<CheckResult> run() {
        EngineTrial engine = EngineTrial.run(kit.engineClassPath());
        List<CheckResult> results = new ArrayList<>(List.of(jdk(), maven(), engine(engine)));
        if (!List.of("", "0").contains(System.getenv().getOrDefault("RNNKIT_GPU", ""))) {
            results.add(new GpuCheck(MachineCheck::nvidiaGpus, CudaUtils::hasCuda, engine).run());
        }
        results.addAll(List.of(text(), sandbox(), controlGroups(), memory(), disk()));
        Handout.find(kit.home()).ifPresent(handout -> results.add(CheckResult.good("Handout", handout.getVersion() + ", of "
                + Printable.line(handout.newest().date(), MAX_DATE))));
        return results;
    }

    private static CheckResult jdk() {
        String version = Runtime.version() + ", " + System.getProperty("java.home");
        return ToolProvider.getSystemJavaCompiler() != null ? CheckResult.good("JDK", version)
                : CheckResult.bad("JDK", version + ", without a compiler: it is a JRE",
                        "Install a JDK, 17 or newer (https://adoptium.net), and set JAVA_HOME or PATH.");
    }

    private static CheckResult maven() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        CommandProbe probe = CommandProbe.run(windows ? List.of("cmd", "/c", "mvn", "-version")
                : List.of("mvn", "-version"), TIMEOUT);
        return probe.succeeded() ? CheckResult.good("Maven", probe.line())
                : CheckResult.lacking("Maven", probe.line() + ": the kit is built, but can't be built again",
                        "Install Maven 3.9 or newer (https://maven.apache.org/install.html) and put mvn on the PATH.");
    }

    private static CommandProbe nvidiaGpus() {
        return CommandProbe.run(List.of("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader"), TIMEOUT);
    }

    private static CheckResult engine(EngineTrial trial) {
        return trial.works()
                ? CheckResult.good("Engine", String.format(Locale.ROOT, "%s, starts in %.1f s", trial.message(),
                trial.seconds()))
                : CheckResult.bad("Engine", "does not start: " + trial.message(),
                        "PyTorch needs 64 bits, about 1 GB of disk in the home folder, and glibc on Linux (not Alpine). "
                        + "RNNKIT_GPU=1 is for machines with an NVIDIA GPU.");
    }

    private static CheckResult text() {
        return CheckResult.good("Text", TextSource.outlook());
    }

    private static CheckResult sandbox() {
        SandboxFinder.Trial trial = SandboxFinder.tryBubblewrap();
        return trial.works() ? CheckResult.good("Sandbox", "bubblewrap works")
                : CheckResult.lacking("Sandbox", trial.message() + ": a student's code can reach what you can reach, and what "
                        + "is graded here is feedback, not a mark", trial.remedy());
    }

    private static CheckResult controlGroups() {
        return SandboxFinder.hasControlGroups() ? CheckResult.good("Control group", "the kernel enforces the limits of workers")
                : CheckResult.lacking("Control group",
                "not available: memory and processes are checked ten times a second instead", "");
    }

    private static CheckResult memory() {
        long bytes = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getTotalMemorySize();
        String words = String.format(Locale.ROOT, "%.1f GB in all; a worker may take %.1f GB, and two run at a time",
                (double) bytes / GIGABYTE, Limits.DEFAULT.memoryMegabytes() / 1_024.0);
        return bytes >= 2 * GIGABYTE ? CheckResult.good("Memory", words)
                : CheckResult.lacking("Memory", words, "With less than 2 GB, right solutions may fail.");
    }

    private static CheckResult disk() {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            String words = String.format(Locale.ROOT, "%.1f GB free in %s", (double) free / GIGABYTE, place);
            return free >= GIGABYTE ? CheckResult.good("Disk", words)
                    : CheckResult.lacking("Disk", words, "Free some space, or set TMPDIR to a folder that has 1 GB free.");
        } catch (IOException e) {
            return CheckResult.bad("Disk", "no folder for temporary files: " + place,
                    "Create it, or set TMPDIR to a folder that exists.");
        }
    }
}
