package org.rnnkit.cli.command;

import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.tools.ToolProvider;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.sandbox.EngineTrial;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.grader.sandbox.SandboxTrial;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command that says what the kit can do on this machine, and how to get what is missing. */
@Command(name = "doctor", description = {"Says what the kit can do on this machine, and how to get what is missing.", ""},
    footer = {"%nExit status:",
        "  0 grading works here, perhaps not with everything",
        "  3 grading does not work here"})
public final class DoctorCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final long GIGABYTE = 1L << 30;
    private static final int MAX_DATE = 10;
    private static final String GPU = "GPU";
    private static final String OR_CPU = " Or leave RNNKIT_GPU out: everything works on the CPU, too.";

    @Override
    public Integer call() {
        boolean works = true;
        for (CheckResult result : check(Kit.find(Steps.all()))) {
            String mark = switch (result.grade()) {
                case GOOD -> "@|green ✔|@";
                case LACKING -> "@|yellow !|@";
                case BAD -> "@|red ✘|@";
            };
            System.out.println(Ansi.AUTO.string(mark) + "  " + pad(result.subject()) + "  " + result.words());
            if (!result.remedy().isEmpty()) {
                System.out.println("   " + pad("") + "  → " + result.remedy());
            }
            works &= result.grade() != CheckResult.Grade.BAD;
        }
        System.out.println(works ? "Grading works here." : "Grading does not work here until everything with a ✘ is fixed.");
        return works ? 0 : 3;
    }

    private static String pad(String subject) {
        return subject + " ".repeat(Math.max(0, 14 - subject.length()));
    }

    /** Checks everything that the kit needs on this machine, in the order in which it is needed. What can be tried is tried. */
    private static List<CheckResult> check(Kit kit) {
        CheckResult disk = disk();
        if (disk.grade() == CheckResult.Grade.BAD) {
            // Without temporary files, nothing else can be tried.
            return List.of(jdk(), disk);
        }
        EngineTrial engine = EngineTrial.run(kit.engineClassPath());
        List<CheckResult> results = new ArrayList<>(List.of(jdk(), maven(), engine(engine)));
        if (!List.of("", "0").contains(System.getenv().getOrDefault("RNNKIT_GPU", ""))) {
            results.add(gpu(DoctorCommand::nvidiaGpus, CudaUtils::hasCuda, engine));
        }
        results.addAll(List.of(text(), sandbox(), controlGroups(), memory(), disk));
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
        SandboxTrial trial = SandboxFinder.tryBubblewrap();
        return trial.works() ? CheckResult.good("Sandbox", "bubblewrap works")
                : CheckResult.lacking("Sandbox", trial.message() + ": a student's code can reach what you can reach, and what "
                        + "is graded here is feedback, not a mark", trial.remedy());
    }

    private static CheckResult controlGroups() {
        return SandboxFinder.hasControlGroups() ? CheckResult.good("Control group", "the kernel enforces the limits of workers")
                : CheckResult.lacking("Control group",
                "not available: the memory of each process is limited instead", "");
    }

    private static CheckResult memory() {
        long bytes = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getTotalMemorySize();
        String words = String.format(Locale.ROOT, "%.1f GB in all; a worker may take %.1f GB, and a submission has up to two",
                (double) bytes / GIGABYTE, Limits.DEFAULT.memoryMegabytes() / 1_024.0);
        return bytes >= 2 * GIGABYTE ? CheckResult.good("Memory", words)
                : CheckResult.lacking("Memory", words, "With less than 2 GB, right solutions may fail.");
    }

    private static CheckResult disk() {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try (Scratch scratch = new Scratch()) {
            Scratch.requireSpace(scratch.folder());
            long free = Files.getFileStore(place).getUsableSpace();
            String words = String.format(Locale.ROOT, "%.1f GB free in %s", (double) free / GIGABYTE, place);
            return free >= GIGABYTE ? CheckResult.good("Disk", words)
                    : CheckResult.lacking("Disk", words, "Free some space, or set TMPDIR to a folder that has 1 GB free.");
        } catch (IOException | GraderException e) {
            return CheckResult.bad("Disk", "no temporary files in " + place + " (" + (e.getCause() == null ? e : e.getCause())
                    + ")", "Free some space there, or set TMPDIR to a folder that can be written to and has 1 GB free.");
        }
    }

    /**
     * Checks the GPU of a user who has asked for one with RNNKIT_GPU=1. The result names the first thing that is missing.
     *
     * @param hasCuda looks for the library of the CUDA runtime
     * @param engine the result of starting the engine with RNNKIT_GPU=1
     */
    static CheckResult gpu(Supplier<CommandProbe> driver, BooleanSupplier hasCuda, EngineTrial engine) {
        CommandProbe gpus = driver.get();
        if (!gpus.succeeded()) {
            return CheckResult.lacking(GPU, "NVIDIA's driver does not answer: " + gpus.line(),
                    "Install NVIDIA's driver, until nvidia-smi shows the GPU. A container needs NVIDIA's Container "
                            + "Toolkit and the option --gpus all." + OR_CPU);
        }
        if (!hasCuda.getAsBoolean()) {
            return CheckResult.lacking(GPU, gpus.line() + ", but the library of the CUDA runtime (cudart) is "
                    + "missing, by which DJL chooses its build of PyTorch",
                    "Install the CUDA runtime of a version that nvidia-smi shows as possible." + OR_CPU);
        }
        if (!engine.works()) {
            return CheckResult.lacking(GPU, gpus.line() + ", but PyTorch for CUDA does not start (see Engine)",
                    "DJL downloads PyTorch for CUDA at the first start. This needs the network once, and several GB of "
                            + "disk in the home folder." + OR_CPU);
        }
        if (!engine.message().contains(GPU)) {
            return CheckResult.lacking(GPU, gpus.line() + ", but PyTorch does not see it: " + engine.message(),
                    "The driver may be older than the CUDA that PyTorch was built for. Update the driver." + OR_CPU);
        }
        return CheckResult.good(GPU, gpus.line() + ": PyTorch uses it");
    }

    /**
     * The result of one check.
     *
     * @param grade how good the result is
     * @param remedy how to get what is missing; empty if nothing is missing
     */
    public record CheckResult(Grade grade, String subject, String words, String remedy) {

        /** The grade of a result: all is well, something is missing that grading can do without, or that it needs. */
        public enum Grade { GOOD, LACKING, BAD }

        /** Makes a good result. */
        static CheckResult good(String subject, String words) {
            return new CheckResult(Grade.GOOD, subject, words, "");
        }

        /** Makes the result of a missing thing that grading can do without. */
        static CheckResult lacking(String subject, String words, String remedy) {
            return new CheckResult(Grade.LACKING, subject, words, remedy);
        }

        /** Makes the result of a missing thing that grading needs. */
        static CheckResult bad(String subject, String words, String remedy) {
            return new CheckResult(Grade.BAD, subject, words, remedy);
        }
    }
}
