package org.rnnkit.learner.guide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.AtomicFile;

/**
 * The earlier attempts of a step: a copy in runs/ of each save that was tested, and of what a reset has replaced.
 *
 * @param file the student's file
 */
public record Attempts(Step step, Path file, Path folder) {

    /** The number of copies that are kept of each step. */
    static final int MOST = 40;

    /** The time in a file's name. It is UTC, because local time repeats an hour in autumn. */
    private static final DateTimeFormatter NAMED = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Pattern NAME = Pattern.compile("(\\d{8}-\\d{9})-(.*)\\.java");

    /** Finds the attempts of a step. */
    public static Attempts of(Kit kit, Step step) {
        return new Attempts(step, kit.layout().exercise(step), RunFolder.parent(kit).resolve("attempts").resolve(step.id()));
    }

    /** Lists the attempts, the newest first. */
    public List<Attempt> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Uncheck.get(() -> Files.list(folder))) {
            return files.map(copy -> NAME.matcher(copy.getFileName().toString())).filter(Matcher::matches)
                    .sorted(Comparator.comparing(Matcher::group, Comparator.reverseOrder()))
                    .map(name -> new Attempt(folder.resolve(name.group()), NAMED.parse(name.group(1), Instant::from),
                            name.group(2))).toList();
        }
    }

    /**
     * Keeps a copy of a code, unless it is the newest one. The oldest copy leaves for one that is too many.
     *
     * @param state what the tests say of it
     */
    public Path keep(byte[] code, String state) throws IOException {
        return keep(code, state, Instant.now());
    }

    /** Keeps a copy that is made at a time. */
    Path keep(byte[] code, String state, Instant now) throws IOException {
        List<Attempt> all = list();
        if (!all.isEmpty() && Arrays.equals(all.get(0).bytes(), code)) {
            return all.get(0).copy();
        }
        Path copy = folder.resolve(NAMED.format(now) + "-" + state + ".java");
        Files.createDirectories(folder);
        AtomicFile.write(copy, code);
        for (Attempt old : all.subList(Math.min(MOST - 1, all.size()), all.size())) {
            Files.delete(old.copy());
        }
        return copy;
    }

    /**
     * Replaces the step's file. A copy of it is kept first.
     *
     * @return the copy; empty if there was no file, or if it had this code already
     */
    Optional<Path> replace(byte[] code) throws IOException {
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : code;
        Optional<Path> copy = Arrays.equals(before, code) ? Optional.empty() : Optional.of(keep(before, "replaced"));
        AtomicFile.write(file, code);
        return copy;
    }

    /** Takes an attempt back: it becomes the step's file. */
    public void takeBack(String name) {
        Attempt wanted = list().stream().filter(attempt -> attempt.name().equals(name)).findFirst().orElseThrow(() ->
                new UsageException("There is no such attempt of step " + step.number() + ". Perhaps it was deleted."));
        try {
            replace(wanted.bytes());
        } catch (IOException e) {
            throw new UsageException("The attempt can't be taken back, and your code stays as it is: " + e.getMessage());
        }
    }

    /**
     * Keeps a step's file as an attempt, and then replaces it by the stub.
     *
     * @return the copy; empty if there was no file, or if it was the stub already
     * @throws UsageException if the kit has neither the step's solution nor its stub, or if a file can't be written
     */
    public static Optional<Path> reset(Kit kit, Step step) {
        Path source = kit.built().course().steps().resolve(step.sourceFile());
        if (!Files.isRegularFile(source)) {
            throw new UsageException("The stub of step " + step.number() + " can't be put back without " + source + ". If you "
                    + "use git: git log -- " + step.exerciseFile() + " lists the versions of your file.");
        }
        try {
            // A student's copy has the stubs themselves in the place of the solutions.
            String stub = source.startsWith(kit.built().course().solutions())
                    ? Stub.of(Files.readString(source), step.className(), step.number()) : Files.readString(source);
            return of(kit, step).replace(stub.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("Step " + step.number() + " can't be reset, and your code stays as it is: "
                    + e.getMessage() + (e instanceof AccessDeniedException ? ": permission denied" : ""));
        }
    }
}
