package org.rnnkit.cli.start;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A build of the kit from its sources, if one of them is newer than the built kit. The launcher runs this file as a source,
 * because nothing is compiled at first: it uses nothing but the JDK. Two starts at once build once: the second one waits.
 */
public final class KitBuild {

    /** The file that names the built kit before {@code kit/current} does. */
    static final String NEXT = "kit/next";

    private static final int KIT_ERROR = 3;
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

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
        if (!hasMaven()) {
            return KIT_ERROR;
        }
        say("building the kit (once; the first time it downloads what it needs) ...");
        // What is saved from now on is newer than the built kit.
        FileTime begin = FileTime.fromMillis(System.currentTimeMillis());
        // Because of a time in the future, each start would build again.
        for (Path source : newerThan(begin)) {
            Files.setLastModifiedTime(source, begin);
        }
        Path log = Files.createTempFile("rnnkit-build", ".log");
        try {
            if (!compile(log) || !write(log)) {
                System.err.print(Files.readString(log));
                say("the kit does not build, see above.");
                return KIT_ERROR;
            }
            Files.setLastModifiedTime(home.resolve(NEXT), begin);
            Files.move(home.resolve(NEXT), current(), StandardCopyOption.ATOMIC_MOVE);
            return 0;
        } finally {
            Files.deleteIfExists(log);
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

    /** Returns the file that names the built kit. Its time is that of the newest source in it. */
    private Path current() {
        return home.resolve("kit/current");
    }

    private boolean isUpToDate() throws IOException {
        return Files.exists(current())
                && Files.exists(home.resolve("kit").resolve(Files.readString(current()).strip()).resolve("libraries.txt"))
                && newerThan(Files.getLastModifiedTime(current())).isEmpty();
    }

    /** Lists the sources that are newer than a time. */
    private List<Path> newerThan(FileTime time) throws IOException {
        List<Path> newer = new ArrayList<>();
        for (Path place : sources()) {
            try (Stream<Path> files = Files.walk(place)) {
                files.filter(this::counts).filter(file -> isNewer(file, time)).forEach(newer::add);
            }
        }
        return newer;
    }

    private List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        List<String> own = List.of("pom.xml", "checkstyle.xml", "docs/learning.md", "src/test");
        try (Stream<Path> modules = Files.list(home)) {
            Stream.concat(own.stream().map(home::resolve),
                    modules.flatMap(module -> Stream.of(module.resolve("pom.xml"), module.resolve("src/main"))))
                    .filter(Files::exists).forEach(sources::add);
        }
        return sources;
    }

    /** Tells whether a file belongs to the kit. In exercises/, chapters, drawings and pom.xml do: the rest is a student's. */
    private boolean counts(Path file) {
        return !file.startsWith(home.resolve("exercises")) || file.toString().matches(".+(\\.md|\\.svg|pom\\.xml)");
    }

    private static boolean isNewer(Path file, FileTime built) {
        try {
            return Files.getLastModifiedTime(file).compareTo(built) > 0;
        } catch (IOException missing) {
            // An editor's link that leads nowhere. After a deletion, the folder is newer.
            return false;
        }
    }

    static void say(String sentence) {
        System.err.println("rnnkit: " + sentence);
    }
}
