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
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine;

/** Tests of the training that the command line and grading.yaml ask for together, and of the formats of reports. */
class GradingOptionsTest {

    private final Kit kit = Kit.find(Steps.all());

    @TempDir
    private Path folder;

    /** Findings are kept if only the mark depends on a setting. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "true  | steps: {step1onehot: {points: 77}}",
        "true  | deadline: 2026-12-01T23:59Z~late: {percent: 10}",
        "true  | overrides: overrides.csv",
        "false | steps: {step1onehot: {seconds: 77}}",
        "false | limits: {memory: 1000}",
        "false | training: {epochs: 3}",
        "false | training: {minutes: 3}"})
    void keepsFindingsIfOnlyTheMarkDependsOnASetting(boolean kept, String yaml) throws IOException {
        Files.writeString(folder.resolve("overrides.csv"), "name,step,points,comment,who\nada,1,3,c,w\n");

        assertThat(ownFingerprint(yaml).equals(ownFingerprint(""))).isEqualTo(kept);
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
                "/a text.txt'", " --require-isolation ").contains(" --again ");
        String[] words = command.replace("'", "").replace("a text", "a_text").split(" ");
        assertThatCode(() -> CommandLine.populateCommand(new GradeCommand(), Arrays.copyOfRange(words, 2, words.length)))
                .doesNotThrowAnyException();
    }

    @Test
    void optionsOverrideTheConfiguration() throws IOException {
        assertThat(fingerprint("")).isEqualTo(fingerprint("training: {epochs: 500}"))
                .isNotEqualTo(fingerprint("training: {epochs: 3}"));
        assertThat(fingerprint("training: {epochs: 3}", "--epochs", "4")).isEqualTo(fingerprint("training: {epochs: 4}"));
    }

    @Test
    void rejectsATextThatIsTooShort() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "a bird in the hand ".repeat(30));

        assertThatThrownBy(() -> options("", "--text", text.toString()).requireTraining())
                .isInstanceOf(UsageException.class).hasMessageContaining("too short for one minibatch: 32 × 35");
    }

    private String fingerprint(String yaml, String... arguments) throws IOException {
        return options(yaml, arguments).fingerprint(kit, Sandbox.none());
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
