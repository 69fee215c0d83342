package org.rnnkit.testkit.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the sentences that the names of test methods become. */
class TestSentenceTest {

    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

    @ParameterizedTest
    @CsvSource({"stateIsANewArrayEveryTime, state is a new array every time", "learns, learns",
        "shrinksToATheta, shrinks to a theta", "clipsToANormOf1BeforeTheUpdate, clips to a norm of 1 before the update",
        "steps6And8MustBeRight, steps 6 and 8 must be right", "samplesOf50CharactersEach, samples of 50 characters each",
        "returnsFloat32SoThatItFits, returns float32 so that it fits", "takesInt64AndUint8, takes int64 and uint8",
        "usesTheRNNBlock, uses the RNN block", "takesAnRNN, takes an RNN", "rejectsNaNValues, rejects NaN values",
        "isAWord, is a word", "with1Step, with 1 step"})
    void splitsWordsNumbersAndAbbreviations(String method, String sentence) {
        assertThat(TestSentence.ofMethod(method)).isEqualTo(sentence);
    }

    /** Each capital and each number begins a word, except for abbreviations and data types. */
    @Test
    void splitsTheNamesOfAllGradedTests() {
        List<String> methods = gradedTests();

        assertThat(methods).hasSizeGreaterThan(100).allSatisfy(method -> {
            String sentence = TestSentence.ofMethod(method);
            assertThat(sentence.replace(" ", "")).as("no letter is lost").isEqualToIgnoringCase(method);
            if (!method.matches(".*([A-Z]{3}|NaN).*")) {
                String begins = method.replaceAll("(?i)(float|int)\\d+", "$1").replaceAll("\\d+", "N")
                        .replaceAll("[^A-Z]", "");
                assertThat(sentence.split(" ")).as(method).hasSize(1 + begins.length());
            }
        });
    }

    private static List<String> gradedTests() {
        try (Stream<Path> files = Files.walk(Path.of("").toAbsolutePath().resolveSibling("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java")).sorted()
                    .flatMap(file -> METHOD.matcher(read(file)).results()).map(found -> found.group(1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
