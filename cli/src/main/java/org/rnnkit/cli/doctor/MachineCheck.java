package org.rnnkit.cli.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.EngineProbe;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.sandbox.SandboxAdvice;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.grader.sandbox.SandboxProbe;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.toolkit.TextSource;

/** A look at everything that the kit needs; nothing is taken for granted that can be tried. */
public final class MachineCheck {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long GIGABYTE = 1L << 30;

    private final Kit kit;

    /**
     * Makes one.
     *
     * @param kit the kit
     */
    public MachineCheck(Kit kit) {
        this.kit = kit;
    }

    /**
     * Looks.
     *
     * @return what was found, in the order in which things are needed
     */
    public List<CheckResult> findings() {
        List<CheckResult> findings = new ArrayList<>(List.of(jdk(), maven(), engine(), text()));
        findings.addAll(sandboxes());
        findings.addAll(List.of(controlGroups(), memory(), disk(), reference()));
        return findings;
    }

    private static CheckResult jdk() {
        String version = Runtime.version() + ", " + System.getProperty("java.home");
        return ToolProvider.getSystemJavaCompiler() != null ? CheckResult.good("JDK", version)
                : CheckResult.bad("JDK", version + ", without a compiler: it is a JRE",
                        "Install a JDK, 17 or newer (https://adoptium.net), and set JAVA_HOME or PATH.");
    }

    private static CheckResult maven() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        CommandProbe attempt = CommandProbe.run(windows ? List.of("cmd", "/c", "mvn", "-version")
                : List.of("mvn", "-version"), PATIENCE);
        return attempt.succeeded() ? CheckResult.good("Maven", attempt.line())
                : CheckResult.lacking("Maven", attempt.line() + ": the kit is built, and can't be built again",
                        "Install Maven 3.9 or newer (https://maven.apache.org/install.html) and put mvn on the PATH.");
    }

    private CheckResult engine() {
        EngineProbe trial = EngineProbe.run(kit.engineClassPath());
        return trial.works()
                ? CheckResult.good("Engine", String.format(Locale.ROOT, "%s, starts in %.1f s",
                        trial.message(), trial.seconds()))
                : CheckResult.bad("Engine", "does not start: " + trial.message(),
                        "PyTorch needs 64 bits, about 1 GB of disk in the home folder, and glibc on Linux (not Alpine). "
                        + "RNNKIT_GPU=1 is for machines with an NVIDIA GPU.");
    }

    private static CheckResult text() {
        return CheckResult.good("Text", TextSource.outlook());
    }

    private static List<CheckResult> sandboxes() {
        List<SandboxProbe> trials = SandboxProbe.runAll();
        List<CheckResult> findings = new ArrayList<>();
        trials.forEach(trial -> findings.add(trial.works() ? CheckResult.good(trial.sandbox().kind(), "works as a sandbox")
                : CheckResult.lacking(trial.sandbox().kind(), trial.message(), "")));
        if (trials.stream().noneMatch(SandboxProbe::works)) {
            findings.add(CheckResult.lacking("Isolation",
                    "no sandbox works here: a student's code can reach what you can reach",
                    SandboxAdvice.forThisMachine()));
        }
        return findings;
    }

    private static CheckResult controlGroups() {
        return SandboxFinder.hasControlGroups() ? CheckResult.good("Control group", "the kernel holds workers to their limits")
                : CheckResult.lacking("Control group",
                "none can be had: memory and processes are counted ten times a second", "");
    }

    private static CheckResult memory() {
        long bytes = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getTotalMemorySize();
        String words = String.format(Locale.ROOT, "%.1f GB in all; a worker may take %.1f GB, and two run at a time",
                (double) bytes / GIGABYTE, Limits.DEFAULT.memoryMegabytes() / 1_024.0);
        return bytes >= 2 * GIGABYTE ? CheckResult.good("Memory", words)
                : CheckResult.lacking("Memory", words, "With less than 2 GB right solutions may fail.");
    }

    private static CheckResult disk() {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            String words = String.format(Locale.ROOT, "%.1f GB free in %s", (double) free / GIGABYTE, place);
            return free >= GIGABYTE ? CheckResult.good("Disk", words)
                    : CheckResult.lacking("Disk", words, "Make room, or set TMPDIR to a folder that has 1 GB free.");
        } catch (IOException e) {
            return CheckResult.bad("Disk", "no folder for temporary files: " + place,
                    "Make it, or set TMPDIR to one that is there.");
        }
    }

    private CheckResult reference() {
        return kit.reference().isPresent() ? CheckResult.good("Reference", "each step is graded beside the reference's others")
                : CheckResult.lacking("Reference", "this copy of the kit has no solutions/: results are feedback, no marks",
                        "Grade with a copy that has them.");
    }
}
