package org.rnnkit.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the files with the meanings of errors: their place, their form, and which entry fits. */
class EngineErrorsTest {

    private static final Path TESTS = Path.of("").toAbsolutePath().getParent().resolve("src/test/java");
    private static final Step STEP = Steps.all().get(0);
    private static final String TWO = """
            - says: ["one", "two (\\\\w+)"]
              calledBy: mul
              means: A product of {1}.
            - says: ["two", "^IllegalState.*released already"]
              general: true
              means: Anything.
            """;

    /** A file in the wrong place, or with another name, would be read by nobody. */
    @Test
    void everyFileLiesBesideAStepsTestsAndCanBeRead() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(TESTS)) {
            files = found.filter(file -> file.toString().matches(".*\\.ya?ml") && !file.endsWith("contract.yaml")).toList();
        }
        assertThat(files).isNotEmpty();
        List<Path> places = Steps.withBonus().stream().map(step -> TESTS.resolve(step.packageName().replace('.', '/'))
                .resolve(EngineErrors.FILE)).toList();
        assertThat(places).containsAll(files);
        for (Path file : files) {
            try (InputStream yaml = Files.newInputStream(file)) {
                assertThat(EngineErrors.parse(yaml)).as(file.toString()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "- says: [a]\n  mean: b\n", "- says: [a]\n", "- says: []\n  means: b\n", "- means: b\n", "- says: ['']\n  means: b\n",
        "- says: ['(']\n  means: b\n", "- says: [a]\n  means: ' '\n", "- says: [a]\n  calledBy: ''\n  means: b\n",
        "- says: [a]\n  means: b\n  general: perhaps\n", "says: [a]\nmeans: b\n"})
    void refusesAFileWithAMistake(String yaml) {
        assertThatThrownBy(() -> parse(yaml)).isInstanceOf(IOException.class);
    }

    @Test
    void takesTheFirstEntryThatFits() throws IOException {
        EngineErrors errors = parse(TWO);
        assertThat(errors.meaning(thrown("it says two things", "mul"))).contains(ErrorMeaning.specific("A product of things."));
        assertThat(errors.meaning(thrown("it says one", "mul"))).contains(ErrorMeaning.specific("A product of {1}."));
        assertThat(errors.meaning(thrown("it says two things", "add"))).contains(ErrorMeaning.general("Anything."));
        assertThat(errors.meaning(thrown("it was released already", "add"))).contains(ErrorMeaning.general("Anything."));
        assertThat(errors.meaning(thrown("it says one", "add"))).isEmpty();
        assertThat(errors.meaning(thrown(null, "mul"))).isEmpty();
    }

    @Test
    void looksAtTheNumbersBeforeItNamesASize() throws IOException {
        EngineErrors errors = parse("- says: ['size (\\d+)']\n  unless: minus\n  where: {1: numSteps}\n"
                + "  means: '{call}: {size 1}'\n");
        Expect.sizes(Map.of("numSteps", 3, "batchSize", 2));

        assertThat(errors.meaning(thrown("size 3", "add"))).contains(ErrorMeaning.specific("add: 3 (numSteps)"));
        assertThat(errors.meaning(thrown("size 2", "add"))).isEmpty();
        assertThat(errors.meaning(thrown("minus size 3", "add"))).isEmpty();
        Evidence.stop();
        assertThat(errors.meaning(thrown("size 2", "add"))).contains(ErrorMeaning.specific("add: 2"));
    }

    @Test
    void aStepWithoutTheFileHasNoMeaningsOfItsOwn() {
        assertThat(EngineErrors.beside(Steps.class).meaning(thrown("does not require grad", "mul"))).isEmpty();
    }

    private static EngineErrors parse(String yaml) throws IOException {
        return EngineErrors.parse(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Thrown thrown(String message, String operation) {
        Throwable thrown = new IllegalStateException(message);
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("ai.djl.pytorch.engine.PtNDArray", operation, "PtNDArray.java", 1),
            new StackTraceElement(STEP.fullName(), "f", STEP.className() + ".java", 7)});
        return new Thrown(thrown, STEP);
    }
}
