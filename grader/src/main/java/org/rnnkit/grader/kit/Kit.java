package org.rnnkit.grader.kit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.LanguageModel;

/**
 * A copy of the kit: its steps, its folders and its compiled parts.
 *
 * @param layout the kit's folders
 * @param steps the steps to grade, in order
 * @param bonus the bonus steps to grade as well; empty unless the user asks for them
 * @param reference the folder of the reference's compiled steps; empty in a student's copy, which has no reference
 * @param standIns the folder of the compiled stand-ins: for each step a class that takes its place while another is graded
 * @param tests the folder of the compiled graded tests
 * @param libraries the classes of the toolkit, then the libraries that the toolkit and the tests use
 */
public record Kit(Layout layout, List<Step> steps, List<Step> bonus, Optional<Path> reference,
        Path standIns, Path tests, List<Path> libraries) {

    /** The hash of the files of each kit without its steps. The files of a grading's kit, a snapshot, never change. */
    private static final Map<Kit, String> HASHES = new ConcurrentHashMap<>();

    /**
     * Finds the kit that this program runs from.
     *
     * @param steps the steps to grade, in order
     * @throws GraderException if its folder or the compiled graded tests are not found
     */
    public static Kit find(List<Step> steps) {
        Layout layout = new Layout(findHome());
        // In a student's copy the tests are compiled against stubs/, because the student's own steps may not compile.
        Path reference = layout.solutions().resolve("target/classes");
        Path tests = layout.steps().resolve("target/test-classes");
        if (!Files.isDirectory(tests)) {
            throw new GraderException("The graded tests are not compiled (no " + tests
                    + "). Start the kit through ./rnnkit, which builds what is missing.");
        }
        return new Kit(layout, steps, List.of(), Files.isDirectory(reference) ? Optional.of(reference) : Optional.empty(),
                layout.standIns(), tests, libraries(System.getProperty("java.class.path"), findBuildHome()));
    }

    /**
     * Tells whether the kit that this program runs from has the sources of the reference. A student's copy does not. If the kit
     * is not found, the answer is true, and {@link #find} then reports the trouble.
     */
    public static boolean hasSolutions() {
        try {
            return Files.isDirectory(new Layout(findHome()).solutions());
        } catch (GraderException notFound) {
            return true;
        }
    }

    /** Returns the kit's folder, with exercises/ in it. */
    public Path home() {
        return layout.home();
    }

    /**
     * Returns the folder of the classes that the graded tests are compiled against: the reference's or, in a student's copy,
     * the stubs'.
     */
    public Path stepClasses() {
        return reference.orElse(tests.resolveSibling("classes"));
    }

    /** Returns this kit with bonus steps to grade as well. */
    public Kit withBonus(List<Step> wanted) {
        return copy(layout, wanted);
    }

    /** Returns this kit with the program's own list of steps, without a course's changes. */
    public Kit withOwnSteps() {
        return new Kit(layout, Steps.all(), Steps.bonus(), reference, standIns, tests, libraries);
    }

    /** Returns this kit with another folder, with exercises/ in it, from which the steps' sources are then taken. */
    public Kit withHome(Path home) {
        return copy(new Layout(home), bonus);
    }

    private Kit copy(Layout newLayout, List<Step> newBonus) {
        return new Kit(newLayout, steps, newBonus, reference, standIns, tests, libraries);
    }

    /** Lists all steps to grade: the steps, then the bonus steps. */
    public List<Step> graded() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }

    /** Returns the class path for starting the engine alone, without any step: the grader's classes and the libraries. */
    public List<Path> engineClassPath() {
        return Stream.concat(Stream.of(ModuleClasses.location(Kit.class)), libraries.stream()).toList();
    }

    private static Path findHome() {
        String given = System.getProperty("rnnkit.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        return findBuildHome();
    }

    /** Finds the folder of the kit that this program was built in. */
    private static Path findBuildHome() {
        Path folder = ModuleClasses.location(Kit.class);
        while (folder != null && !Files.exists(folder.resolve("checkstyle.xml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new GraderException("The kit's folder is not known. Start it through ./rnnkit.");
        }
        return folder;
    }

    /**
     * Lists a class path without the kit's modules, except the toolkit. The modules are the entries in folders target/: a
     * repository of libraries may be inside the kit's folder, too.
     */
    static List<Path> libraries(String classPath, Path built) {
        List<Path> libraries = new ArrayList<>(List.of(ModuleClasses.location(LanguageModel.class)));
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (!path.startsWith(built) || !path.getParent().endsWith("target")) {
                libraries.add(path);
            }
        }
        return List.copyOf(libraries);
    }

    /**
     * Lists the full names of a step's graded test classes. The test of the step's class comes first, because its messages help
     * most.
     */
    public List<String> testClasses(Step step) {
        String[] files = tests.resolve(step.packageName().replace('.', '/')).toFile().list();
        return files == null ? List.of() : Arrays.stream(files)
                .filter(file -> file.endsWith(".class") && !file.contains("$"))
                .map(file -> step.packageName() + "." + file.substring(0, file.length() - ".class".length()))
                .sorted(Comparator.comparing((String name) -> !name.endsWith("." + step.className() + "Test"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Adds everything in the kit that a verdict depends on. Points are left out: a change of points changes no verdict. */
    public void addTo(Fingerprint fingerprint) {
        graded().forEach(step -> fingerprint.add(step.withMarks(0, step.seconds())));
        Kit withoutSteps = new Kit(layout, List.of(), List.of(), reference, standIns, tests, libraries);
        fingerprint.add(System.getProperty("java.version")).add(HASHES.computeIfAbsent(withoutSteps, Kit::hash));
    }

    /**
     * Returns a hash of all files that a verdict depends on. Of a library, which never changes without its name, it has the
     * size: to read PyTorch takes a second.
     */
    private String hash() {
        Map<String, byte[]> testkit = new TreeMap<>(ModuleClasses.files(Steps.class));
        testkit.keySet().removeIf(file -> file.matches("steps(\\..+)?\\.yaml"));
        Fingerprint fingerprint = new Fingerprint().add(reference.isPresent()).addFiles(testkit)
                .addFiles(ModuleClasses.files(Kit.class));
        for (Path classes : List.of(tests, standIns, stepClasses(), libraries.get(0))) {
            fingerprint.addFiles(ModuleClasses.read(classes));
        }
        for (Path library : libraries.subList(1, libraries.size())) {
            fingerprint.add(library.getFileName()).add(library.toFile().length());
        }
        return fingerprint.finish();
    }
}
