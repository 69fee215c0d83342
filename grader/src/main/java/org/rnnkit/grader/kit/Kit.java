package org.rnnkit.grader.kit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The kit that a program runs from: its steps, and where its compiled parts are.
 *
 * @param layout its folders
 * @param steps the steps, in order
 * @param bonus the bonus steps to grade as well; none unless asked for
 * @param reference the reference's compiled steps, if this copy of the kit has them
 * @param tests the compiled graded tests
 * @param libraries the toolkit and the libraries that it and the tests stand on
 */
public record Kit(Layout layout, List<Step> steps, List<Step> bonus, Optional<Path> reference, Path tests,
        List<Path> libraries) {

    /**
     * Finds the kit that this program runs from.
     *
     * @param steps the steps, in order
     * @return the kit
     */
    public static Kit here(List<Step> steps) {
        Layout layout = new Layout(findHome());
        // A student's copy has the tests compiled beside stubs: what is in exercises/ need not compile.
        Path reference = layout.solutions().resolve("target/classes");
        Path tests = layout.steps().resolve("target/test-classes");
        if (!Files.isDirectory(tests)) {
            throw new GraderException("The graded tests are not compiled (no " + tests
                    + "). Start the kit through ./rnnkit, which builds what is missing.");
        }
        return new Kit(layout, steps, List.of(), Files.isDirectory(reference) ? Optional.of(reference) : Optional.empty(),
                tests, findLibraries());
    }

    /**
     * Returns the kit's folder.
     *
     * @return the folder with exercises/ in it
     */
    public Path home() {
        return layout.home();
    }

    /**
     * Adds bonus steps.
     *
     * @param wanted the bonus steps to grade as well
     * @return the same kit with them
     */
    public Kit withBonus(List<Step> wanted) {
        return copy(layout, wanted);
    }

    /**
     * Takes another folder.
     *
     * @param home a folder with exercises/ in it
     * @return the same kit, with the steps' sources from there
     */
    public Kit in(Path home) {
        return copy(new Layout(home), bonus);
    }

    private Kit copy(Layout newLayout, List<Step> newBonus) {
        return new Kit(newLayout, steps, newBonus, reference, tests, libraries);
    }

    /**
     * Lists whatever is graded.
     *
     * @return the steps, then the bonus steps
     */
    public List<Step> graded() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }

    /**
     * Returns what the engine can be started with and without any of the steps.
     *
     * @return a class path with the grader and the libraries
     */
    public List<Path> engineClassPath() {
        return Stream.concat(Stream.of(ModuleClasses.of(Kit.class)), libraries.stream()).toList();
    }

    private static Path findHome() {
        String given = System.getProperty("rnnkit.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        return builtIn();
    }

    /** The folder of the kit whose modules this program is built from. */
    private static Path builtIn() {
        Path folder = ModuleClasses.of(Kit.class);
        while (folder != null && !Files.exists(folder.resolve("checkstyle.xml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new GraderException("The kit's folder is not known. Start it through ./rnnkit.");
        }
        return folder;
    }

    /** Everything on this program's class path but the kit's own modules; of these the toolkit only. */
    private static List<Path> findLibraries() {
        Path built = builtIn();
        List<Path> libraries = new ArrayList<>(List.of(ModuleClasses.of(LanguageModel.class)));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (!path.startsWith(built)) {
                libraries.add(path);
            }
        }
        return List.copyOf(libraries);
    }

    /**
     * Lists the graded test classes of a step, that of its class first: its messages say the most.
     *
     * @param step the step
     * @return the names of its test classes
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

    /**
     * Adds everything of the kit that a verdict can depend on.
     *
     * @param fingerprint what to add it to
     */
    public void addTo(Fingerprint fingerprint) {
        fingerprint.add(steps).add(bonus).add(System.getProperty("java.version")).addFiles(tests)
                .addFiles(ModuleClasses.of(Steps.class)).addFiles(ModuleClasses.of(Kit.class));
        reference.ifPresent(fingerprint::addFiles);
        for (Path library : libraries) {
            if (Files.isDirectory(library)) {
                fingerprint.addFiles(library);
            } else {
                fingerprint.add(library.getFileName()).add(library.toFile().length());
            }
        }
    }
}
