package org.rnnkit.grader.kit;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The compiled kit that this program runs from. Usually it is a folder kit/HASH/, which never changes: another build is another
 * folder, so a build does not disturb a running program. In the kit's own tests it is what Maven has compiled to target/.
 *
 * @param folder the folder kit/HASH/; empty in the kit's own tests
 * @param course the files as students get them: chapters, drawings and stubs
 * @param standIns the stand-ins: for each step a class that takes its place while another step is graded
 * @param tests the graded tests
 * @param libraries the toolkit, then the libraries that the toolkit and the tests use
 */
public record BuiltKit(Optional<Path> folder, Layout course, Path standIns, Path tests, List<Path> libraries) {

    /** The file in kit/HASH/ with the libraries' names. */
    public static final String LIBRARIES = "libraries.txt";

    /** The file in kit/HASH/ with the files as students get them. */
    public static final String COURSE = "course.zip";

    /** The file in kit/HASH/ with {@link #verdictHash()}. */
    public static final String VERDICT_HASH = "verdict-hash.txt";

    /** The file in kit/HASH/ with the rules of style. */
    public static final String STYLE_RULES = "checkstyle.xml";

    /** The name of the pom that a student's exercises/pom.xml inherits from. */
    public static final String EXERCISES_PARENT = "exercises-parent";

    /** The name of the jar with the graded tests. */
    public static final String TESTS = "tests";

    /** The version in the kit's own poms. It takes the place of the hash in paths and poms while the hash is computed. */
    public static final String VERSION = "${revision}";

    /** The number of hexadecimal digits of the hash. */
    public static final int HASH_DIGITS = 12;

    /** PyTorch's library, which is another one on each system. */
    private static final String NATIVE = "pytorch-native-";
    private static final Map<Path, Layout> COURSES = new ConcurrentHashMap<>();
    private static final Map<BuiltKit, String> VERDICT_HASHES = new ConcurrentHashMap<>();

    /**
     * Finds the compiled kit that this program runs from.
     *
     * @param home the kit's folder, with exercises/ in it
     * @throws GraderException if the graded tests are not compiled
     */
    static BuiltKit find(Path home) {
        return ofProgram().map(BuiltKit::inFolder).orElseGet(() -> inTarget(home));
    }

    /** Returns the folder kit/HASH/ that this program runs from; empty in the kit's own tests. */
    public static Optional<Path> ofProgram() {
        // The jar is in org/rnnkit/grader/HASH/.
        Path folder = ModuleClasses.location(BuiltKit.class).resolve("../../../../..").normalize();
        return Optional.of(folder).filter(kit -> Files.exists(kit.resolve(LIBRARIES)));
    }

    private static BuiltKit inFolder(Path folder) {
        return new BuiltKit(Optional.of(folder), COURSES.computeIfAbsent(folder.resolve(COURSE), archive -> Uncheck.get(
                () -> new Layout(FileSystems.newFileSystem(archive).getPath("/")), () -> "can't read " + archive)),
                jar(folder, "standins"), jar(folder, TESTS),
                libraries(entry -> entry.startsWith(folder)));
    }

    /**
     * Returns the place of a jar in a folder kit/HASH/, which is a Maven repository. The version of all its artifacts is the
     * hash, because Maven keeps copies of artifacts under their version.
     */
    public static Path jar(Path folder, String name) {
        String hash = folder.getFileName().toString();
        return folder.resolve("org/rnnkit").resolve(name).resolve(hash).resolve(name + "-" + hash + ".jar");
    }

    /**
     * Returns what Maven has compiled in a kit's folder.
     *
     * @throws GraderException if the graded tests are not compiled
     */
    public static BuiltKit inTarget(Path home) {
        Layout layout = new Layout(home);
        Path target = layout.steps().resolve("target");
        if (!Files.isDirectory(target.resolve("test-classes"))) {
            throw new GraderException("The graded tests are not compiled (no " + target.resolve("test-classes")
                    + "). Start the kit through ./rnnkit, which builds what is missing.");
        }
        // A test may let a copy stand for the kit's folder; the class path still has the program's own modules.
        Path program = ofClasses();
        return new BuiltKit(Optional.empty(), layout, home.resolve("standins/target/classes"),
                target.resolve("test-classes"), libraries(entry -> isModule(entry, program)));
    }

    /** Returns the folder whose target/ folders this program runs from, in the kit's own tests. */
    private static Path ofClasses() {
        return ModuleClasses.location(BuiltKit.class).resolve("../../..").normalize();
    }

    /** Tells whether a jar or folder is in a folder target/ of the kit. A repository of libraries may be in the kit, too. */
    static boolean isModule(Path entry, Path home) {
        return entry.startsWith(home) && entry.getParent().endsWith("target");
    }

    /** Lists the toolkit and the class path of this program without the kit's modules. */
    private static List<Path> libraries(Predicate<Path> isModule) {
        return libraries(System.getProperty("java.class.path"), isModule);
    }

    static List<Path> libraries(String classPath, Predicate<Path> isModule) {
        return Stream.concat(Stream.of(ModuleClasses.location(LanguageModel.class)),
                Stream.of(classPath.split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().normalize())
                        .filter(entry -> !isModule.test(entry))).toList();
    }

    /**
     * Returns the class path of a process: the modules of some classes, then the libraries. Steps follow them, so that a
     * student's class can't replace one of the same name.
     */
    public List<Path> classPath(Class<?>... members) {
        return Stream.concat(Stream.of(members).map(ModuleClasses::location), libraries.stream()).distinct().toList();
    }

    /** Returns the folder for what this kit's programs make once on each machine. It may not exist or be read-only. */
    public static Path cache() {
        String given = System.getProperty("rnnkit.cache");
        return given != null ? Path.of(given) : ModuleClasses.location(BuiltKit.class).resolveSibling("workers");
    }

    /** Returns the source of a step's stub, as students get it. */
    public String stub(Step step) {
        Path stub = folder.isPresent() ? course.home().resolve(Layout.STUBS).resolve(step.sourceFile())
                : new Layout(ofClasses()).exercise(step);
        return Uncheck.get(() -> Files.readString(stub), () -> "can't read " + stub);
    }

    /** Returns this kit with the files of another folder, as students get them. */
    BuiltKit withCourse(Layout other) {
        return new BuiltKit(folder, other, standIns, tests, libraries);
    }

    /** Computes the hash of files by their paths in a folder kit/HASH/, with {@link #VERSION} in place of the hash. */
    public static String hash(Map<String, byte[]> content) {
        return new Fingerprint().addFiles(content).finish().substring(0, HASH_DIGITS);
    }

    /** Tells whether a folder kit/HASH/ has the content that its name says. */
    public static boolean isIntact(Path folder) {
        String hash = folder.getFileName().toString();
        Map<String, byte[]> content = new TreeMap<>();
        ModuleClasses.read(folder).forEach((path, file) -> content.put(path.replace(hash, VERSION),
                !path.endsWith(".pom") ? file : new String(file, StandardCharsets.UTF_8).replace(hash, VERSION)
                        .getBytes(StandardCharsets.UTF_8)));
        // A file manager's, such as .DS_Store.
        content.keySet().removeIf(path -> path.startsWith("."));
        return hash(content).equals(hash);
    }

    /**
     * Checks that nobody has changed this kit since it was built.
     *
     * @throws GraderException if somebody has
     */
    public void requireIntact() {
        if (folder.isPresent() && !isIntact(folder.get())) {
            throw new GraderException("The kit in " + folder.get() + " was changed. Delete this folder and start again. In a "
                    + "student's copy, take the folder from a new copy instead.");
        }
    }

    /**
     * Checks that the jars of a class path still exist.
     *
     * @throws GraderException if an update or another build has deleted one, which must not count as a student's mistake
     */
    public static void requireExisting(List<Path> classPath) {
        classPath.stream().filter(entry -> entry.toString().endsWith(".jar") && Files.notExists(entry)).findFirst()
                .ifPresent(missing -> {
                    throw new GraderException("The kit was built again or updated meanwhile, and " + missing + " is gone. "
                            + "Start the same command again");
                });
    }

    /** Returns the hash of all content. */
    public String hash() {
        return folder.map(path -> path.getFileName().toString()).orElseGet(this::verdictHash);
    }

    /**
     * Returns the hash of the parts that a verdict depends on, under which findings are kept. Points are not among them, nor
     * are chapters and commands. A library never changes without its name.
     */
    public String verdictHash() {
        return folder.map(path -> Uncheck.get(() -> Files.readString(path.resolve(VERDICT_HASH)),
                () -> "The kit in " + path + " is not complete"))
                .orElseGet(() -> VERDICT_HASHES.computeIfAbsent(this, BuiltKit::computeVerdictHash));
    }

    private String computeVerdictHash() {
        Map<String, byte[]> testkit = new TreeMap<>(ModuleClasses.files(Steps.class));
        testkit.remove("steps.yaml");
        Fingerprint fingerprint = new Fingerprint().addFiles(testkit).addFiles(ModuleClasses.files(BuiltKit.class));
        for (Path classes : List.of(tests, standIns, libraries.get(0))) {
            fingerprint.addFiles(ModuleClasses.read(classes));
        }
        libraries.stream().skip(1).map(library -> library.getFileName().toString())
                .filter(library -> !library.startsWith(NATIVE)).forEach(fingerprint::add);
        return fingerprint.finish();
    }

    /** Names PyTorch's library, which depends on the machine; empty if DJL downloads one. */
    public String nativeLibrary() {
        return libraries.stream().map(library -> library.getFileName().toString()).filter(name -> name.startsWith(NATIVE))
                .findFirst().orElse("");
    }

    /**
     * Lists the full names of a step's graded test classes. The test of the step's class comes first, because its messages help
     * most.
     */
    public List<String> testClasses(Step step) {
        String folderOfStep = step.packageName().replace('.', '/') + "/";
        return ModuleClasses.read(tests).keySet().stream()
                .filter(file -> file.startsWith(folderOfStep) && file.endsWith("Test.class") && !file.contains("$"))
                .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                .sorted(Comparator.comparing((String name) -> !name.endsWith("." + step.className() + "Test"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
