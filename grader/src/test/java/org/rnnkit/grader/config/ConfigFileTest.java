package org.rnnkit.grader.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of grading.yaml: the settings that a course may make, and the messages about mistakes. */
class ConfigFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsThePointsOfABonusStep() throws IOException {
        Step bonus = TestSteps.bonus();
        GradingConfig config = ConfigFile.read(Files.writeString(folder.resolve("grading.yaml"),
                "steps:\n  " + bonus.id() + ":\n    points: 17\n"));

        assertThat(config.steps()).containsExactly(Map.entry(bonus.id(), new StepMarks(17, null)));
        assertThat(config.apply(Steps.bonus()).get(0).points()).isEqualTo(17);
    }

    @Test
    void readsTheExampleWithEveryKey() {
        GradingConfig config = ConfigFile.read(Kit.find(Steps.all()).home().resolve("docs/grading.example.yaml"));

        assertThat(config.steps()).containsEntry("step8epoch", new StepMarks(20, 120));
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(config.training()).isEqualTo(new TrainingOverrides(500, 30));
        assertThat(config.countsBonusSteps()).isTrue();
    }

    @Test
    void readsDeadlineAndExtensions() throws IOException {
        GradingConfig config = read("""
                deadline: 2026-12-01T23:59:00+01:00
                extensions: {ada: 2026-12-02T12:00Z}
                late: {grace: 5, percent: 10, unknown: on time}
                """);

        assertThat(config.deadline()).hasValue(new Deadline(ZonedDateTime.parse("2026-12-01T23:59:00+01:00"),
                Map.of("ada", ZonedDateTime.parse("2026-12-02T12:00Z")), new LateSettings(5, 10, null, null, null, 0), null));
        assertThat(read("bonusSteps: true").deadline()).isEmpty();
        assertThat(read("deadline: 2026-12-01T23:59:00+01:00[Europe/Berlin]").deadline().orElseThrow().at().getZone())
                .isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void usesTheKitsSettingsForMissingKeys() throws IOException {
        assertThat(read("# nothing\n")).isEqualTo(GradingConfig.DEFAULT);
        Step first = read("steps:\n  step1onehot:\n    points: 33\n").apply(Steps.all()).get(0);

        assertThat(first.points()).isEqualTo(33);
        assertThat(first.seconds()).isEqualTo(Steps.all().get(0).seconds());
        assertThat(read("").apply(Steps.all())).isEqualTo(Steps.all());
    }

    /** In the YAML and the messages ~ stands for the end of a line and ^ for a double quote. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "steps:~  step1onehot:~    pionts: 3 | :3: ^pionts^ is not known here. Allowed: points, seconds.",
        "steps:~  step10more:~    points: 3 | :2: ^step10more^ is not known here. Allowed: step1onehot, step2",
        "training: {hours: 1} | :1: ^hours^ is not known here. Allowed: epochs, minutes.",
        "limits:~  memory: 800~  memry:~    - 3 | :3: ^memry^ is not known here. Allowed: memory, processes, disk.",
        "steps: [1, 2] | :1: steps: a list is not a section with the keys step1onehot, step2",
        "steps:~  step1onehot: 10 | :2: step1onehot: 10 is not a section with the keys points, seconds.",
        "limits:~training: {epochs: 3} | :1: limits: an empty value is not a section with the keys memory, processes, disk.",
        "- a~- b | :1: the file: a list is not a section with the keys steps, limits, training, bonusSteps",
        "~just a sentence | :2: the file: ^just a sentence^ is not a section with the keys steps, limits",
        "~steps:~  step1onehot: {points: ten} | :3: points: ^ten^ is not a whole number from 0 to 1000.",
        "steps:~  step1onehot: {points: ^10^} | :2: points: ^10^ is not a whole number from 0 to 1000. Leave out the quotes.",
        "steps:~  step1onehot: {points: 1.5} | :2: points: 1.5 is not a whole number",
        "steps:~  step1onehot: {points: -1} | :2: points: -1 is not a whole number from 0",
        "steps:~  step1onehot: {points: 1001} | :2: points: 1001 is not a whole number from 0 to 1000.",
        "steps:~  step1onehot: {points: 010} | :2: points: 010 is not",
        "steps:~  step1onehot: {points: 0x10} | :2: points: 0x10 is not",
        "steps:~  step1onehot: {points: 1_0} | :2: points: 1_0 is not",
        "steps:~  step1onehot: {points: 99999999999999999999} | :2: points: 99999999999999999999 is not",
        "steps:~  step1onehot: {points: } | :2: points: an empty value is not a whole number",
        "steps:~  step1onehot: {points: [1]} | :2: points: a list is not a whole number from 0 to 1000.",
        "steps:~  step1onehot: {seconds: 0} | :2: seconds: 0 is not a whole number from 1 to 3600.",
        "limits: {memory: 767} | :1: memory: 767 is not a whole number from 768",
        "limits: &same {memory: 800}~steps: {step1onehot: *same} | :1: ^memory^ is not known here. Allowed: points, seconds",
        "training: {epochs: 0} | :1: epochs: 0 is not",
        "bonusSteps: yes | :1: bonusSteps: write true if bonus steps are graded and their points come on top, or false.",
        "deadline: 2026-12-01 | :1: deadline: write a time with its zone, such as 2026-12-01T23:59:00+01:00.",
        "deadline: 2026-12-01T23:59 | :1: deadline: write a time with its zone",
        "deadline: 2026-02-30T23:59:00Z | :1: deadline: there is no such day or time.",
        "deadline: 2026-07-01T23:59:00+01:00[Europe/Berlin] | :1: deadline: Europe/Berlin has +02:00 then, not what is written",
        "deadline: 2026-12-01T23:59:00+01:00[Europe/Berln] | :1: deadline: there is no such day, time or zone.",
        "late: {percent: 10} | :1: late needs a deadline. Add the key deadline.",
        "deadline: 2026-12-01T23:59Z~late: {percent: 10, points: 3} | :2: points: each day costs percent or points.",
        "deadline: 2026-12-01T23:59Z~late: {most: 3} | :2: most limits percent or points. Add one of them.",
        "deadline: 2026-12-01T23:59Z~late: {unknown: never} | :2: unknown: write the days that a submission counts",
        "deadline: 2026-12-01T23:59Z~late: {unknown: 0} | :2: unknown: write the days",
        "deadline: 2026-12-01T23:59Z~late: {percent: 101} | :2: percent: 101 is not a whole number from 1 to 100.",
        "deadline: 2026-12-01T23:59Z~extensions: [ada] | :2: extensions: write a section with a line for each student",
        "deadline: 2026-12-01T23:59Z~extensions:~  ada: never | :3: ada: write a time with its zone",
        "deadline: 2026-12-01T23:59Z~extensions:~  ada: 2026-13-01T23:59Z | :3: ada: there is no such day or time.",
        "steps:~  step1onehot: {partial: true} | :2: The key partial has left. A step that fails has no points.",
        "training: {proof: true} | :1: The key proof has left. Train in full",
        "training: {short: true} | :1: The key short has left. Train in full",
        "feedback: cut | :1: The key feedback has left. A report shows everything.",
        "handIns: best | :1: The key handIns has left. Of several hand-ins of one student, the last one on time counts.",
        "roster: {name: Name} | :1: The key roster has left. A roster is Moodle's grading worksheet",
        "bonus: [{perplexity: 2, points: 3}] | :1: The key bonus has left. A perplexity brings no points.",
        "style: {points: 9, bonus: true} | :1: The key style has left. Style brings no points.",
        "overrides: no.csv | :1: overrides: no.csv is not a file that can be read",
        "deadline: 2026-12-01T23:59Z~times: no.csv | :2: times: no.csv is not a file that can be read",
        "steps:~  step1onehot: {points: 3 | :2: This is not YAML: expected",
        "steps:~\tstep1onehot: {points: 3} | :2: This is not YAML: found character '\\t(TAB)' that cannot start any token",
        "bonusSteps: true~---~bonusSteps: false | :2: This is not YAML: but found another document",
        "bonusSteps: *full | :1: This is not YAML: found undefined alias full",
        "? [steps]~: 3 | :1: A list or a section can't be a key.",
        "steps: &all~  step1onehot: *all | :1: An alias in here refers to the section that it is in.",
        "steps:~  step1onehot: {points: 1, points: 2} | :2: ^points^ is here twice",
        "training: {epochs: 1}~training: {epochs: 2} | :2: ^training^ is here twice"})
    void reportsTheLineOfAMistakeAndTheAllowedValues(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace('~', '\n').replace('^', '"'))).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("grading.yaml" + message.replace('^', '"'));
    }

    @Test
    void readsAliases() throws IOException {
        assertThat(read("steps:\n  step1onehot: &same {points: &ten 10}\n  step2parameters: *same\n"
                + "  step3state: {points: *ten}\n").steps().values())
                .hasSize(3).containsOnly(new StepMarks(10, null));
    }

    @Test
    void rejectsAnAliasBombWithoutExpandingIt() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 25; i++) {
            bomb.append(String.format("a%d: &a%d [*a%d, *a%d]%n", i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> read(bomb + "late: *a24\n")).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("grading.yaml:1: \"a0\" is not known here.");
    }

    @Test
    void rejectsTooManyAliasesOrLevels() {
        assertThatThrownBy(() -> read("late: [" + "[".repeat(100_000))).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("grading.yaml is not YAML that can be read: Nesting Depth exceeded");
        assertThatThrownBy(() -> read("a: &a [x]\nb: [" + "*a, ".repeat(60) + "]")).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("grading.yaml is not YAML that can be read: Number of aliases");
    }

    @Test
    void readsUtf8AndRejectsOtherEncodings() throws IOException {
        assertThat(ConfigFile.read(written("\uFEFFbonusSteps: true # größer", StandardCharsets.UTF_8)).countsBonusSteps())
                .isTrue();
        assertThatThrownBy(() -> ConfigFile.read(written("bonusSteps: true # größer", StandardCharsets.ISO_8859_1)))
                .isInstanceOf(UsageException.class).hasMessage("grading.yaml is not UTF-8 text. Save it as UTF-8.");
        assertThatThrownBy(() -> ConfigFile.read(written("\uFEFFbonusSteps: true", StandardCharsets.UTF_16LE)))
                .isInstanceOf(UsageException.class).hasMessage("grading.yaml is not UTF-8 text. Save it as UTF-8.");
        assertThatThrownBy(() -> ConfigFile.read(written("bonusSteps: true", StandardCharsets.UTF_16LE)))
                .isInstanceOf(UsageException.class)
                .hasMessage("grading.yaml is not YAML text: its character 2 is U+0000. Save it as UTF-8 text.");
    }

    private Path written(String yaml, Charset charset) throws IOException {
        return Files.writeString(folder.resolve("grading.yaml"), yaml, charset);
    }

    @Test
    void shortensLongValuesAndEscapesControlCharacters() {
        assertThatThrownBy(() -> read("training: {epochs: \"\\e[31m" + "x".repeat(1_000) + "\"}"))
                .hasMessageStartingWith("grading.yaml:1: epochs: \"\\u001b[31mxxx")
                .hasMessageContaining("xxx…\" is not a whole number");
    }

    @Test
    void reportsAllMistakesInTheOrderOfTheLines() {
        assertThatThrownBy(() -> read("style: {points: 0}\nfeedback: loud\nsteps:\n  step1onehot: {point: 1, second: 2}\n"))
                .hasMessageMatching("(?s)grading.yaml:1: .*\ngrading.yaml:2: .*\ngrading.yaml:4: \"point\".*"
                        + "\ngrading.yaml:4: \"second\".*");
    }

    /** SnakeYAML ends with exceptions of other kinds here. */
    @ParameterizedTest
    @ValueSource(strings = {"[a{\"a[\n?\\x", "- !_aml.org%3"})
    void rejectsBrokenEscapesAndTags(String yaml) {
        assertThatThrownBy(() -> SampleConfig.of(yaml)).isInstanceOf(UsageException.class)
                .hasMessageContaining("is not YAML that can be read");
    }

    @Test
    void rejectsAMissingFile() {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("missing.yaml"))).isInstanceOf(UsageException.class)
                .hasMessageContaining("missing.yaml").hasMessageContaining("docs/grading.example.yaml");
    }

    private GradingConfig read(String yaml) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("grading.yaml"), yaml));
    }
}
