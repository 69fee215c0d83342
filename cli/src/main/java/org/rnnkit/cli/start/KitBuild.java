package org.rnnkit.cli.start;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build of the kit from its sources, if one of them has changed since the last build. The launcher runs this file as a
 * source, because nothing is compiled at first: it uses nothing but the JDK. Two starts at once build once: the second one
 * waits.
 */
public final class KitBuild {

    /** The modules with the program's classes. */
    static final List<String> MODULES = List.of("toolkit", "testkit", "grader", "classroom", "learner", "cli");

    /** The file with the libraries' class path, which Maven writes. */
    static final String CLASS_PATH = "cli/target/classpath.txt";

    /** The file that names the built kit before {@code kit/current} does. */
    static final String NEXT = "kit/next";

    /** An empty file whose time is the start of the last build. Each source that has changed since is newer. */
    private static final String BUILT = "kit/built";

    private static final int KIT_ERROR = 3;
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    /** The time at which a file was written, also if it was restored with an earlier time, which only Unix tells. */
    private static final String CHANGED = WINDOWS ? "lastModifiedTime" : "unix:ctime";

    /** Java's and Maven's environment variables with options, one of which may keep Maven from starting. */
    private static final List<String> OPTIONS = List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS");

    private static final long END_NANOS = 10_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000;

    private static volatile boolean interrupted;

    private final Path home;

    private KitBuild(Path home) {
        this.home = home;
    }

    /**
     * Builds the kit if it is not up to date.
     *
     * @param args the kit's folder
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            KitBuild build = new KitBuild(Path.of(args[0]).toAbsolutePath().normalize());
            if (!build.isUpToDate()) {
                System.exit(build.runAlone());
            }
        } catch (IOException | RuntimeException problem) {
            say("the kit can't be built in " + args[0] + ": " + problem);
            System.exit(KIT_ERROR);
        }
    }

    private int runAlone() throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("kit"));
        try (FileChannel file = FileChannel.open(home.resolve("kit/build.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            FileLock lock = file.tryLock();
            if (lock == null) {
                say("the kit is being built by another command; waiting for it ...");
                lock = file.lock();
            }
            return isUpToDate() ? 0 : run();
        }
    }

    private int run() throws IOException, InterruptedException {
        if (!canRunMaven()) {
            return KIT_ERROR;
        }
        say("building the kit (once; the first time it downloads what it needs) ...");
        endWithTheLauncher();
        awaitOtherMaven();
        // What is saved during the build is newer than this file, so the next start builds again.
        Path started = Files.write(home.resolve("kit/started"), new byte[0]);
        if (!compile() || !write()) {
            if (!interrupted) {
                say("the kit does not build, see above. If an IDE or Maven was building it, too, start again.");
            }
            return KIT_ERROR;
        }
        Files.move(home.resolve(NEXT), current(), StandardCopyOption.ATOMIC_MOVE);
        // Last: if the build ends before, the next start builds again.
        Files.move(started, home.resolve(BUILT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return 0;
    }

    /** Stops Maven when this process is stopped, and this process when the launcher is. */
    static void endWithTheLauncher() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted = true;
            List<ProcessHandle> ended = ProcessHandle.current().descendants().filter(ProcessHandle::destroy).toList();
            // By asking again, because at the end of the virtual machine nobody may be left to complete onExit().
            long last = System.nanoTime() + END_NANOS;
            while (ended.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < last) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }));
        ProcessHandle.current().parent().ifPresent(launcher -> launcher.onExit().thenRun(() -> System.exit(KIT_ERROR)));
    }

    /**
     * Waits until no other Maven, such as mvn test or that of a killed build, runs in this folder: both write to the modules'
     * folders target/, and one of them would not find classes. A build by an IDE and a command line on Windows can't be seen.
     */
    private void awaitOtherMaven() {
        List<ProcessHandle> others = ProcessHandle.allProcesses().filter(process -> process.info().commandLine().orElse("")
                .contains(" -Dmaven.multiModuleProjectDirectory=" + home + " ")).toList();
        if (!others.isEmpty()) {
            say("Maven is running in this folder; waiting for it ...");
            others.forEach(process -> process.onExit().join());
        }
    }

    private boolean compile() throws IOException, InterruptedException {
        List<String> command = maven("-B", "-q", "-pl", "cli", "--also-make");
        if (hasRestoredSources()) {
            // Maven does not compile a source that is older than its class.
            command.add("clean");
        }
        command.addAll(List.of("package", "-DskipTests", "-Dcheckstyle.skip"));
        return run(command, home);
    }

    private boolean write() throws IOException, InterruptedException {
        // The modules' folders, because their jars may still have classes whose source has gone.
        String classPath = Stream.concat(MODULES.stream().map(module -> home.resolve(module).resolve("target/classes")
                .toString()), Stream.of(Files.readString(home.resolve(CLASS_PATH)).strip()))
                .collect(Collectors.joining(File.pathSeparator));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return run(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-Drnnkit.home=" + home, "-cp", classPath,
                "org.rnnkit.cli.start.BuiltKitWriter"), home);
    }

    /** Tells whether Maven can run. If not, a line says what to do. */
    static boolean canRunMaven() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        boolean found = Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> new File(folder.replace("\"", ""), WINDOWS ? "mvn.cmd" : "mvn").exists());
        if (!found) {
            say("Maven is missing: install Maven 3.9 or newer (https://maven.apache.org/install.html) and put mvn on the "
                    + "PATH.");
        }
        return found && hasHome();
    }

    /** Tells whether the user has a home folder. If not, as under an unknown user id, a line says what to do. */
    static boolean hasHome() {
        String home = System.getProperty("user.home");
        boolean found = Files.isDirectory(Path.of(home));
        if (!found) {
            say("you have no home folder here (\"" + home + "\"), in which Maven and PyTorch keep their libraries: set "
                    + "JAVA_TOOL_OPTIONS=-Duser.home=FOLDER, with a folder that you can write to.");
        }
        return found;
    }

    /** Returns a command line of Maven. */
    static List<String> maven(String... arguments) {
        List<String> command = new ArrayList<>(WINDOWS ? List.of("cmd", "/c", "mvn") : List.of("mvn"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a program. If it fails, what it has printed is shown. Returns whether it succeeded. */
    static boolean run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        boolean succeeded = process.waitFor() == 0;
        if (!succeeded && !interrupted) {
            // As bytes: on Windows they may be in an encoding of its own. Kept in memory, because the disk may be full.
            System.err.write(output);
            OPTIONS.stream().filter(name -> System.getenv(name) != null)
                    .forEach(name -> say("it ran with " + name + "=" + System.getenv(name)));
        }
        return succeeded;
    }

    private Path current() {
        return home.resolve("kit/current");
    }

    private boolean isUpToDate() throws IOException {
        return Files.exists(home.resolve(BUILT)) && Files.exists(current())
                && Files.exists(home.resolve("kit").resolve(Files.readString(current()).strip()).resolve("libraries.txt"))
                && changedSources().isEmpty();
    }

    private boolean hasRestoredSources() throws IOException {
        if (!Files.exists(home.resolve(BUILT))) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(home.resolve(BUILT));
        for (Path source : changedSources()) {
            if (Files.isRegularFile(source) && Files.getLastModifiedTime(source).compareTo(built) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Lists the sources that have changed since the last build, and folders from which one has gone, as the launcher does. */
    private List<Path> changedSources() throws IOException {
        FileTime built = Files.getLastModifiedTime(home.resolve(BUILT));
        List<Path> places = new ArrayList<>(Stream.of("pom.xml", "checkstyle.xml", "docs/allowed.md",
                "docs/learning.md", "src/test").map(home::resolve).toList());
        try (Stream<Path> modules = Files.list(home)) {
            modules.filter(module -> !isHidden(module))
                    .forEach(module -> places.addAll(List.of(module.resolve("pom.xml"), module.resolve("src/main"))));
        }
        List<Path> changed = new ArrayList<>();
        for (Path place : places.stream().filter(Files::exists).toList()) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(this::counts).toList()) {
                    FileTime time = (FileTime) Files.getAttribute(file, CHANGED, LinkOption.NOFOLLOW_LINKS);
                    if (time.compareTo(built) > 0) {
                        changed.add(file);
                    }
                }
            }
        }
        return changed;
    }

    /** Tells whether a file belongs to the kit. In exercises/, chapters, drawings and pom.xml do: the rest is a student's. */
    private boolean counts(Path file) {
        return !isHidden(file)
                && (!file.startsWith(home.resolve("exercises")) || file.toString().matches(".+(\\.md|\\.svg|pom\\.xml)"));
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    static void say(String sentence) {
        System.err.println("rnnkit: " + sentence);
    }
}
