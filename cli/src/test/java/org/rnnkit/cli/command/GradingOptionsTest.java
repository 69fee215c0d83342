package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.cli.command.GradingOptions.FormatOptions;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.training.ProofCheck;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine;

/** Tests of the training that the command line and grading.yaml ask for together, and of the formats of reports. */
class GradingOptionsTest {

    private static final String BONUS = "bonus: [{perplexity: 1.2, points: 2}]";

    private final Kit kit = Kit.find(Steps.all());

    @TempDir
    private Path folder;

    /** A class graded with a proof is graded again with full training, but not if nothing has changed. */
    @Test
    void fingerprintDependsOnTheTraining() throws IOException {
        String full = fingerprint("");
        String small = fingerprint("", "--prove-training");

        assertThat(small).isNotEqualTo(full).isEqualTo(fingerprint("", "--prove-training"));
        assertThat(fingerprint("", "--epochs", "300")).isNotIn(full, small);
        assertThat(fingerprint("training: {proof: true}")).isNotEqualTo(fingerprint("training: {proof: false}"));
    }

    /** GradingFindings are kept if only the mark depends on a setting. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "true  | steps: {step1onehot: {points: 77}}",
        "true  | steps: {step1onehot: {partial: true}}",
        "true  | feedback: none",
        "true  | bonus: [{perplexity: 1.2, points: 2}]",
        "true  | style: {points: 5, bonus: false}",
        "true  | deadline: 2026-12-01T23:59Z~late: {percent: 10}",
        "true  | overrides: overrides.csv",
        "false | steps: {step1onehot: {seconds: 77}}",
        "false | limits: {memory: 1000}",
        "false | training: {epochs: 3}",
        "false | training: {minutes: 3}"})
    void keepsFindingsIfOnlyTheMarkDependsOnASetting(boolean kept, String yaml) throws IOException {
        Files.writeString(folder.resolve("overrides.csv"), "name,step,points,comment,who\nada,1,3,c,w\n");

        assertThat(ownFingerprint(yaml).equals(ownFingerprint("feedback: full"))).isEqualTo(kept);
    }

    private String ownFingerprint(String yaml) throws IOException {
        GradingOptions options = options(yaml);
        return options.fingerprint(options.kit(), Sandbox.none());
    }

    @Test
    void saysInOneLineThatThereIsNoSandbox() throws IOException {
        PrintStream terminal = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            options("", "--isolation", "process").sandbox(kit);
        } finally {
            System.setErr(terminal);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).singleElement().asString()
                .contains("no sandbox", "feedback, not a mark", "./rnnkit doctor");
    }

    @Test
    void knowsNoOtherSandboxThanBubblewrap() throws IOException {
        GradingOptions options = options("", "--isolation", "unshare");
        assertThatThrownBy(() -> options.sandbox(kit)).isInstanceOf(UsageException.class)
                .hasMessageContaining("Choose auto, bubblewrap or process");
    }

    /** The command of a report can be read by the command line again, and asks for the same. */
    @Test
    void namesTheCommandThatRepeatsAGrading() throws IOException {
        Path text = Files.writeString(folder.resolve("a text.txt"), "x");
        GradingOptions options = options("training: {epochs: 3}", "--bonus", "--epochs", "4", "--seed", "9", "--text",
                text.toString(), "--require-isolation");
        Submission submission = new Intake(kit).take("solutions");
        Report report = new Report("x", List.of(), List.of(), null, "", List.of(), Sandbox.none().isolation());

        String command = options.context(kit).of(submission, report, folder.resolve("out")).command();

        assertThat(command).startsWith("./rnnkit grade solutions --config ").contains(" --bonus ", " --epochs 4 ", " --seed 9 ",
                "/a text.txt'", " --require-isolation ").contains(" --seeds ");
        String[] words = command.replace("'", "").replace("a text", "a_text").split(" ");
        assertThatCode(() -> CommandLine.populateCommand(new GradeCommand(), Arrays.copyOfRange(words, 2, words.length)))
                .doesNotThrowAnyException();
    }

    /** Nobody can know the numbers of a proof before it runs, and afterwards everybody can repeat it. */
    @Test
    void drawsTheSeedOfAProofAndNamesIt() throws IOException {
        assertThat(seedOfAProof()).isNotEqualTo(seedOfAProof());
        assertThat(seedOfAProof("--seed", "9")).isEqualTo("9");
        assertThat(fingerprint("", "--prove-training", "--seed", "9")).isNotEqualTo(fingerprint("", "--prove-training"));
    }

    private String seedOfAProof(String... arguments) throws IOException {
        GradingOptions options = options("training: {proof: true}", arguments);
        Report report = new Report("x", List.of(), List.of(), null, "", List.of(), Sandbox.none().isolation());
        String command = options.context(kit).of(new Intake(kit).take("solutions"), report, folder).command();
        return command.replaceAll(".* --seed (\\d+) .*", "$1");
    }

    /** Its earlier name still works. */
    @Test
    void takesTheEarlierNameOfAProof() throws IOException {
        assertThat(fingerprint("", "--short-training")).isEqualTo(fingerprint("", "--prove-training"));
        assertThat(options("training: {short: true}").settings()).isEqualTo(ProofCheck.settings(1));
    }

    /** A student's copy has no reference. */
    @Test
    void rejectsAProofWithoutTheReference() throws IOException {
        Kit copy = kit.withoutReference();
        try (StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            assertThatThrownBy(() -> options("", "--prove-training").trainer(copy, Sandbox.none(), compiler, System.out))
                    .isInstanceOf(UsageException.class).hasMessageContaining("which this copy of the kit does not have");
        }
    }

    @Test
    void repeatsTheSeedsOfAReport() throws IOException {
        Path report = Files.writeString(folder.resolve("report.json"),
                "{\"steps\": [{\"id\": \"step3state\", \"seed\": 77}, {\"id\": \"user.home\", \"seed\": 1}]}");
        Path other = Files.writeString(folder.resolve("other.json"), "[]");
        String property = "rnnkit.seed.step3state";
        try {
            GradeCommand.useSeeds(report);

            assertThat(new Verifier(Steps.all().get(2), "code").seed()).isEqualTo(77);
            assertThat(System.getProperty("rnnkit.seed.user.home")).isNull();
            assertThatThrownBy(() -> GradeCommand.useSeeds(other)).isInstanceOf(UsageException.class)
                    .hasMessageContaining("is not a report that can be read");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void optionsOverrideTheConfiguration() throws IOException {
        String small = "training: {proof: true}";
        String epochs = "training: {epochs: 3}";

        assertThat(options("").settings()).isEqualTo(Hyperparameters.ofChapter(500, 1));
        assertThat(options(epochs).settings()).isEqualTo(Hyperparameters.ofChapter(3, 1));
        assertThat(options(small).settings()).isEqualTo(ProofCheck.settings(1));
        assertThat(options(epochs, "--prove-training", "--seed", "2").settings()).isEqualTo(ProofCheck.settings(2));
        assertThat(options(small, "--epochs", "4").settings()).isEqualTo(Hyperparameters.ofChapter(4, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "feedback: full | --prove-training --no-training | leave one of them out",
        "feedback: full | --prove-training --epochs 3 | leave out --epochs",
        BONUS + "~training: {proof: true} | --seed 1 | grading.yaml has training: proof: true and bonus:"})
    void rejectsOptionsThatExcludeAProof(String yaml, String arguments, String message) {
        assertThatThrownBy(() -> trainer(yaml, arguments.split(" "))).isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void rejectsATextThatIsTooShortForAProof() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "a bird in the hand ".repeat(30));

        assertThatThrownBy(() -> trainer("", "--prove-training", "--text", text.toString())).isInstanceOf(UsageException.class)
                .hasMessageContaining("too short for one minibatch: 32 × 35");
    }

    /** The same configuration can be used for a full training and for a grading without training. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        BONUS + "~training: {proof: true} | --epochs 3",
        BONUS + "~training: {proof: true} | --no-training",
        BONUS + " | --prove-training",
        "training: {epochs: 3} | --prove-training"})
    void ignoresTheConfiguredTrainingIfTheOptionsAskForAnother(String yaml, String arguments) {
        assertThatCode(() -> trainer(yaml, arguments.split(" "))).doesNotThrowAnyException();
    }

    private String fingerprint(String yaml, String... arguments) throws IOException {
        return options(yaml, arguments).fingerprint(kit, Sandbox.none());
    }

    private void trainer(String yaml, String... arguments) throws IOException {
        try (StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            options(yaml, arguments).trainer(kit, Sandbox.none(), compiler, System.out);
        }
    }

    private GradingOptions options(String yaml, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("grading.yaml"), yaml.replace("~", "\n"));
        return CommandLine.populateCommand(new GradingOptions(),
                Stream.concat(Stream.of("--config", file.toString()), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void alwaysWritesThePageAndTheReport() {
        assertThat(parse().chosen()).containsExactlyInAnyOrder(FormatName.JSON, FormatName.HTML);
    }

    @Test
    void acceptsFormatsWithCommasAndInSeveralOptions() {
        assertThat(parse("--format", "junit,Markdown", "--format=classroom50").chosen()).containsExactlyInAnyOrder(
                FormatName.JSON, FormatName.HTML, FormatName.JUNIT, FormatName.MARKDOWN, FormatName.CLASSROOM50);
    }

    @Test
    void acceptsAllFormats() {
        assertThat(parse("--format", "all").chosen()).isEqualTo(EnumSet.allOf(FormatName.class));
    }

    @Test
    void listsTheFormatsIfOneIsUnknown() {
        assertThatThrownBy(() -> parse("--format", "all,junk").chosen()).isInstanceOf(UsageException.class)
                .hasMessage("--format junk: choose from json, html, junit, markdown, classroom50, annotations "
                        + "and all.");
    }

    private static FormatOptions parse(String... arguments) {
        return CommandLine.populateCommand(new FormatOptions(), arguments);
    }
}
