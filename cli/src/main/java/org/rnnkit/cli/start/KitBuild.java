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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A build of the kit from its sources, if one of them has changed since the last build. The launcher runs this file as a
 * source, because nothing is compiled at first: it uses nothing but the JDK. Two starts at once build once: the second one
 * waits.
 */
public final class KitBuild {

    /** The file that names the built kit before {@code kit/current} does. */
    static final String NEXT = "kit/next";

    /** The record of the sources of the built kit: what the program cksum prints for each, sorted. The launcher compares it. */
    private static final String SOURCES = "kit/sources";

    private static final int KIT_ERROR = 3;
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

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
            if (!build.isUpToDate(build.sources())) {
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
            SortedSet<String> sources = sources();
            return isUpToDate(sources) ? 0 : run(sources);
        }
    }

    private int run(SortedSet<String> sources) throws IOException, InterruptedException {
        if (!hasMaven()) {
            return KIT_ERROR;
        }
        say("building the kit (once; the first time it downloads what it needs) ...");
        endWithTheLauncher();
        showChangesToMaven(sources);
        awaitOtherMaven();
        Path log = home.resolve("kit/build.log");
        Files.write(log, new byte[0]);
        if (!compile(log) || !write(log)) {
            if (interrupted) {
                return KIT_ERROR;
            }
            System.err.print(Files.readString(log));
            say("the kit does not build, see above. If an IDE or Maven was building it, too, start again.");
            return KIT_ERROR;
        }
        Files.delete(log);
        Files.move(home.resolve(NEXT), current(), StandardCopyOption.ATOMIC_MOVE);
        // Last: if the build ends before, the next start builds again. What is saved meanwhile differs from the record.
        Files.write(home.resolve(SOURCES), sources);
        return 0;
    }

    /** Stops Maven when this process is stopped, and this process when the launcher is. */
    private static void endWithTheLauncher() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted = true;
            List<ProcessHandle> ended = ProcessHandle.current().descendants().filter(ProcessHandle::destroy).toList();
            ended.forEach(process -> process.onExit().join());
        }));
        ProcessHandle.current().parent().ifPresent(launcher -> launcher.onExit().thenRun(() -> System.exit(KIT_ERROR)));
    }

    /** Gives each changed source the time of now: Maven does not compile one that was restored with an earlier time. */
    private void showChangesToMaven(SortedSet<String> sources) throws IOException {
        if (Files.exists(home.resolve(SOURCES))) {
            List<String> changed = new ArrayList<>(sources);
            changed.removeAll(Files.readAllLines(home.resolve(SOURCES)));
            for (String line : changed) {
                Files.setLastModifiedTime(home.resolve(line.split(" ", 3)[2]), FileTime.from(Instant.now()));
            }
        }
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

    private boolean compile(Path log) throws IOException, InterruptedException {
        // A course may have deleted bench/.
        String modules = Files.isDirectory(home.resolve("bench")) ? "cli,bench" : "cli";
        return run(maven("-B", "-q", "-pl", modules, "--also-make", "package", "-DskipTests", "-Dcheckstyle.skip"), home, log);
    }

    private boolean write(Path log) throws IOException, InterruptedException {
        Path target = home.resolve("cli/target");
        // The modules' folders, because their jars may still have classes whose source has gone.
        String classPath = target.resolve("classes") + System.getProperty("path.separator")
                + Files.readString(target.resolve("classpath.txt")).strip()
                        .replaceAll("([/\\\\]target[/\\\\])[a-z]+-[^/\\\\]+?\\.jar", "$1classes");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return run(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-Drnnkit.home=" + home, "-cp", classPath,
                "org.rnnkit.cli.start.BuiltKitWriter"), home, log);
    }

    /** Tells whether Maven is installed. If not, a line says what to do. */
    static boolean hasMaven() {
        boolean found = Stream.of(System.getenv("PATH").split(System.getProperty("path.separator")))
                .anyMatch(folder -> new File(folder.replace("\"", ""), WINDOWS ? "mvn.cmd" : "mvn").exists());
        if (!found) {
            say("Maven is missing: install Maven 3.9 or newer (https://maven.apache.org/install.html) and put mvn on the "
                    + "PATH.");
        }
        return found;
    }

    /** Returns a command line of Maven. */
    static List<String> maven(String... arguments) {
        List<String> command = new ArrayList<>(WINDOWS ? List.of("cmd", "/c", "mvn") : List.of("mvn"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a program and adds what it prints to a file. Returns whether it succeeded. */
    static boolean run(List<String> command, Path folder, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        process.getOutputStream().close();
        return process.waitFor() == 0;
    }

    private Path current() {
        return home.resolve("kit/current");
    }

    private boolean isUpToDate(SortedSet<String> sources) throws IOException {
        Path record = home.resolve(SOURCES);
        return Files.exists(current())
                && Files.exists(home.resolve("kit").resolve(Files.readString(current()).strip()).resolve("libraries.txt"))
                && Files.exists(record) && List.copyOf(sources).equals(Files.readAllLines(record));
    }

    /** Lists the sources as the launcher's function of the same name does. */
    private SortedSet<String> sources() throws IOException {
        SortedSet<String> lines = new TreeSet<>();
        List<Path> places = new ArrayList<>(Stream.of("pom.xml", "checkstyle.xml", "docs/learning.md", "src/test")
                .map(home::resolve).toList());
        try (Stream<Path> modules = Files.list(home)) {
            modules.filter(module -> !isHidden(module))
                    .forEach(module -> places.addAll(List.of(module.resolve("pom.xml"), module.resolve("src/main"))));
        }
        for (Path place : places.stream().filter(Files::exists).toList()) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(this::counts).toList()) {
                    byte[] content = Files.readAllBytes(file);
                    lines.add(checksum(content) + " " + content.length + " ./"
                            + home.relativize(file).toString().replace('\\', '/'));
                }
            }
        }
        return lines;
    }

    /** Tells whether a file belongs to the kit. In exercises/, chapters, drawings and pom.xml do: the rest is a student's. */
    private boolean counts(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isHidden(file)
                && (!file.startsWith(home.resolve("exercises")) || file.toString().matches(".+(\\.md|\\.svg|pom\\.xml)"));
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    /** Computes the checksum that POSIX specifies for the program cksum. */
    private static long checksum(byte[] content) {
        int checksum = 0;
        for (byte value : content) {
            checksum = next(checksum, value);
        }
        for (int length = content.length; length > 0; length >>= 8) {
            checksum = next(checksum, length);
        }
        return ~checksum & 0xFFFFFFFFL;
    }

    private static int next(int checksum, int value) {
        int next = checksum ^ value << 24;
        for (int bit = 0; bit < 8; bit++) {
            next = next < 0 ? next << 1 ^ 0x04C11DB7 : next << 1;
        }
        return next;
    }

    static void say(String sentence) {
        System.err.println("rnnkit: " + sentence);
    }
}
