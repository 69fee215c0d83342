package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.CommandOutcome;
import org.rnnkit.cli.PageCommands;
import org.rnnkit.cli.Programs;
import org.rnnkit.cli.Welcome;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.submission.TestArchive;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.experiment.Experiment;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.TextSource;

/** Tests of the commands as a user sees them: exit status and output. */
class CommandLineTest {

    private static final String ZERO = "0 of " + Steps.all().size();

    @TempDir
    private Path folder;

    /** Runs a command that has to succeed, and returns what it prints. */
    private static String run(String... arguments) {
        return CommandOutcome.of(arguments).hasStatus(0).printed();
    }

    private static String run(KitCopy copy, String... arguments) {
        return CommandOutcome.in(copy, arguments).hasStatus(0).printed();
    }

    /** A full disk behind a redirection must not look like an answer. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void outputThatCanNotBeWrittenIsTroubleOfTheMachine() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();

        assertThat(Programs.run(3, folder, Map.of(), List.of("sh", "-c", "exec '" + java + "' -cp '"
                + System.getProperty("java.class.path") + "' org.rnnkit.cli.RnnKit --help >/dev/full")))
                .contains("not all of the output could be written: No space left on device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grad", "help grad", "grade --epoch 3", "grade --epochs many", "grade --epochs 0",
        "grade not-there", "grade a b",
        "grade --text not-there.txt", "grade --text SHORT", "train --device abacus", "grade --isolation glass",
        "grade --isolation process --require-isolation", "train --threads 0", "train --lr 0", "train solutions --sampling x",
        "train solutions --tokens 100 --text TEXT", "train not-there",
        "train solutions --by-hand --concise", "train solutions --by-hand --gru", "train --continue not-there",
        "train solutions --by-hand --threads 2", "play not-there", "play --temperature=-1", "play --temperature NaN",
        "play --temperature 1e99",
        "grade --config not-there.yaml", "grade-all not-there --out out", "grade-all . --out TEXT/x", "grade-all .",
        "grade-all . --out out --jobs 0", "roster TEXT TEXT --out x.csv",
        "roster TEXT TEXT", "compare . not-there", "compare TEXT TEXT",
        "compare TEXT . --out x.txt",
        "hint 99", "hint step", "quiz 4", "reset", "reset 99", "new-step 14 Dropout",
        "watch now", "watch --limit 0", "watch --once --limit 0", "list --limit soon",
        "grade --kit nonsense", "--kit=nonsense list",
        "grade --out TEXT/x", "grade --format pdf", "update", "update x", "update --undo",
        "update x --undo", "compare a b"})
    void explainsAUsageErrorInOneLine(String arguments) throws IOException {
        Map<String, String> files = Map.of("TEXT", text().toString(), "SHORT", shortText().toString(),
                "TEXT/x", text().resolve("x").toString());
        String errors = CommandOutcome.of(Stream.of(arguments.split(" "))
                .map(argument -> files.getOrDefault(argument, argument)).toArray(String[]::new)).hasStatus(2).errors();

        assertThat(errors.lines()).hasSize(1).first().asString().startsWith("rnnkit: ").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource({"hnt, There is no command hnt. Do you mean hint?", "hnt 1, There is no command hnt. Do you mean hint?",
        "qqq, There is no command qqq.", "grade --no-traning, Do you mean --no-training?",
        "play --temprature 1, Do you mean --temperature?", "grade-all x --out y --colum a, Do you mean --column?",
        "list extra, 'extra'. See ./rnnkit list --help"})
    void saysWhatAMistypedWordMayMean(String arguments, String message) {
        assertThat(CommandOutcome.of(arguments.split(" ")).hasStatus(2).errors()).contains(message)
                .doesNotContain(arguments.startsWith("qqq") ? "Do you mean" : "qqq");
    }

    @ParameterizedTest
    @CsvSource({"grade --epochs many, --epochs: 'many' is not a whole number",
        "grade --training-limit 1.5, --training-limit: '1.5' is not a whole number",
        "train --tokens 99999999999, --tokens: '99999999999' is too large",
        "train --lr fast, --lr: 'fast' is not a number",
        "play --temperature hot, --temperature: 'hot' is not a number"})
    void saysWhichNumberIsNone(String arguments, String message) {
        String errors = CommandOutcome.of(arguments.split(" ")).hasStatus(2).errors();
        assertThat(errors.replace("Invalid value for option '", "").replace("':", ":")).startsWith("rnnkit: " + message);
    }

    /** The message may be read on a terminal, or in a log in which some lines are commands. */
    @Test
    void escapesFileNamesFromASubmission() throws IOException {
        Path zip = folder.resolve("x.zip");
        String file = "/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java";
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file("a\n##[error]red\u001b[31m" + file, "").file("b" + file, "");
        }

        assertThat(CommandOutcome.of("grade", zip.toString()).hasStatus(2).errors()).contains("two places", "red?[31m")
                .doesNotContain("##[").doesNotContain("\u001b");
    }

    /** The student may read the report, and needs no path of this machine. */
    @Test
    void aReportIsCalledAfterTheArchive() throws IOException {
        Path zip = folder.resolve("kim.zip");
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(Steps.all().get(0).sourceFile(),
                    Files.readString(Kit.find(Steps.all()).layout().exercise(Steps.all().get(0))));
        }
        CommandOutcome.of(PageCommands.arguments("./rnnkit grade ~/inbox/ada.zip --out ~/marks/ada", Map.of("~/inbox/ada.zip",
                zip.toString(), "~/marks/ada", folder.resolve("out").toString()), "--no-training"));
        assertThat(OutputFile.read(folder.resolve("out/report.json"), Report.class)).map(Report::submission).contains("kim");
    }

    @Test
    void listsTheExperimentsIfNoneIsNamed() {
        assertThat(CommandOutcome.of("experiment").hasStatus(2).errors().lines()).hasSize(1 + Experiment.values().length)
                .anySatisfy(line -> assertThat(line).contains("./rnnkit experiment hidden-sizes",
                        "How many hidden units does it take?"));
    }

    /** Two epochs show that it runs; the words are those of the chapter's trainings. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"./rnnkit experiment steps", "./rnnkit experiment random-vs-sequential",
        "./rnnkit experiment keep-graph", "./rnnkit experiment hidden-sizes"})
    void answersAQuestionWithShortTrainings(String command) {
        String[] arguments = PageCommands.arguments(command, "--epochs", "2");
        Experiment experiment = Experiment.find(arguments[1]);
        KitCopy copy = KitCopy.create(folder);
        Steps.all().forEach(step -> copy.save(step, copy.solution(step)));

        String printed = run(copy, arguments);

        assertThat(experiment.trainings()).allSatisfy(training -> assertThat(printed).containsPattern(
                "  " + training.words() + " +perplexity [0-9.]+, in runs/\\S+-" + training.name() + "\\R"));
        assertThat(oneLine(printed)).startsWith(experiment.question()).contains(oneLine(experiment.why()));
    }

    @Test
    void welcomeSaysWhatComesAfterAllSteps() {
        KitCopy copy = KitCopy.create(folder);
        copy.kit().steps().forEach(step -> copy.save(step, copy.solution(step)));

        String welcome = Welcome.of(copy.kit());
        assertThat(welcome).contains("all " + Steps.all().size() + " steps", "./rnnkit play", "./rnnkit experiment");
        assertThat(welcome.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theWordHelpDoesWhatTheOptionDoes() {
        assertThat(run("help", "play")).startsWith("Usage: ./rnnkit play");
        assertThat(run("help")).contains("Usage: ./rnnkit [", "Learn:");
    }

    @Test
    void tellsWhereToBegin() {
        String welcome = run(KitCopy.create(folder), PageCommands.arguments("./rnnkit"));
        assertThat(welcome).contains("0 of them are written", "step1onehot", "./rnnkit watch", "./rnnkit grade");
        assertThat(welcome.lines()).hasSize(6).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void listsTheStepsOfAFreshCopy() {
        assertThat(run(KitCopy.create(folder), PageCommands.arguments("./rnnkit list")))
                .contains(ZERO + " steps pass", "Next: step 1")
                .containsPattern("9  " + TestSteps.withNumber(9).title() + " +not started");
    }

    @Test
    void listsAgainWithoutTestsUntilSomethingChanges() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        String first = run(copy, "list");
        Path kept = copy.kit().home().resolve(".rnnkit/list.txt");
        Files.writeString(kept, Files.readString(kept).replace(ZERO, "kept"));
        assertThat(run(copy, "list")).as("nothing changed").isEqualTo(first.replace(ZERO, "kept"));
        assertThat(run(copy, "list", "--limit", "30")).as("another limit").isEqualTo(first);

        Files.writeString(kept, Files.readString(kept).replace(ZERO, "kept"));
        Path step = copy.kit().layout().exercise(Steps.all().get(0));
        Files.writeString(step, Files.readString(step) + "}");
        assertThat(run(copy, "list", "--limit", "30")).as("a changed step").contains(ZERO + " steps pass", "does not compile");
    }

    @Test
    void endsWithOneAtTheFirstStepThatDoesNotPass() {
        assertThat(CommandOutcome.in(KitCopy.create(folder), "watch", "--once").hasStatus(1).printed())
                .containsPattern("1  " + Steps.all().get(0).title() + " +not started")
                .containsPattern("2  " + Steps.all().get(1).title() + " +not tested");
    }

    /** People type the numbers that they read, and programs read them again. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "bn-BD", "fa-IR", "mr-IN-u-nu-deva", "my-MM", "ne-NP", "th-TH-u-ca-buddhist-nu-thai",
        "tr-TR"})
    void writesTheSameInEveryLanguage(String language) {
        Locale before = Locale.getDefault();
        try {
            String usual = run() + run("hint", "4");
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(run() + run("hint", "4")).isEqualTo(usual);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void doctorChecksTheMachine() {
        assertThat(run(PageCommands.arguments("./rnnkit doctor"))).contains("JDK", "Maven", "PyTorch", "Memory", "Disk")
                .endsWith("Grading works here." + System.lineSeparator());
    }

    @Test
    void tellsWhichStepsTrainingStillNeeds() {
        KitCopy copy = KitCopy.create(folder);
        assertThat(CommandOutcome.in(copy, "train").hasStatus(2).errors())
                .contains(Steps.names(Steps.all()) + " of exercises are not written yet.", "train solutions");
        assertThat(CommandOutcome.in(copy, "train", "--by-hand").hasStatus(2).errors())
                .contains(", " + TestSteps.usedBy("train --by-hand").number() + " of exercises are");
    }

    @Test
    void showsHintsForBonusStepsToo() {
        Step bonus = TestSteps.bonus();
        assertThat(oneLine(run("hint", String.valueOf(bonus.number())))).contains(
                "Step " + bonus.number() + ", " + bonus.title(), oneLine(bonus.hints().get(0)));
    }

    @Test
    void showsTheNextHintWithMore() {
        KitCopy copy = KitCopy.create(folder);
        String printed = run(copy, PageCommands.arguments("./rnnkit hint 1", Map.of("1", "step4rnn")));
        assertThat(printed).contains("RnnForward.java", "The next hint: ./rnnkit hint 4 --more");
        for (String hint : TestSteps.withNumber(4).hints().stream().skip(1).toList()) {
            printed = run(copy, PageCommands.arguments("./rnnkit hint 1 --more", Map.of("1", "4")));
            assertThat(oneLine(printed)).contains(oneLine(hint));
            assertThat(printed.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
        assertThat(printed).contains("There are no more hints.");
    }

    @Test
    void listsTheEarlierAttemptsOfAStep() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        String[] list = PageCommands.arguments("./rnnkit reset 1 --list");
        assertThat(run(copy, list)).contains("No attempt of step 1 is kept yet.");
        copy.save(Steps.all().get(0), "class OneHotEncoding {}\n");
        run(copy, "reset", "1");
        assertThat(run(copy, list)).containsPattern("  1  .* replaced  .*step1onehot");
    }

    @Test
    void hintsAtTheFirstStepThatIsNotWritten() {
        assertThat(run(KitCopy.create(folder), "hint")).startsWith("Step 1");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"", "--concise", "--by-hand", "--gru"})
    void trainsAndTheModelContinuesEachLineOfAPipe(String option) throws IOException {
        String run = folder.resolve("a run").toString();
        String[] train = {"train", "solutions", "--epochs", "2", "--hidden", "8", "--text", text().toString(), "--out",
            run, "--device", "cpu"};
        assertThat(run(Stream.concat(Stream.of(train), Stream.of(option).filter(o -> !o.isEmpty())).toArray(String[]::new)))
                .contains("Perplexity").contains("time traveller");

        assertThat(Path.of(run)).isDirectoryContaining("glob:**/model.safetensors")
                .isDirectoryContaining("glob:**/summary.json").isDirectoryContaining("glob:**/learning-curve.svg");
        assertThat(played("The\n:t 0\nThe\nThe\n", run)).hasSize(3).allSatisfy(line ->
                assertThat(line).startsWith("the").hasSize(10)).satisfies(lines ->
                assertThat(lines.get(1)).as("at temperature 0").isEqualTo(lines.get(2)));
        if (option.isEmpty()) {
            goesOn(run);
            saysThatTheTextOfAModelHasChanged(Path.of(run));
        }
    }

    private void goesOn(String run) {
        Path longer = folder.resolve("longer");
        assertThat(CommandOutcome.of("train", "--continue", run, "--hidden", "9").hasStatus(2).errors())
                .contains("Leave out --hidden.");
        assertThat(run("train", "--continue", run, "--epochs", "1", "--out", longer.toString(), "--device", "cpu"))
                .contains("Training with solutions: 1 further epoch");
        assertThat(RunFolder.read(longer).summary().perplexities()).hasSize(3)
                .startsWith(RunFolder.read(Path.of(run)).summary().perplexities().toArray(Double[]::new));
    }

    private static void saysThatTheTextOfAModelHasChanged(Path run) throws IOException {
        assertThat(play("the\n", run.toString()).errors()).doesNotContain("an older form of the text");
        Path summary = run.resolve("summary.json");
        Files.writeString(summary, Files.readString(summary).replaceFirst("\"file [^\"]*\"", "\"the kit's own story\""));
        Files.writeString(run.resolve("text.txt"), "to speak of himwas expounding");
        assertThat(play("the\n", run.toString()).errors()).contains("an older form of the text");
    }

    /** Plays with lines of a pipe, and returns the lines that come back. */
    private static List<String> played(String lines, String run) {
        // A generated <unk> is one character.
        return play(lines, run).hasStatus(0).printed().replace("<unk>", "?").lines().toList();
    }

    /** Plays with lines of a pipe, seven characters for each. */
    private static CommandOutcome play(String lines, String run) {
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        try {
            return CommandOutcome.of("play", run, "--length", "7");
        } finally {
            System.setIn(in);
        }
    }

    @Test
    void aTypedKeyEndsTheTraining() {
        ByteArrayInputStream typed = new ByteArrayInputStream(new byte[] {'\n'});
        try (ConsoleMonitor monitor = new ConsoleMonitor(2, System.out, false)) {
            assertThat(new KeyListener(monitor, typed).isLastEpoch()).isTrue();
            assertThat(new KeyListener(monitor, InputStream.nullInputStream()).isLastEpoch()).isFalse();
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private Path shortText() throws IOException {
        return Files.writeString(folder.resolve("short.txt"), "a text of 32 times 35 characters ".repeat(30));
    }

    private Path text() throws IOException {
        Path file = folder.resolve("story.txt");
        return Files.exists(file) ? file : Files.writeString(file, TextSource.embedded().characters());
    }
}
