package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.cli.RnnKit.Welcome;
import org.rnnkit.cli.command.TrainCommand.KeyListener;
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
import org.rnnkit.toolkit.TextSource;

/** Tests of the commands as a user sees them: exit status and output. */
class CommandLineTest {

    private static final String ZERO = "0 of " + Steps.all().size();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
        System.setErr(err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grad", "help grad", "grade --epoch 3", "grade --epochs many", "grade --epochs 0",
        "grade --prove-training --epochs 3", "grade --prove-training --no-training", "grade not-there", "grade a b",
        "grade --text not-there.txt", "grade --text SHORT", "grade --device abacus", "grade --isolation glass",
        "grade --isolation process --require-isolation", "grade --threads 0", "train --lr 0", "train solutions --sampling x",
        "train solutions --tokens 100 --text TEXT", "train not-there",
        "train solutions --by-hand --concise", "train solutions --by-hand --gru", "train --continue not-there",
        "train solutions --by-hand --threads 2", "generate not-there", "generate",
        "generate x --prefix=", "generate x --temperature=-1", "generate x --temperature NaN",
        "generate x --temperature 1e99", "play --temperature=-1", "grade --resume",
        "grade --config not-there.yaml", "grade-all not-there --out out", "grade-all . --out TEXT/x", "grade-all .",
        "grade-all . --out out --jobs 0", "compare . not-there", "compare TEXT TEXT",
        "compare TEXT . --out x.txt", "complaint ada 1 .", "complaint ada 99 . --marks x",
        "hint 99", "hint step", "quiz 4", "reset", "reset 99", "new-step 14 Dropout",
        "mistakes", "mistakes 99", "mistakes 4 x", "mistakes 4 tanh", "mistakes 4 tanh-twice x",
        "solution", "solution x", "watch now", "watch --limit 0", "watch --once --limit 0", "list --limit soon",
        "grade --kit nonsense", "--kit=nonsense list",
        "grade --out TEXT/x", "grade --format pdf", "site", "site TEXT", "site . --no-model", "site x --model not-there",
        "site x --model y --no-model", "site x --repository rnn-kit", "update", "update x", "update --undo",
        "update x --undo", "compare a b"})
    void explainsAUsageErrorInOneLine(String arguments) throws IOException {
        Map<String, String> files = Map.of("TEXT", text().toString(), "SHORT", shortText().toString(),
                "TEXT/x", text().resolve("x").toString());
        int status = RnnKit.execute(Stream.of(arguments.split(" "))
                .map(argument -> files.getOrDefault(argument, argument)).toArray(String[]::new));

        assertThat(errors.toString(StandardCharsets.UTF_8).lines()).hasSize(1).first().asString()
                .startsWith("rnnkit: ").hasSizeLessThan(400);
        assertThat(status).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"grade --epochs many, --epochs: 'many' is not a whole number",
        "grade --training-limit 1.5, --training-limit: '1.5' is not a whole number",
        "train --tokens 99999999999, --tokens: '99999999999' is too large",
        "train --lr fast, --lr: 'fast' is not a number",
        "play --temperature hot, --temperature: 'hot' is not a number",
        "generate x --temperature hot, --temperature: 'hot' is not a number"})
    void saysWhichNumberIsNone(String arguments, String message) {
        assertThat(RnnKit.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).replace("Invalid value for option '", "").replace("':", ":"))
                .startsWith("rnnkit: " + message);
    }

    /** The message may be read on a terminal, or in a log in which some lines are commands. */
    @Test
    void escapesFileNamesFromASubmission() throws IOException {
        Path zip = folder.resolve("x.zip");
        String file = "/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java";
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file("a\n##[error]red\u001b[31m" + file, "").file("b" + file, "");
        }

        assertThat(RnnKit.execute("grade", zip.toString())).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("two places", "red?[31m")
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
        RnnKit.execute("grade", zip.toString(), "--no-training", "--out", folder.resolve("out").toString());
        assertThat(OutputFile.read(folder.resolve("out/report.json"), Report.class)).map(Report::submission).contains("kim");
    }

    @Test
    void listsTheExperimentsIfNoneIsNamed() {
        assertThat(RnnKit.execute("experiment")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines()).hasSize(1 + Experiment.values().length)
                .anySatisfy(line -> assertThat(line).contains("./rnnkit experiment no-clipping", "What does clipping do?"));
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
    void writesASiteOfACopy() throws IOException {
        KitCopy copy = KitCopy.create(folder.resolve("kit"));
        for (Step step : Steps.withBonus()) {
            Files.writeString(copy.kit().layout().chapter(step), "# Step " + step.number() + "\n\n## The idea\n\nRead.\n");
        }
        String site = folder.resolve("site").toString();

        assertThat(execute(copy, "site", site)).isZero();
        int pages = Steps.withChapter().size() + 1;
        assertThat(printed()).isEqualTo("Written: " + folder.resolve("site/index.html") + ", " + pages + " pages"
                + System.lineSeparator());
        assertThat(execute(copy, "site", site, "--no-model")).as("again").isZero();
    }

    @Test
    void theWordHelpDoesWhatTheOptionDoes() {
        assertThat(RnnKit.execute("help", "play") + RnnKit.execute("help")).isZero();
        assertThat(printed()).startsWith("Usage: ./rnnkit play").contains("Usage: ./rnnkit [", "Learn:");
    }

    @Test
    void tellsWhereToBegin() {
        assertThat(execute(KitCopy.create(folder))).isZero();
        assertThat(printed()).contains("0 of them are written", "step1onehot", "./rnnkit watch", "./rnnkit grade");
        assertThat(printed().lines()).hasSize(6).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void listsTheStepsOfAFreshCopy() {
        assertThat(execute(KitCopy.create(folder), "list")).isZero();
        assertThat(printed()).contains(ZERO + " steps pass", "Next: step 1")
                .containsPattern("9  " + TestSteps.withNumber(9).title() + " +not started");
    }

    @Test
    void listsAgainWithoutTestsUntilSomethingChanges() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        assertThat(execute(copy, "list")).isZero();
        String first = printed();
        Path kept = copy.kit().home().resolve(".rnnkit/list.txt");
        Files.writeString(kept, Files.readString(kept).replace(ZERO, "kept"));
        assertThat(execute(copy, "list")).isZero();
        assertThat(printed().substring(first.length())).as("nothing changed").isEqualTo(first.replace(ZERO, "kept"));
        printed.reset();
        assertThat(execute(copy, "list", "--limit", "30")).isZero();
        assertThat(printed()).as("another limit").isEqualTo(first);

        Files.writeString(kept, Files.readString(kept).replace(ZERO, "kept"));
        Path step = copy.kit().layout().exercise(Steps.all().get(0));
        Files.writeString(step, Files.readString(step) + "}");
        printed.reset();
        assertThat(execute(copy, "list", "--limit", "30")).isZero();
        assertThat(printed()).as("a changed step").contains(ZERO + " steps pass", "does not compile");
    }

    @Test
    void endsWithOneAtTheFirstStepThatDoesNotPass() {
        assertThat(execute(KitCopy.create(folder), "watch", "--once")).isEqualTo(1);
        assertThat(printed()).containsPattern("1  " + Steps.all().get(0).title() + " +not started")
                .containsPattern("2  " + Steps.all().get(1).title() + " +not tested");
    }

    @Test
    void keepsTheSolutionForThoseWhoHaveTheirOwn() {
        assertThat(execute(KitCopy.create(folder), "solution", "3")).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("does not pass yet", "./rnnkit hint 3");
        assertThat(printed()).isEmpty();
    }

    /** People type the numbers that they read, and programs read them again. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "bn-BD", "fa-IR", "mr-IN-u-nu-deva", "my-MM", "ne-NP", "th-TH-u-ca-buddhist-nu-thai",
        "tr-TR"})
    void writesTheSameInEveryLanguage(String language) {
        Locale before = Locale.getDefault();
        try {
            assertThat(RnnKit.execute() + RnnKit.execute("hint", "4")).isZero();
            String usual = printed();
            printed.reset();
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(RnnKit.execute() + RnnKit.execute("hint", "4")).isZero();
            assertThat(printed()).isEqualTo(usual);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void doctorChecksTheMachine() {
        assertThat(RnnKit.execute("doctor")).isZero();
        assertThat(printed()).contains("JDK").contains("Maven").contains("PyTorch").contains("Memory").contains("Disk")
                .endsWith("Grading works here." + System.lineSeparator());
    }

    @Test
    void tellsWhichStepsTrainingStillNeeds() {
        KitCopy copy = KitCopy.create(folder);
        assertThat(execute(copy, "train")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains(Steps.names(Steps.all()) + " of exercises are not written yet.", "train solutions");

        errors.reset();
        Step byHand = TestSteps.usedBy("train --by-hand");
        assertThat(execute(copy, "train", "--by-hand")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains(", " + byHand.number() + " of exercises are");
    }

    @Test
    void showsHintsForBonusStepsToo() {
        Step bonus = TestSteps.bonus();
        assertThat(RnnKit.execute("hint", String.valueOf(bonus.number()))).isZero();
        assertThat(printed()).contains("Step " + bonus.number() + ", " + bonus.title());
        assertThat(oneLine(printed())).contains(oneLine(bonus.hints().get(0)));
    }

    @Test
    void showsTheNextHintWithMore() {
        KitCopy copy = KitCopy.create(folder);
        assertThat(execute(copy, "hint", "step4rnn")).isZero();
        assertThat(printed()).contains("RnnForward.java", "The next hint: ./rnnkit hint 4 --more");
        TestSteps.withNumber(4).hints().stream().skip(1).forEach(hint -> {
            printed.reset();
            assertThat(execute(copy, "hint", "4", "-m")).isZero();
            assertThat(oneLine(printed())).contains(oneLine(hint));
        });
        assertThat(printed()).contains("There are no more hints.");
        assertThat(printed().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void hintsAtTheFirstStepThatIsNotWritten() {
        assertThat(execute(KitCopy.create(folder), "hint")).isZero();
        assertThat(printed()).startsWith("Step 1");
    }

    @Tag("thorough")
    @Test
    void trainsSavesTheModelGeneratesTextAndGoesOnFromTheModel() throws IOException {
        trainsAndGenerates("");

        String run = folder.resolve("a run").toString();
        Path longer = folder.resolve("longer");
        assertThat(RnnKit.execute("train", "--continue", run, "--hidden", "9")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("Leave out --hidden.");
        assertThat(RnnKit.execute("train", "--continue", run, "--epochs", "1", "--out", longer.toString(), "--device", "cpu"))
                .isZero();

        assertThat(printed()).contains("Training with solutions: 1 further epoch");
        assertThat(RunFolder.read(longer).summary().perplexities()).hasSize(3)
                .startsWith(RunFolder.read(Path.of(run)).summary().perplexities().toArray(Double[]::new));
    }

    @Tag("slow")
    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(strings = {"--concise", "--by-hand", "--gru"})
    void trainsAndGenerates(String option) throws IOException {
        String run = folder.resolve("a run").toString();
        String[] train = {"train", "solutions", "--epochs", "2", "--hidden", "8", "--text", text().toString(), "--out",
            run, "--device", "cpu"};
        assertThat(RnnKit.execute(Stream.concat(Stream.of(train), Stream.of(option).filter(o -> !o.isEmpty()))
                .toArray(String[]::new))).isZero();

        assertThat(Path.of(run)).isDirectoryContaining("glob:**/model.safetensors")
                .isDirectoryContaining("glob:**/summary.json").isDirectoryContaining("glob:**/learning-curve.svg");
        assertThat(printed()).contains("Perplexity").contains("time traveller");
        printed.reset();
        assertThat(RnnKit.execute("generate", run, "--prefix", "THE 9", "--length", "7")).isZero();
        assertThat(printed().replace("<unk>", "?").lines().toList()).singleElement().asString().startsWith("the ").hasSize(11);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("the model has read \"the \"");
        printed.reset();
        errors.reset();
        assertThat(RnnKit.execute("generate", run, "--prefix", "the ", "--length", "7", "--temperature", "1.5")).isZero();
        // A generated <unk> is one character.
        assertThat(printed().replace("<unk>", "?").lines().toList()).singleElement().asString().startsWith("the ").hasSize(11);
        assertThat(errors.toString(StandardCharsets.UTF_8)).as("step 10 draws").isEmpty();
    }

    @Test
    void aTypedKeyEndsTheTraining() {
        ByteArrayInputStream typed = new ByteArrayInputStream(new byte[] {'\n'});
        assertThat(new KeyListener((epoch, result) -> { }, typed).isLastEpoch()).isTrue();
        assertThat(new KeyListener((epoch, result) -> { }, InputStream.nullInputStream()).isLastEpoch()).isFalse();
    }

    @Tag("slow")
    @Test
    @Tag("thorough")
    void saysThatTheKitDrawsIfStepTenIsWrong() throws IOException {
        saysThatTheKitDrawsIfStepTenCanNot("random.nextDouble()", "0.0", "is not right yet");
    }

    @Tag("slow")
    @Tag("thorough")
    @ParameterizedTest
    @CsvSource({"return text, retrun text, is not right yet", ", , is not written yet"})
    void saysThatTheKitDrawsIfStepTenCanNot(String piece, String replacement, String message) throws IOException {
        KitCopy copy = KitCopy.create(folder.resolve("kit"));
        copy.kit().steps().forEach(step -> copy.save(step, copy.solution(step)));
        Step sampling = TestSteps.usedBy("generate --temperature");
        if (piece != null) {
            copy.save(sampling, copy.solution(sampling).replace(piece, replacement));
        }
        String run = folder.resolve("run").toString();
        assertThat(execute(copy, "train", "--epochs", "2", "--hidden", "8", "--text", text().toString(), "--out", run,
                "--device", "cpu")).isZero();
        printed.reset();
        errors.reset();

        assertThat(execute(copy, "generate", run, "--prefix", "the ", "--length", "7", "--temperature", "0.5"))
                .as(() -> errors.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("step " + sampling.number() + ", " + sampling.title()
                + ", " + message + ", so the kit draws", "./rnnkit hint " + sampling.number());
        assertThat(printed().replace("<unk>", "?").lines().toList()).singleElement().asString().startsWith("the ").hasSize(11);
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

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Runs a command on the copy, in this JVM, as the launcher does: without the reference on the class path. */
    private static int execute(KitCopy copy, String... arguments) {
        Map<String, String> others = Map.of("rnnkit.home", copy.kit().home().toString(), "java.class.path",
                copy.kit().engineClassPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        Properties before = (Properties) System.getProperties().clone();
        others.forEach(System::setProperty);
        try {
            return RnnKit.execute(arguments);
        } finally {
            System.setProperties(before);
        }
    }
}
