package org.rnnkit.cli.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.kit.Jars;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.AtomicFile;

/**
 * A writer of the built kit: the folder kit/HASH/ with everything that runs the kit, made from what Maven has compiled. It has
 * no part of the reference except given steps, and is never changed. {@link BuiltKit} reads it.
 */
public final class BuiltKitWriter {

    /** The modules whose classes are in the built kit. */
    public static final List<String> MODULES = List.of("toolkit", "testkit", "standins", "grader", "classroom", "learner",
            "cli");

    private static final String VERSION = BuiltKit.VERSION;
    private static final String PARENT = "rnnkit";
    private static final Duration KEPT = Duration.ofDays(1);
    /** The package of the classes that jte makes of templates. */
    private static final String TEMPLATES = "gg/jte";

    /** The locked files. They stay open until the process ends, because a lock ends with its file. */
    private static final List<FileChannel> USED = new ArrayList<>();

    private final Path home;
    private final BuiltKit compiled;

    /** Prepares to write what Maven has compiled in a kit's folder. */
    public BuiltKitWriter(Path home) {
        this.home = home;
        this.compiled = BuiltKit.inTarget(home);
    }

    /** Writes the built kit of the kit's folder. {@link KitBuild} makes it the current one. */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(System.getProperty("rnnkit.home"));
        Path current = home.resolve("kit/current");
        for (String module : MODULES) {
            Path folder = home.resolve(module);
            deleteLeftovers(folder.resolve("target/classes"), folder.resolve("src/main/java"),
                    folder.resolve("src/main/resources"), home); // testkit has a page of docs/
        }
        deleteLeftovers(BuiltKit.inTarget(home).tests(), home.resolve("src/test/java"));
        Path written = new BuiltKitWriter(home).write(home.resolve("kit"));
        String before = Files.exists(current) ? Files.readString(current).strip() : "";
        String hash = written.getFileName().toString();
        AtomicFile.write(home.resolve(KitBuild.NEXT), utf8(hash + "\n"));
        AtomicFile.write(written.resolveSibling(hash + StartFile.CLASS_PATH),
                Files.readAllBytes(home.resolve(KitBuild.CLASS_PATH)));
        sweep(home.resolve("kit"), List.of(hash, before), KEPT);
    }

    /**
     * Deletes classes and copies of resources whose source has gone: Maven leaves them where it has compiled to. The classes of
     * templates stay, because their source is generated.
     */
    static void deleteLeftovers(Path compiled, Path... sources) throws IOException {
        try (Stream<Path> files = Files.walk(compiled)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String source = compiled.relativize(file).toString().replaceFirst("(\\$.*)?\\.class$", ".java");
                boolean gone = Stream.of(sources).noneMatch(folder -> Files.exists(folder.resolve(source)));
                if (gone && !file.startsWith(compiled.resolve(TEMPLATES))) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * Writes the folder HASH/ in a folder: beside its place first, so that it is there as a whole or not. A folder that exists
     * stays, unless somebody has changed it.
     */
    public Path write(Path parent) throws IOException {
        SortedMap<String, byte[]> content = content();
        String hash = BuiltKit.hash(content);
        Path target = parent.resolve(hash);
        if (Files.exists(target) && BuiltKit.isIntact(target)) {
            return target;
        }
        Files.createDirectories(parent);
        try (Scratch scratch = new Scratch(parent)) {
            Path part = scratch.folder();
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                byte[] bytes = !file.getKey().endsWith(".pom") ? file.getValue()
                        : utf8(new String(file.getValue(), StandardCharsets.UTF_8).replace(VERSION, hash));
                Scratch.write(part.resolve("new"), file.getKey().replace(VERSION, hash), bytes);
            }
            if (Files.exists(target)) {
                Files.move(target, part.resolve("damaged"), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(part.resolve("new"), target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        }
    }

    private SortedMap<String, byte[]> content() throws IOException {
        SortedMap<String, byte[]> content = new TreeMap<>();
        for (String module : MODULES) {
            Path classes = home.resolve(module).resolve("target/classes");
            content.put(artifact(module, "jar"), Jars.pack(ModuleClasses.read(classes)));
        }
        content.put(artifact(BuiltKit.TESTS, "jar"), Jars.pack(ModuleClasses.read(compiled.tests())));
        for (String module : KitBuild.MODULES) {
            content.put(artifact(module, "pom"), Files.readAllBytes(home.resolve(module).resolve("pom.xml")));
        }
        content.put(artifact(PARENT, "pom"), Files.readAllBytes(home.resolve("pom.xml")));
        content.put(artifact(BuiltKit.EXERCISES_PARENT, "pom"), utf8(exercisesParent()));
        content.put(BuiltKit.COURSE, Jars.pack(course()));
        content.put(BuiltKit.STYLE_RULES, Files.readAllBytes(home.resolve(BuiltKit.STYLE_RULES)));
        content.put(StartFile.POM, resource(StartFile.POM));
        content.put(BuiltKit.LIBRARIES, utf8(libraries()));
        content.put(BuiltKit.VERDICT_HASH, utf8(compiled.verdictHash()));
        return content;
    }

    /** Makes the parent of a student's exercises/pom.xml: what the kit's own says, for files that are in this folder. */
    private String exercisesParent() throws IOException {
        return Files.readString(home.resolve("exercises/pom.xml"))
                .replace("<version>" + VERSION + "</version>\n  </parent>", "<version>" + VERSION + "</version>\n"
                        + "    <relativePath>../../" + PARENT + "/" + VERSION + "/" + PARENT + "-" + VERSION
                        + ".pom</relativePath>\n  </parent>")
                .replace("<artifactId>exercises</artifactId>", "<artifactId>" + BuiltKit.EXERCISES_PARENT + "</artifactId>\n"
                        + "  <packaging>pom</packaging>")
                .replace("../checkstyle.xml", "../kit/" + VERSION + "/" + BuiltKit.STYLE_RULES);
    }

    private static String artifact(String name, String type) {
        return "org/rnnkit/" + name + "/" + VERSION + "/" + name + "-" + VERSION + "." + type;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = BuiltKitWriter.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    /** Lists the names of the libraries that do not depend on the machine. */
    private String libraries() {
        return compiled.libraries().stream().skip(1).map(library -> library.getFileName().toString())
                .filter(name -> !name.startsWith(StartFile.NATIVE)).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Reads the files as students get them, by their paths in a student's copy. */
    private Map<String, byte[]> course() throws IOException {
        Layout layout = new Layout(home);
        Map<String, byte[]> files = new TreeMap<>();
        addChapter(layout.firstChapter(), files);
        for (Step step : Steps.withBonus()) {
            addChapter(layout.chapter(step), files);
            String source = Files.readString(layout.solution(step));
            String stub = Stub.of(source, step.className(), step.number());
            files.put(Layout.STUBS + "/" + step.sourceFile(), utf8(stub));
        }
        try (Stream<Path> tests = Files.walk(home.resolve("src/test"))) {
            for (Path file : tests.filter(file -> isSource(file, "java|yaml")).toList()) {
                add(file, files);
            }
        }
        add(home.resolve("docs/learning.md"), files);
        return files;
    }

    /** Adds a chapter and its drawings. */
    private void addChapter(Path chapter, Map<String, byte[]> files) throws IOException {
        try (Stream<Path> beside = Files.list(chapter.getParent())) {
            for (Path file : beside.filter(file -> isSource(file, "md|svg")).toList()) {
                add(file, files);
            }
        }
    }

    /** Tells whether a file belongs to the course. Editors leave other files beside it, and links that lead nowhere. */
    static boolean isSource(Path file, String types) {
        return Files.isRegularFile(file) && file.getFileName().toString().matches("[^.].*\\.(" + types + ")");
    }

    private void add(Path file, Map<String, byte[]> files) throws IOException {
        files.put(home.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    }

    /**
     * Deletes other built kits that nothing uses any more and that are older than the given time. Other folders are somebody's
     * own.
     */
    public static void sweep(Path parent, List<String> kept, Duration age) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path folder : folders.filter(BuiltKitWriter::isWritten).toList()) {
                boolean old = Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(age));
                if (old && !kept.contains(folder.getFileName().toString())
                        && !StartFile.isInUse(folder.resolve(BuiltKit.LIBRARIES))) {
                    RecursiveDelete.deleteRecursively(folder);
                    Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + StartFile.CLASS_PATH));
                }
            }
        }
    }

    private static boolean isWritten(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("[0-9a-f]{" + BuiltKit.HASH_DIGITS + "}") && Files.exists(folder.resolve(BuiltKit.LIBRARIES));
    }

    /** Tells other builds that this process uses the built kit and its cache, until the process ends. */
    public static void markAsUsed(Path folder) {
        for (Path file : List.of(folder.resolve(BuiltKit.LIBRARIES), BuiltKit.cache().resolve(StartFile.USED))) {
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                USED.add(channel);
                channel.tryLock(0, Long.MAX_VALUE, true);
            } catch (IOException readOnlyOrNoLocks) {
                // Nothing is deleted soon, so this matters for a very long command only.
            }
        }
    }
}
