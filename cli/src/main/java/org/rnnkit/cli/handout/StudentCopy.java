package org.rnnkit.cli.handout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.cli.authoring.DerivedFiles;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps.StepList;
import org.rnnkit.testkit.steps.Translation;

/** The copy of the kit that students get. */
public final class StudentCopy {

    /** The files and folders that are copied as they are. The stubs and chapters in exercises/ are derived instead. */
    private static final List<String> COPIED = List.of(".devcontainer", ".editorconfig",
            ".github/actions", ".github/scripts/grade.sh", ".github/scripts/install-isolation.sh", ".github/scripts/log.sh",
            ".github/workflows/feedback.yml", ".gitignore", ".mvn", ".run", ".vscode", "LICENSE",
            "checkstyle.xml", "classroom/pom.xml", "classroom/src/main", "cli/pom.xml", "cli/src/main",
            "docs/grading.example.yaml", "docs/grading.schema.json", "docs/images", "docs/overrides.example.csv",
            "docs/report.schema.json", "docs/times.example.csv", "exercises/.mvn", "exercises/pom.xml",
            "exercises/src/.mvn", "grader/pom.xml", "grader/src/main", "learner/pom.xml", "learner/src/main", "rnnkit",
            "rnnkit.cmd", "src/pom.xml", "src/test", "standins/pom.xml", "standins/src", "testkit/pom.xml", "testkit/src/main",
            "toolkit/pom.xml", "toolkit/src/main");

    /** The pages that are copied without their parts for others. */
    private static final List<String> PAGES = List.of("README.md", "docs/learning.md");

    private static final List<String> FOR_OTHERS = List.of("## Two commands", "## You want to grade",
            "## You want to change the kit");

    /** An option for Maven: no headings and no summary, so that few lines follow the board. */
    private static final String QUIET =
            "-Dorg.slf4j.simpleLogger.log.org.apache.maven.cli.event.ExecutionEventLogger=warn\n";

    private static final String FIRST_MESSAGE = "the RNN Kit, nine steps to write";

    private final Path kit;
    private final String language;

    /** Prepares a copy. */
    public StudentCopy(Path kit) {
        this(kit, Translation.ENGLISH);
    }

    private StudentCopy(Path kit, String language) {
        this.kit = kit;
        this.language = language;
    }

    /**
     * Chooses the language of the copy.
     *
     * @param code the language's code, such as "de" for steps.de.yaml, or "en"
     * @throws UsageException if there is no such translation
     */
    public StudentCopy inLanguage(String code) {
        Path texts = new Layout(kit).stepList().resolveSibling("steps." + code + ".yaml");
        if (!code.equals(Translation.ENGLISH) && !(code.matches(Translation.CODE) && Files.exists(texts))) {
            throw new UsageException("There is no translation \"" + code + "\": " + texts + " is missing. docs/own-course.md "
                    + "says how to begin a translation.");
        }
        return new StudentCopy(kit, code);
    }

    /**
     * Writes the copy: into a new folder completely or not at all; into a folder with an earlier handout as a commit on top
     * of it. If nothing has changed since the earlier handout, nothing is written.
     *
     * @param target a folder that is empty, does not exist, or has an earlier handout
     * @throws UsageException if a part of the reference would be in it, or if the folder has other files
     */
    public WrittenHandout write(Path target) {
        try {
            Files.createDirectories(target.getParent());
            Optional<EarlierHandout> earlier = isEmpty(target) ? Optional.empty() : Optional.of(EarlierHandout.require(target));
            try (Scratch scratch = new Scratch(target.getParent())) {
                Path copy = Files.createDirectory(scratch.folder().resolve("copy"));
                fill(copy);
                Optional<String> leak = new SolutionLeaks(kit).findIn(copy);
                if (leak.isPresent()) {
                    throw new UsageException("Nothing is written: " + leak.get() + ". Remove it from " + kit + ".");
                }
                Handout handout = record(copy, earlier.map(EarlierHandout::handout));
                Files.write(copy.resolve(Handout.FILE), handout.toJson());
                return earlier.isPresent() ? replace(earlier.get(), copy, handout) : create(target, copy, handout);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + target, e);
        }
    }

    private static boolean isEmpty(Path target) {
        String[] files = target.toFile().list();
        return !Files.exists(target) || files != null && files.length == 0;
    }

    /** Makes the record. Its history goes on from the newest handout of the kit, or of the folder if that is newer. */
    private Handout record(Path copy, Optional<Handout> earlier) throws IOException {
        SortedMap<String, String> files = hashes(copy);
        Optional<Handout> previous = Stream.concat(earlier.stream(), Handout.find(kit).stream())
                .max(Comparator.comparingInt(Handout::getVersion));
        if (previous.isPresent() && previous.get().files().equals(files)) {
            return previous.get();
        }
        String changes = previous.map(handout -> HandoutChanges.between(handout.files(), files).summary())
                .orElse(FIRST_MESSAGE);
        Handout.Version next = new Handout.Version(previous.map(Handout::getVersion).orElse(0) + 1,
                LocalDate.now().toString(), new HandoutRepository(kit).commit(), changes);
        return previous.map(handout -> handout.followedBy(next, files)).orElseGet(() -> new Handout(List.of(next), files));
    }

    private static SortedMap<String, String> hashes(Path copy) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = copy.relativize(file).toString().replace('\\', '/');
                if (!Handout.isStep(path)) {
                    hashes.put(path, Handout.hash(Files.readAllBytes(file)));
                }
            }
        }
        return hashes;
    }

    private static WrittenHandout create(Path target, Path copy, Handout handout) throws IOException {
        HandoutRepository repository = new HandoutRepository(copy);
        boolean committed = repository.create();
        if (committed) {
            repository.commit("Handout " + handout.getVersion() + ": " + FIRST_MESSAGE);
        }
        Files.deleteIfExists(target);
        Files.move(copy, target);
        return new WrittenHandout(handout, WrittenHandout.Kind.NEW, committed);
    }

    private static WrittenHandout replace(EarlierHandout earlier, Path copy, Handout handout) throws IOException {
        if (earlier.handout().files().equals(handout.files())) {
            return new WrittenHandout(earlier.handout(), WrittenHandout.Kind.SAME, false);
        }
        earlier.replaceBy(copy, handout);
        return new WrittenHandout(handout, WrittenHandout.Kind.ON_TOP, earlier.isRepository());
    }

    /** Writes the files of the copy, which nobody has checked for leaks yet. */
    void fill(Path copy) throws IOException {
        copyAll(COPIED, copy);
        StepList steps = DerivedFiles.steps(new Layout(kit));
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
        for (Step step : steps.excluded()) {
            // The grader is compiled against the stubs of all steps.
            write(students.steps().resolve(step.sourceFile()), Stub.of(Files.readString(new Layout(kit).solution(step)),
                    step.className(), step.number()));
        }
        for (Step step : steps.withBonus()) {
            Path chapter = new Layout(kit).chapter(step);
            try (DirectoryStream<Path> drawings = Files.newDirectoryStream(chapter.getParent(), "*.svg")) {
                for (Path drawing : drawings) {
                    write(students.chapter(step).resolveSibling(drawing.getFileName()), Files.readString(drawing));
                }
            }
            Path translated = students.chapter(step).resolveSibling("README." + language + ".md");
            if (Files.exists(translated)) {
                write(students.chapter(step), Files.readString(translated));
            }
        }
        write(copy.resolve(Translation.FILE), language + "\n");
        try (InputStream pom = StudentCopy.class.getResourceAsStream("stubs.pom.xml")) {
            Files.copy(pom, students.steps().resolve("pom.xml"));
        }
        // An archive that git makes must have the same files as the copy, or an update from it would be refused.
        write(copy.resolve(".gitattributes"), Files.readString(kit.resolve(".gitattributes")).lines()
                .filter(line -> !line.contains("export-subst")).collect(Collectors.joining("\n", "", "\n")));
        Path options = Path.of(".mvn/maven.config");
        write(copy.resolve(options), Files.readString(kit.resolve(options)) + QUIET);
        write(copy.resolve("pom.xml"), Handout.parentPom(Files.readString(kit.resolve("pom.xml"))));
        for (String page : PAGES) {
            write(copy.resolve(page), studentPage(Files.readString(kit.resolve(page))));
        }
    }

    /** Copies files and folders of the kit, without the graded tests of excluded steps. */
    void copyAll(List<String> names, Path copy) throws IOException {
        Layout layout = new Layout(kit);
        List<Path> leftOut = DerivedFiles.steps(layout).excluded().stream().map(layout::gradedTests).toList();
        for (String name : names) {
            try (Stream<Path> files = Files.walk(kit.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).filter(file -> leftOut.stream().noneMatch(file::startsWith))
                        .toList()) {
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

    /** Returns a page of the kit without sections for others and without lines that name solutions/. */
    private static String studentPage(String page) {
        return Arrays.stream(page.split("(?m)^(?=## )"))
                .filter(section -> FOR_OTHERS.stream().noneMatch(section::startsWith))
                .flatMap(String::lines)
                .filter(line -> !line.contains("solutions"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * A handout that was written to a folder.
     *
     * @param handout the record that the folder has now
     * @param kind what was done
     * @param committed whether there is a commit for it
     */
    public record WrittenHandout(Handout handout, Kind kind, boolean committed) {

        /** The things that can happen to the folder. */
        public enum Kind {
            /** The folder was empty. */
            NEW,
            /** The folder had an earlier handout. */
            ON_TOP,
            /** The folder had the same handout already. */
            SAME
        }

        /** Says what was done and what to do next. */
        public String sentences(Path folder) {
            String name = "handout " + handout.getVersion();
            return switch (kind) {
                case SAME -> "Nothing has changed since " + name + " in " + folder + ". Nothing is written.";
                case NEW -> "Written: " + name + " in " + folder + ", without the reference.\n"
                        + (committed ? "It is a git repository with one commit: push it, and make it a template."
                        : "git is not installed, so the folder is not a repository yet.");
                case ON_TOP -> "Written: " + name + " in " + folder + ", without the reference. Changed: "
                        + handout.newest().changes() + ".\n"
                        + (committed ? "It is a commit on top of the earlier handout: push it. " : "")
                        + "Students update their copies with ./rnnkit update.";
            };
        }
    }
}
