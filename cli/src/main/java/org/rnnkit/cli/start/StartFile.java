package org.rnnkit.cli.start;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A writer of the file with Java's arguments with which the launcher starts a built kit: the class path and flags. The
 * launcher runs it when the file does not exist, and without any library: it uses nothing but the JDK.
 */
public final class StartFile {

    /** The file in a cache that the processes lock that use it. */
    static final String USED = "used.lock";

    /** What the file beside a built kit has after the hash that has the class path of the build. Another user may start it. */
    static final String CLASS_PATH = ".classpath";

    /** The file in a cache with the class path that Maven has found. */
    private static final String FOUND = "classpath.txt";

    /** The pom in a built kit with the libraries. */
    static final String POM = "libraries.pom";

    static final int KIT_ERROR = 3;
    private static final Duration CACHE_KEPT = Duration.ofHours(1);
    private static final String OWN_JARS = File.separator + Path.of("org", "rnnkit") + File.separator;
    /** PyTorch's library, which is another one on each system. */
    static final String NATIVE = "pytorch-native-cpu";
    private static final Set<String> PLATFORMS = Set.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");
    /** From this version on, Java keeps the classes of a program in an archive by itself, with which it starts faster. */
    private static final int ARCHIVES_CLASSES = 19;

    private final Path kit;
    private final Path file;

    StartFile(Path kit, Path file) {
        this.kit = kit.toAbsolutePath().normalize();
        this.file = file.toAbsolutePath();
    }

    /**
     * Writes the file and prints its place, which is a temporary one if the wanted one is read-only.
     *
     * @param args the built kit and the wanted place of the file
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            StartFile start = new StartFile(Path.of(args[0]), Path.of(args[1]));
            Optional<List<String>> arguments = KitBuild.hasHome() ? start.arguments() : Optional.empty();
            if (arguments.isEmpty()) {
                System.exit(KIT_ERROR);
            }
            System.out.println(start.writeSomewhere(arguments.get()));
            start.deleteOldCaches();
        } catch (IOException | RuntimeException problem) {
            explain(problem, args[0]);
        }
    }

    static void explain(Exception problem, String kit) {
        KitBuild.say("the kit in " + kit + " can't be started: "
                + (problem instanceof IllegalStateException ? problem.getMessage() : problem));
        System.exit(KIT_ERROR);
    }

    /** Lists Java's arguments. Returns nothing if there are no libraries, which has been explained then. */
    Optional<List<String>> arguments() throws IOException, InterruptedException {
        requireWholeJar();
        Optional<List<Path>> libraries = libraries();
        if (libraries.isEmpty()) {
            return Optional.empty();
        }
        List<Path> classPath = new ArrayList<>();
        KitBuild.MODULES.forEach(module -> classPath.add(jar(module)));
        classPath.addAll(libraries.get());
        classPath.stream().filter(entry -> entry.toString().matches(".*![/\\\\].*")).findFirst().ifPresent(entry -> {
            throw new IllegalStateException("Java finds nothing in a folder whose name ends with '!'. Rename it: " + entry);
        });
        List<String> arguments = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
                "-Xlog:cds*=off", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= ARCHIVES_CLASSES) {
            // An older Java in the same place starts with this file, too.
            arguments.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+AutoCreateSharedArchive",
                    quoted("-XX:SharedArchiveFile=" + file.toString().replaceFirst("java\\.txt$", "classes.jsa"))));
        }
        arguments.add(quoted("-Drnnkit.cache=" + file.getParent()));
        arguments.add("-cp");
        arguments.add(quoted(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList())));
        return Optional.of(arguments);
    }

    /** Reads the jar with the commands. If it is damaged, Java would end with the status of a step that does not pass. */
    private void requireWholeJar() {
        if (!isWhole(jar("cli"))) {
            throw new IllegalStateException("it is damaged. Delete this folder and start again. In a student's copy, take the "
                    + "folder kit from the handout again.");
        }
    }

    /** Finds a damaged library in a class path. Libraries are large, so only a command that has failed looks for one. */
    public static Optional<Path> damagedLibrary(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator)).filter(entry -> !entry.contains(OWN_JARS)).map(Path::of)
                .filter(jar -> Files.isRegularFile(jar) && !isWhole(jar)).findFirst();
    }

    private static boolean isWhole(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                CheckedInputStream content = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
                content.transferTo(OutputStream.nullOutputStream());
                if (content.getChecksum().getValue() != entry.getCrc()) {
                    return false;
                }
            }
            return true;
        } catch (IOException damaged) {
            return false;
        }
    }

    /**
     * Deletes what was made for built kits that no process uses now: with its archives, a cache has 70 MB. A kit that is used
     * again makes it again.
     */
    void deleteOldCaches() {
        for (File cache : oldFiles(file.getParent().getParent(), "[0-9a-f]{12}")) {
            if (!isInUse(cache.toPath().resolve(USED))) {
                delete(cache);
            }
        }
    }

    private static List<File> oldFiles(Path parent, String pattern) {
        long old = Instant.now().minus(CACHE_KEPT).toEpochMilli();
        File[] found = parent.toFile().listFiles(file -> file.getName().matches(pattern) && file.lastModified() < old);
        return List.of(found == null ? new File[0] : found);
    }

    /** Deletes a folder with files, or a file. */
    private static void delete(File folder) {
        File[] files = folder.listFiles();
        Stream.of(files == null ? new File[0] : files).forEach(File::delete);
        folder.delete();
    }

    /** Tells whether a process has locked a file. */
    static boolean isInUse(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException missing) {
            return false;
        }
    }

    private Path jar(String module) {
        Path hash = kit.getFileName();
        return kit.resolve("org/rnnkit").resolve(module).resolve(hash).resolve(module + "-" + hash + ".jar");
    }

    private Path writeSomewhere(List<String> arguments) throws IOException {
        try {
            write(arguments);
            return file;
        } catch (FileSystemException readOnly) {
            Path temporary = Files.createTempFile("rnnkit", ".args");
            oldFiles(temporary.getParent(), "rnnkit\\d+\\.args").forEach(File::delete);
            return Files.write(temporary, encode(arguments));
        }
    }

    /** Writes the file, unless it has these arguments already. */
    void write(List<String> arguments) throws IOException {
        byte[] text = encode(arguments);
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), text)) {
            write(file, text);
        }
    }

    /** Writes a file of the cache as a whole. */
    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file.resolveSibling(USED), new byte[0]);
        Path part = file.resolveSibling(UUID.randomUUID() + ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] encode(List<String> arguments) {
        String lines = String.join("\n", arguments) + "\n";
        // Java's launcher reads the file as the system encodes names of files.
        Charset encoding = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        if (!encoding.newEncoder().canEncode(lines)) {
            throw new IllegalStateException("the name of a folder has a letter that the system's encoding " + encoding
                    + " does not have");
        }
        return lines.getBytes(encoding);
    }

    /** Quotes an argument for Java's file of arguments, where a backslash in quotes begins a special character. */
    static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Finds the kit's libraries: those of the build, or else with Maven, which downloads them once. */
    private Optional<List<Path>> libraries() throws IOException, InterruptedException {
        boolean gpu = !List.of("", "0").contains(Optional.ofNullable(System.getenv("RNNKIT_GPU")).orElse(""));
        String platform = platform();
        if (!gpu && !PLATFORMS.contains(platform)) {
            throw new IllegalStateException("there is no PyTorch library for " + platform + ". The kit runs on Linux (x86_64, "
                    + "aarch64), macOS (Apple silicon) and Windows (x86_64).");
        }
        Optional<List<Path>> libraries = Optional.empty();
        for (Path known : List.of(kit.resolveSibling(kit.getFileName() + CLASS_PATH), file.resolveSibling(FOUND))) {
            if (libraries.isEmpty() && Files.exists(known)) {
                libraries = Optional.of(read(known)).filter(paths -> paths.stream().allMatch(Files::exists));
            }
        }
        return (libraries.isPresent() ? libraries : askMaven())
                .map(paths -> paths.stream().filter(path -> !gpu || !path.toString().contains(NATIVE)).toList());
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
        return system.startsWith("windows") ? "win-" + processor
                : system.startsWith("mac") ? "osx-" + processor : "linux-" + processor;
    }

    private static List<Path> read(Path classPath) throws IOException {
        return Stream.of(Files.readString(classPath).strip().split(File.pathSeparator)).map(Path::of).toList();
    }

    /** Lets Maven find the libraries, and download those that are missing. The built kit has the kit's poms. */
    private Optional<List<Path>> askMaven() throws IOException, InterruptedException {
        if (!KitBuild.canRunMaven()) {
            return Optional.empty();
        }
        KitBuild.say("finding the kit's libraries (once; those that are missing are downloaded) ...");
        KitBuild.endWithTheLauncher();
        Path found = Files.createTempFile("rnnkit", CLASS_PATH);
        found.toFile().deleteOnExit();
        if (!KitBuild.run(KitBuild.maven("-B", "-q", "-f", kit.resolve(POM).toString(), "-Dmaven.repo.local.tail=" + kit,
                "dependency:build-classpath", "-DincludeScope=runtime", "-DexcludeGroupIds=org.rnnkit", "-Dmdep.outputFile="
                        + found), kit)) {
            KitBuild.say("the kit's libraries can't be downloaded, see above.");
            return Optional.empty();
        }
        try {
            write(file.resolveSibling(FOUND), Files.readAllBytes(found));
        } catch (FileSystemException readOnly) {
            // The next command asks again.
        }
        return Optional.of(read(found));
    }
}
