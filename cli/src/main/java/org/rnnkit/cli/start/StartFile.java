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
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** The file beside a built kit with the local Maven repository that it was built with. Another user may start it. */
    static final String REPOSITORY = "repository";

    static final int KIT_ERROR = 3;
    private static final Duration CACHE_KEPT = Duration.ofHours(1);
    private static final String OWN_JARS = File.separator + Path.of("org", "rnnkit") + File.separator;
    private static final String NATIVE = "pytorch-native-cpu";
    private static final Pattern REPOSITORY_OPTION = Pattern.compile("-Dmaven\\.repo\\.local=(\\S+)");
    private static final String CLASS_PATH_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.10.0:build-classpath";
    private static final List<String> MODULES = List.of("toolkit", "testkit", "grader", "classroom", "learner", "cli");

    private final Path kit;
    private final Path file;

    StartFile(Path kit, Path file) {
        this.kit = kit.toAbsolutePath().normalize();
        this.file = file.toAbsolutePath();
    }

    /**
     * Writes the file and prints its place, which is a temporary one if the wanted one is read-only.
     *
     * @param args the built kit; the wanted place of the file; a class path to put in front, or an empty text
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            StartFile start = new StartFile(Path.of(args[0]), Path.of(args[1]));
            Optional<List<String>> arguments = start.arguments(args[2]);
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

    /**
     * Lists Java's arguments. Returns nothing if there are no libraries, which has been explained then.
     *
     * @param front a class path to put in front, or an empty text
     */
    Optional<List<String>> arguments(String front) throws IOException, InterruptedException {
        requireWholeJar();
        Optional<List<Path>> libraries = libraries();
        if (libraries.isEmpty()) {
            return Optional.empty();
        }
        List<Path> classPath = new ArrayList<>(Stream.of(front.split(File.pathSeparator)).filter(entry -> !entry.isEmpty())
                .map(Path::of).toList());
        MODULES.forEach(module -> classPath.add(jar(module)));
        classPath.addAll(libraries.get());
        classPath.stream().filter(entry -> entry.toString().matches(".*![/\\\\].*")).findFirst().ifPresent(entry -> {
            throw new IllegalStateException("Java finds nothing in a folder whose name ends with '!'. Rename it: " + entry);
        });
        List<String> arguments = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
                "-Xlog:cds*=off", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"));
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
            Files.createDirectories(file.getParent());
            Files.write(file.resolveSibling(USED), new byte[0]);
            Path part = file.resolveSibling(UUID.randomUUID() + ".part");
            Files.write(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
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

    /** Finds the kit's libraries: in a local repository of Maven, or else with Maven, which downloads them once. */
    private Optional<List<Path>> libraries() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(Files.readAllLines(kit.resolve("libraries.txt")));
        String gpu = System.getenv("RNNKIT_GPU");
        if (gpu != null && !gpu.isEmpty() && !gpu.equals("0")) {
            names.removeIf(name -> name.contains(NATIVE));
        }
        names.replaceAll(name -> name.replace("PLATFORM", platform()));
        for (Path repository : repositories()) {
            List<Path> libraries = names.stream().map(repository::resolve).toList();
            if (libraries.stream().allMatch(Files::exists)) {
                return Optional.of(libraries);
            }
        }
        return askMaven(names);
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
        return system.startsWith("windows") ? "win-" + processor
                : system.startsWith("mac") ? "osx-" + processor : "linux-" + processor;
    }

    /** Lists where Maven may keep libraries: where its options and the build say, and the usual place. Maven knows others. */
    private List<Path> repositories() throws IOException {
        List<Path> repositories = new ArrayList<>();
        for (String variable : List.of("MAVEN_ARGS", "MAVEN_OPTS")) {
            Matcher option = REPOSITORY_OPTION.matcher(Optional.ofNullable(System.getenv(variable)).orElse(""));
            if (option.find()) {
                repositories.add(Path.of(option.group(1)));
            }
        }
        Path ofBuild = kit.resolveSibling(REPOSITORY);
        if (Files.exists(ofBuild)) {
            repositories.add(Path.of(Files.readString(ofBuild)));
        }
        repositories.add(Path.of(System.getProperty("user.home"), ".m2/repository"));
        return repositories;
    }

    /** Lets Maven find the libraries, and download those that are missing. */
    private static Optional<List<Path>> askMaven(List<String> names) throws IOException, InterruptedException {
        if (!KitBuild.hasMaven()) {
            return Optional.empty();
        }
        KitBuild.say("downloading the kit's libraries (once) ...");
        Path folder = Files.createTempDirectory("rnnkit-libraries");
        Path log = folder.resolve("log.txt");
        Path found = folder.resolve("classpath.txt");
        Files.writeString(folder.resolve("pom.xml"), pom(names));
        try {
            if (!KitBuild.run(KitBuild.maven("-B", "-q", CLASS_PATH_GOAL, "-Dmdep.outputFile=" + found), folder, log)) {
                System.err.print(Files.readString(log));
                KitBuild.say("the kit's libraries can't be downloaded, see above.");
                return Optional.empty();
            }
            return Optional.of(Stream.of(Files.readString(found).strip().split(File.pathSeparator)).map(Path::of).toList());
        } finally {
            delete(folder.toFile());
        }
    }

    /** Writes a pom with the libraries, and without their own dependencies. */
    private static String pom(List<String> names) {
        StringBuilder pom = new StringBuilder("<project><modelVersion>4.0.0</modelVersion><groupId>org.rnnkit</groupId>"
                + "<artifactId>libraries</artifactId><version>1</version><dependencies>\n");
        for (String name : names) {
            Path path = Path.of(name);
            String version = path.getParent().getFileName().toString();
            Path artifact = path.getParent().getParent();
            String classifier = path.getFileName().toString().replaceFirst("\\.jar$", "")
                    .substring((artifact.getFileName() + "-" + version).length());
            pom.append("<dependency><groupId>").append(artifact.getParent().toString().replaceAll("[/\\\\]", "."))
                    .append("</groupId><artifactId>").append(artifact.getFileName()).append("</artifactId><version>")
                    .append(version).append("</version>");
            if (!classifier.isEmpty()) {
                pom.append("<classifier>").append(classifier.substring(1)).append("</classifier>");
            }
            pom.append("<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>")
                    .append("</dependency>\n");
        }
        return pom.append("</dependencies></project>\n").toString();
    }
}
