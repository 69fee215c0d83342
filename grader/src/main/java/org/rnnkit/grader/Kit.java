package org.rnnkit.grader;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grading.Step;

/**
 * Where the kit's own things are.
 *
 * @param home the kit's folder, with exercises/ in it, and solutions/ or, in a student's copy, stubs/
 * @param steps the steps, in order
 * @param bonus the bonus steps to grade as well; none unless asked for
 * @param reference the reference's compiled steps, if this copy of the kit has them
 * @param tests the compiled graded tests
 * @param grader the grader's own classes
 * @param libraries the toolkit and what it and the tests stand on
 */
public record Kit(Path home, List<Step> steps, List<Step> bonus, Optional<Path> reference, Path tests, Path grader,
        List<Path> libraries) {

    /**
     * Finds the kit that this program runs from.
     *
     * @param steps the steps, in order
     * @return the kit
     */
    public static Kit here(List<Step> steps) {
        Path home = findHome();
        Path grader = placeOf(Kit.class);
        // A student's copy has the tests compiled beside stubs: what is in exercises/ need not compile.
        Path reference = home.resolve("solutions/target/classes");
        boolean hasReference = Files.isDirectory(reference);
        Path tests = home.resolve(hasReference ? "solutions" : "stubs").resolve("target/test-classes");
        if (!Files.isDirectory(tests)) {
            throw new GraderTrouble("The graded tests are not compiled (no " + tests
                    + "). Start the kit through ./rnnkit, which builds what is missing.");
        }
        return new Kit(home, steps, List.of(), hasReference ? Optional.of(reference) : Optional.empty(), tests, grader,
                libraries(home, grader));
    }

    /**
     * Adds bonus steps.
     *
     * @param wanted the bonus steps to grade as well
     * @return the same kit with them
     */
    public Kit withBonus(List<Step> wanted) {
        return new Kit(home, steps, wanted, reference, tests, grader, libraries);
    }

    /**
     * Lists whatever is graded.
     *
     * @return the steps, then the bonus steps
     */
    public List<Step> graded() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }

    private static Path findHome() {
        String given = System.getProperty("rnnkit.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path folder = placeOf(Kit.class);
        while (folder != null && !Files.exists(folder.resolve("checkstyle.xml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new GraderTrouble("The kit's folder is not known. Start it through ./rnnkit.");
        }
        return folder;
    }

    /** Everything on this program's class path but the grader itself, the reference and the graded tests. */
    private static List<Path> libraries(Path home, Path grader) {
        List<Path> libraries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            boolean ownTests = path.equals(home.resolve("grader/target/test-classes"));
            if (!path.equals(grader) && !ownTests && !path.startsWith(home.resolve("solutions"))
                    && !path.startsWith(home.resolve("stubs"))) {
                libraries.add(path);
            }
        }
        return List.copyOf(libraries);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new GraderTrouble("The grader's own classes are not found", e);
        }
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
        fingerprint.add(steps).add(bonus).add(System.getProperty("java.version")).addFiles(tests).addFiles(grader);
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
