package org.rnnkit.grader.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.config.GradingConfig.Bonus;
import org.rnnkit.grader.config.GradingConfig.StepMarks;
import org.rnnkit.grader.config.GradingConfig.Training;
import org.rnnkit.grader.error.WrongUse;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Detail;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** What a course may write into grading.yaml, and what it is told about the rest. */
class ConfigFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsTheExampleWithEveryKey() {
        GradingConfig config = ConfigFile.read(Kit.here(Steps.all()).home().resolve("docs/grading.example.yaml"));

        assertThat(config.steps()).containsEntry("step8epoch", new StepMarks(20, 120))
                .containsEntry("step12backward", new StepMarks(15, null));
        assertThat(config.apply(Steps.bonus()).get(2).points()).isEqualTo(15);
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(config.training()).isEqualTo(new Training(500, 30, false));
        assertThat(config.feedback()).isEqualTo(Detail.FULL);
        assertThat(config.bonus()).containsExactly(new Bonus(1.2, 2), new Bonus(1.05, 5));
        assertThat(config.style()).hasValueSatisfying(style -> {
            assertThat(style.points()).isEqualTo(9);
            assertThat(style.lost()).isEqualTo(1);
            assertThat(style.rules()).endsWith("checkstyle.xml");
        });
    }

    @Test
    void readsAShortTraining() throws IOException {
        assertThat(read("training: {short: true, minutes: 5}").training()).isEqualTo(new Training(null, 5, true));
        assertThat(read("training: {short: false, epochs: 3}").training()).isEqualTo(new Training(3, null, false));
    }

    @Test
    void leavesWhatIsNotThereAsTheKitHasIt() throws IOException {
        assertThat(read("# nothing\n")).isEqualTo(GradingConfig.DEFAULT);
        Step first = read("steps:\n  step1onehot:\n    points: 33\n").apply(Steps.all()).get(0);

        assertThat(first.points()).isEqualTo(33);
        assertThat(first.seconds()).isEqualTo(Steps.all().get(0).seconds());
        assertThat(read("").apply(Steps.all())).isEqualTo(Steps.all());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "steps:~  step1onehot:~    pionts: 3 | :3: \\\"pionts\\\" is not known here; allowed: points, seconds",
        "steps:~  step10more:~    points: 3 | :2: \\\"step10more\\\" is not known here; allowed: step1onehot, step2",
        "steps: [1, 2] | :1: a section with these keys is expected here: step1onehot",
        "steps:~  step1onehot: 10 | :2: a section with these keys is expected here: points, seconds",
        "~steps:~  step1onehot: {points: ten} | :3: points: \\\"ten\\\" is not a whole number from 0 to 1000",
        "steps:~  step1onehot: {points: 1.5} | :2: points: \\\"1.5\\\" is not a whole number",
        "steps:~  step1onehot: {points: -1} | :2: points: -1 is not a whole number from 0",
        "steps:~  step1onehot: {points: 010} | :2: points: 010 is not",
        "steps:~  step1onehot: {points: 1, points: 2} | :2: \\\"points\\\" is here twice",
        "steps:~  step1onehot: {points: [1]} | :2: points: a whole number from 0 to 1000 is expected",
        "limits: {memory: 767} | :1: memory: 767 is not a whole number from 768",
        "training: {epochs: 0} | :1: epochs: 0 is not",
        "training: {hours: 1} | :1: \\\"hours\\\" is not known here; allowed: epochs, minutes, short",
        "training: {short: yes} | :1: short: yes is not true or false",
        "training:~  short: true~  epochs: 500 | :2: short: true is not possible beside epochs",
        "feedback: some | :1: feedback: some is not full or cut or none",
        "bonus: 5 | :1: bonus: a list is expected",
        "bonus:~  - points: 3 | :2: \\\"perplexity\\\" is missing here",
        "bonus:~  - {perplexity: 1, points: 3} | :2: perplexity: 1 is not a number above 1.0",
        "bonus:~  - {perplexity: low, points: 3} | :2: perplexity: low is not a number",
        "style: {} | :1: \\\"points\\\" is missing here",
        "style:~  points: 5~  config: not-there.xml | :3: config: not-there.xml is not a file that can be read",
        "steps:~  step1onehot: {points: 3 | :2: no YAML",
        "training: {epochs: 1}~training: {epochs: 2} | :2: \\\"training\\\" is here twice"})
    void saysWhereSomethingIsWrongAndWhatMayBeThere(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace("~", "\n"))).isInstanceOf(WrongUse.class)
                .hasMessageStartingWith("grading.yaml" + message.replace("\\", "").split(" ", 2)[0])
                .hasMessageContaining(message.replace("\\", "").split(" ", 2)[1]);
    }

    @Test
    void saysAllThatIsWrongAtOnceInTheOrderOfTheLines() {
        assertThatThrownBy(() -> read("style: {points: 0}\nfeedback: loud\nsteps:\n  step1onehot: {point: 1, second: 2}\n"))
                .hasMessageMatching("(?s)grading.yaml:1: .*\ngrading.yaml:2: .*\ngrading.yaml:4: \"point\".*"
                        + "\ngrading.yaml:4: \"second\".*");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("missing.yaml"))).isInstanceOf(WrongUse.class)
                .hasMessageContaining("missing.yaml").hasMessageContaining("docs/grading.example.yaml");
    }

    private GradingConfig read(String yaml) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("grading.yaml"), yaml));
    }
}
