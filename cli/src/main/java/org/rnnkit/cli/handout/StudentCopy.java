package org.rnnkit.cli.handout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.cli.authoring.DerivedFiles;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.StudentPom;
import org.rnnkit.grader.system.Scratch;

/** The copy of the kit that students get. */
public final class StudentCopy {

    /** The files and folders that are copied as they are. The stubs and chapters in exercises/ are derived instead. */
    private static final List<String> COPIED = List.of(".devcontainer", ".editorconfig", ".gitattributes",
            ".github/actions", ".github/scripts/grade.sh", ".github/scripts/install-isolation.sh", ".github/scripts/log.sh",
            ".github/workflows/feedback.yml", ".gitignore", ".mvn", ".run", ".vscode", "LICENSE", "build-end/pom.xml",
            "build-end/src/main", "checkstyle.xml", "cli/pom.xml", "cli/src/main", "docs/grading.example.yaml",
            "docs/grading.schema.json", "docs/images", "docs/report.schema.json", "exercises/.mvn", "exercises/pom.xml",
            "exercises/src/.mvn", "grader/pom.xml", "grader/src/main", "learner/pom.xml", "learner/src/main", "rnnkit",
            "rnnkit.cmd", "src/pom.xml", "src/test",
            "testkit/pom.xml", "testkit/src/main", "toolkit/pom.xml", "toolkit/src/main");

    /** The pages that are copied without their parts for others. */
    private static final List<String> PAGES = List.of("README.md", "docs/learning.md");

    private final Path kit;

    /**
     * Prepares a copy.
     *
     * @param kit the kit's folder, with solutions/ in it
     */
    public StudentCopy(Path kit) {
        this.kit = kit;
    }

    /**
     * Writes the copy, completely or not at all.
     *
     * @param target a folder that is empty or does not exist
     * @return whether the copy is a git repository, which needs git
     * @throws UsageException if a part of the reference would be in it
     */
    public boolean write(Path target) {
        try {
            Files.createDirectories(target.getParent());
            try (Scratch scratch = new Scratch(target.getParent())) {
                Path copy = Files.createDirectory(scratch.folder().resolve("copy"));
                fill(copy);
                Optional<String> leak = new SolutionLeaks(kit).findIn(copy);
                if (leak.isPresent()) {
                    throw new UsageException("Nothing is written: " + leak.get() + ". Remove it from " + kit + ".");
                }
                boolean committed = FirstCommit.commit(copy);
                Files.deleteIfExists(target);
                Files.move(copy, target);
                return committed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + target, e);
        }
    }

    /** Writes the files of the copy, which nobody has checked for leaks yet. */
    void fill(Path copy) throws IOException {
        copyAll(COPIED, copy);
        Path exercises = new Layout(kit).exercises();
        Layout students = new Layout(copy);
        for (Map.Entry<Path, String> file : DerivedFiles.files(new Layout(kit)).entrySet()) {
            if (!file.getKey().startsWith(exercises)) {
                continue;
            }
            Path place = exercises.relativize(file.getKey());
            write(students.exercises().resolve(place), file.getValue());
            if (place.toString().endsWith(".java")) {
                write(students.steps().resolve(place), file.getValue());
            }
        }
        try (InputStream pom = StudentCopy.class.getResourceAsStream("stubs.pom.xml")) {
            Files.copy(pom, students.steps().resolve("pom.xml"));
        }
        write(copy.resolve("pom.xml"), StudentPom.of(Files.readString(kit.resolve("pom.xml"))));
        for (String page : PAGES) {
            write(copy.resolve(page), StudentPage.of(Files.readString(kit.resolve(page))));
        }
    }

    /** Copies files and folders of the kit. */
    void copyAll(List<String> names, Path copy) throws IOException {
        for (String name : names) {
            try (Stream<Path> files = Files.walk(kit.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(file, copy.resolve(kit.relativize(file).toString()));
                }
            }
        }
    }

    private static void copy(Path file, Path place) throws IOException {
        Files.createDirectories(place.getParent());
        Files.copy(file, place);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
