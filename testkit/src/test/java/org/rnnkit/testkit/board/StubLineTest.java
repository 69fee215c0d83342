package org.rnnkit.testkit.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of finding a stub's line that is left in code that is written. */
class StubLineTest {

    private static Optional<Integer> left(String body) {
        return StubLine.leftIn("Step.java", "class Step {\n  int of(int n) {\n" + body.replace(" | ", "\n") + "\n  }\n}", false)
                .map(StubLine::number);
    }

    @ParameterizedTest
    @CsvSource({
        "// TODO step 4: replace | throw new NotImplementedYet(Step.class);",
        "// TODO step 4: replace | // First I add them. |  | throw new NotImplementedYet(Step.class);",
        "throw new NotImplementedYet(Step.class);",
        "while (n > 0) { | n--; | } |  | // TODO step 8: replace | NotImplementedYet.raise(Step.class); |  | return n;",
        "// TODO step 8: replace | NotImplementedYet.raise(Step.class); | // Your code ends here. |  | return n;",
        "return n; // was: throw new NotImplementedYet(Step.class)",
        "// throw new NotImplementedYet(Step.class); | return n;"
    })
    void nothingIsWrittenBesideAStubsOwnLine(String body) {
        assertThat(left(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4, int m = n; | throw new NotImplementedYet(Step.class);",
        "5, int m = n; | // TODO step 4: replace | throw new NotImplementedYet(Step.class);",
        "6, // TODO step 4: replace | int m = n; |  | throw new NotImplementedYet(Step.class);",
        "6, while (n > 0) { | n--; | } | NotImplementedYet.raise(Step.class); |  | return n;",
        "4, // TODO step 8: replace | NotImplementedYet.raise(Step.class); | int m = n;",
        "4, // TODO step 8: replace | NotImplementedYet.raise(Step.class); |  | int m = n; |  | // Your code ends here.",
        "4, // TODO step 8: replace | NotImplementedYet.raise(Step.class); | // Your code ends here. | int m = n;",
        "3, n++; NotImplementedYet.raise(Step.class);"
    })
    void findsTheLineBesideCode(int line, String body) {
        assertThat(left(body)).hasValue(line);
    }

    /** Whoever has the stub's source knows that something else has changed. */
    @Test
    void findsALineInTheMiddleOfAMethodThatIsKnownToBeChanged() {
        String source = "{\n  NotImplementedYet.raise(Step.class);\n}";

        assertThat(StubLine.leftIn("Step.java", source, false)).isEmpty();
        assertThat(StubLine.leftIn("Step.java", source, true)).map(StubLine::number).hasValue(2);
        assertThat(StubLine.leftIn("Step.java", source.replace("NotImplementedYet.raise", "throw new NotImplementedYet"), true))
                .isEmpty();
    }
}
