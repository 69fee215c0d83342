package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestMachine;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.grader.submission.TestArchive;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The first hour of an instructor: the kit is checked, handed out, and six hand-ins are graded in the sandbox, which come from
 * Moodle and then, the same six, from Canvas. Each mark is compared with one that was written down by hand.
 */
@Tag("slow")
@TestMethodOrder(OrderAnnotation.class)
class InstructorHourTest {

    private static final Layout LAYOUT = Kit.find(Steps.all()).layout();
    /** The kit's record of its newest handout. */
    private static final Path RECORD = LAYOUT.home().resolve(Handout.FILE);
    private static final String MOODLE_HEADER = "Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\","
            + "\"Grade can be changed\",\"Last modified (submission)\",\"Last modified (grade)\",\"Feedback comments\"\n";

    /** Students by their numbers, in both platforms, with the mark of 100 points. Nobody is marked for what is empty. */
    private static final Map<String, String> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put("ada_4101", "100"); // all nine steps are right
        MARKS.put("bob_4102", "90"); // step 7, of 10 points, is wrong
        MARKS.put("cai_4103", "40"); // steps 1 to 4, of 10, 10, 5 and 15 points
        MARKS.put("dan_4104", "25"); // steps 1 to 3, in an archive inside an archive
        MARKS.put("eve_4105", "10"); // step 1 does not compile, step 2 is right
        MARKS.put("fay_4106", ""); // an empty archive
    }

    @TempDir
    private static Path home;
    private static CommandOutcome moodle;

    @BeforeAll
    static void needsTheSandbox() {
        TestMachine.assumeHas("bubblewrap", SandboxFinder.tryBubblewrap().works());
        assumeThat(Steps.all()).as("the marks are those of the kit's own points").extracting(Step::points)
                .containsExactly(10, 10, 5, 15, 10, 15, 10, 15, 10);
    }

    private static Map<String, String> steps(int last) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Step step : Steps.all().subList(0, last)) {
            files.put(step.sourceFile().toString(), Files.readString(LAYOUT.solution(step)));
        }
        return files;
    }

    private static Map<String, String> with(Map<String, String> files, int number, String source) {
        files.put(Steps.all().get(number - 1).sourceFile().toString(), source);
        return files;
    }

    private static void zip(Path file, Map<String, String> files) throws IOException {
        Files.createDirectories(file.getParent());
        try (TestArchive archive = TestArchive.create(file)) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                archive.file(entry.getKey(), entry.getValue());
            }
        }
    }

    /** Writes the six archives: right, wrong, half, a zip in a zip, does not compile, empty. */
    private static List<Path> handIn() throws IOException {
        List<Path> files = MARKS.keySet().stream().map(name -> home.resolve("work").resolve(name + ".zip")).toList();
        Step clipping = Steps.all().get(6);
        String wrong = CatalogueSolution.wrong(LAYOUT, clipping).stream()
                .filter(one -> one.name().equals("norm-per-parameter")).findFirst().orElseThrow().source();
        zip(files.get(0), steps(9));
        zip(files.get(1), with(steps(9), 7, wrong));
        zip(files.get(2), steps(4));
        Path inner = home.resolve("inner.zip");
        zip(inner, steps(3));
        try (TestArchive outer = TestArchive.create(files.get(3))) {
            outer.file("inner.zip", Files.readAllBytes(inner));
        }
        zip(files.get(4), with(steps(2), 1, steps(1).values().iterator().next().replaceFirst(";", "")));
        zip(files.get(5), Map.of());
        return files;
    }

    @Test
    @Order(1)
    void checksTheMachineAndHandsTheKitOut() throws IOException {
        assertThat(CommandOutcome.of(PageCommands.arguments("./rnnkit doctor")).hasStatus(0).printed())
                .contains("Grading works here.");

        Optional<String> before = Files.exists(RECORD) ? Optional.of(Files.readString(RECORD)) : Optional.empty();
        String students = home.resolve("students").toString();
        CommandOutcome.of(PageCommands.arguments("./rnnkit handout ~/rnn-kit-for-students",
                Map.of("~/rnn-kit-for-students", students))).hasStatus(0);
        assertThat(CommandOutcome.of(PageCommands.arguments("./rnnkit handout DIR", Map.of("DIR", students))).hasStatus(0)
                .printed()).contains("Nothing has changed since handout ");
        // The command writes into the kit, which is this repository.
        Files.delete(RECORD);
        if (before.isPresent()) {
            Files.writeString(RECORD, before.get());
        }
        assertThat(home.resolve("students")).isDirectoryContaining("glob:**/exercises")
                .isDirectoryNotContaining("glob:**/solutions");
    }

    /** The way to a mark is the same for all six; one that can't be taken has no mark and costs no other its own. */
    @Test
    @Order(2)
    void marksMoodlesDownload() throws IOException {
        StringBuilder worksheet = new StringBuilder(MOODLE_HEADER);
        for (Path file : handIn()) {
            String student = file.getFileName().toString().replaceFirst("\\.zip$", "");
            Path folder = Files.createDirectories(home.resolve("moodle").resolve(student + "_assignsubmission_file_"));
            Files.copy(file, folder.resolve("work.zip"));
            String name = student.substring(0, 3);
            worksheet.append("Participant ").append(student.substring(4)).append(',').append(name).append(',').append(name)
                    .append("@uni.example,\"Submitted for grading\",,100.00,Yes,\"Monday, 2 March 2026, 9:15 PM\",-,\n");
        }
        worksheet.append("Participant 4107,Gus,gus@uni.example,\"No submission\",,100.00,Yes,-,-,\n");
        Path roster = Files.writeString(home.resolve("worksheet.csv"), worksheet);

        moodle = grade("moodle", roster);

        assertThat(moodle.hasStatus(1).errors()).contains("1 submission can't be graded as handed in");
        assertThat(moodle.printed()).contains("5 graded (0 kept, 5 new), 1 not taken.", "Students with a grade: 5.",
                "Without a score, so the grade stays as it was (1): fay",
                "No submission, so the grade stays as it was (1): Gus.");
        assertThat(column("Identifier", "Grade")).isEqualTo(marks(1, "Participant ", Map.of("Participant 4107", "")));
        assertThat(home.resolve("marks/feedback.zip")).exists();
        assertThat(home.resolve("marks/fay_4106/report.html")).content().contains("Your archive is empty.");
        assertThat(home.resolve("marks/index.html")).content().contains("Most common mistakes");
    }

    /** Canvas has half the points. The findings of the first run are kept: only the marks are computed again. */
    @Test
    @Order(3)
    void marksCanvasDownload() throws IOException {
        assumeThat(moodle).isNotNull();
        StringBuilder gradebook = new StringBuilder("Student,ID,SIS User ID,SIS Login ID,Section,RNN Kit (90210),Quiz (90211)\n"
                + "    Points Possible,,,,,50.00,10.00\n");
        for (String student : MARKS.keySet()) {
            Files.createDirectories(home.resolve("canvas"));
            Files.copy(home.resolve("work").resolve(student + ".zip"),
                    home.resolve("canvas").resolve(student + "_77" + student.substring(4) + "_work.zip"));
            String name = student.substring(0, 3);
            String number = student.substring(4);
            gradebook.append(String.join(",", name, number, "s" + number, name, "A", "", "")).append('\n');
        }
        Path roster = Files.writeString(home.resolve("gradebook.csv"), gradebook);

        CommandOutcome canvas = grade("canvas", roster, "--column", "RNN Kit");

        assertThat(canvas.hasStatus(1).printed()).contains("5 graded (5 kept, 0 new), 1 not taken.",
                "Students with a grade: 5.");
        assertThat(column("ID", "RNN Kit (90210)")).isEqualTo(marks(2, "", Map.of("", "50.00")));
        assertThat(home.resolve("marks/feedback/ada_4101.html")).exists();
    }

    /** A student doubts the mark. */
    @Test
    @Order(4)
    void repeatsAGrading() {
        assumeThat(moodle).isNotNull();
        assertThat(CommandOutcome.of("grade", home.resolve("work/eve_4105.zip").toString(), "--again",
                home.resolve("marks/eve_4105/report.json").toString(), "--out", home.resolve("again").toString(),
                "--require-isolation").hasStatus(1).printed())
                .contains("   1  error, 0 of 10       error, 0 of 10\n", "   2  passed, 10 of 10     passed, 10 of 10\n",
                        "Every step has the same result as then.");
    }

    private static CommandOutcome grade(String inbox, Path roster, String... more) {
        List<String> words = new ArrayList<>(List.of("grade-all", home.resolve(inbox).toString(), "--out",
                home.resolve("marks").toString(), "--roster", roster.toString(), "--no-training", "--require-isolation"));
        words.addAll(List.of(more));
        return CommandOutcome.of(words.toArray(String[]::new));
    }

    /** Returns the marks of the platform's gradebook, by its own numbers. */
    private static Map<String, String> marks(int divisor, String prefix, Map<String, String> others) {
        Map<String, String> marks = MARKS.entrySet().stream().collect(Collectors.toMap(
                mark -> prefix + mark.getKey().substring(4), mark -> mark.getValue().isEmpty() ? ""
                : String.valueOf(Double.parseDouble(mark.getValue()) / divisor).replaceFirst("\\.0$", "")));
        marks.putAll(others);
        return marks;
    }

    private static Map<String, String> column(String key, String value) {
        List<List<String>> rows = CsvFile.read(home.resolve("marks/gradebook.csv")).records();
        List<String> header = rows.get(0);
        return IntStream.range(1, rows.size()).mapToObj(rows::get).collect(Collectors.toMap(
                row -> row.get(header.indexOf(key)), row -> row.get(header.indexOf(value))));
    }
}
