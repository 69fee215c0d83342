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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the meanings of engine errors: the file of each step, and the sentence that a student reads. */
class EngineErrorsTest {

    private static final Path TESTS = Path.of("").toAbsolutePath().getParent().resolve("src/test/java");
    private static final String TWO = """
            - says: [one, two]
              calledBy: mul
              means: A product.
            - says: [two, released already]
              means: Anything.
            """;

    /** A file in the wrong place, or with another name, would be read by nobody. */
    @Test
    void everyFileLiesBesideAStepsTestsAndCanBeRead() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(TESTS)) {
            files = found.filter(file -> file.toString().matches(".*\\.ya?ml")).toList();
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
        "- says: [a]\n  means: ' '\n", "- says: [a]\n  calledBy: ''\n  means: b\n", "says: [a]\nmeans: b\n"})
    void refusesAFileWithAMistake(String yaml) {
        assertThatThrownBy(() -> parse(yaml)).isInstanceOf(IOException.class);
    }

    @Test
    void takesTheFirstEntryThatFits() throws IOException {
        EngineErrors errors = parse(TWO);
        assertThat(errors.meaning(thrown("it says two", "mul"))).contains("A product.");
        assertThat(errors.meaning(thrown("it says two", "add"))).contains("Anything.");
        assertThat(errors.meaning(thrown("it says one", "add"))).isEmpty();
        assertThat(errors.meaning(thrown(null, "mul"))).isEmpty();
    }

    @Test
    void addsTheStepsMeaningToTheCommonOne() throws IOException {
        Step step = Steps.all().get(0);
        EngineErrors errors = parse(TWO);
        assertThat(ExceptionExplainer.failure(thrown("it says two", "add"), step, errors))
                .hasMessage(step.className() + " threw IllegalStateException: it says two\nAnything.");
        assertThat(ExceptionExplainer.failure(thrown("has been released already", "add"), step, errors))
                .hasMessageEndingWith("\nAn array was used after it, its manager or its batch was closed. Anything.");
        assertThat(ExceptionExplainer.failure(thrown("something else", "add"), step, errors))
                .hasMessage(step.className() + " threw IllegalStateException: something else");
    }

    @Test
    void aStepWithoutTheFileHasNoMeaningsOfItsOwn() {
        assertThat(EngineErrors.beside(EngineErrorsTest.class).meaning(thrown("two", "mul"))).isEmpty();
    }

    private static EngineErrors parse(String yaml) throws IOException {
        return EngineErrors.parse(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Throwable thrown(String message, String operation) {
        Throwable thrown = new IllegalStateException(message);
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("ai.djl.pytorch.engine.PtNDArray", operation, "PtNDArray.java", 1)});
        return thrown;
    }
}
