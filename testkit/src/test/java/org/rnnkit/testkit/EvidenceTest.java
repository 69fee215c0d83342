package org.rnnkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Mismatch.Evidence;
import org.rnnkit.testkit.Mismatch.Kind;

/** Tests of which slip a message names, over all comparisons of a run. */
class EvidenceTest {

    private final Evidence evidence = new Evidence();

    @BeforeEach
    void collect() {
        evidence.collect("");
    }

    @AfterEach
    void stop() {
        Evidence.stop();
    }

    private static Mismatch wrong(String name, double actual, double expected, Slip... slips) {
        return catchThrowableOfType(Mismatch.class, () -> Expect.number(name, actual, expected, 1e-3, slips));
    }

    @Test
    void namesTheSlipThatGivesTheResult() {
        Mismatch mismatch = wrong("the sum", 3, 5, Slip.of("one is missing", 4), Slip.of("two are missing", 3));
        assertThat(mismatch.kind()).isEqualTo(Kind.SLIP);
        assertThat(mismatch).hasMessage("the sum is 3, expected 5\nThis is what comes out when two are missing");
    }

    @Test
    void anotherWrongCaseRefutesASlip() {
        Mismatch degenerate = wrong("the sum (of 1)", 0, 1, Slip.of("it is halved", 0), Slip.of("it is zero", 0));
        assertThat(degenerate.getMessage()).contains("it is halved;\nor when it is zero");
        Mismatch other = wrong("the sum (of 4)", 0, 4, Slip.of("it is halved", 2), Slip.of("it is zero", 0));
        assertThat(degenerate.getMessage()).contains("when it is zero").doesNotContain("halved");
        assertThat(other.getMessage()).contains("when it is zero");
    }

    @Test
    void aRightCaseRefutesASlipThatWouldHaveChangedIt() {
        Mismatch mismatch = wrong("the sum (of 1)", 0, 1, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(Kind.SLIP);
        Expect.number("the sum (of 4)", 4, 4, 0, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(Kind.DIFFERENCE);
        assertThat(mismatch).hasMessage("the sum (of 1) is 0, expected 1");
    }

    @Test
    void aRightCaseThatASlipDoesNotChangeSaysNothing() {
        Mismatch mismatch = wrong("the sum (of 1)", 0, 1, Slip.of("it is zero", 0));
        Expect.number("the sum (of 0)", 0, 0, 0, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(Kind.SLIP);
    }

    @Test
    void aWrongCaseWithoutTheSlipRefutesIt() {
        Mismatch mismatch = wrong("the sum", 0, 1, Slip.of("it is zero", 0));
        wrong("the sum", 7, 1);
        assertThat(mismatch.kind()).isEqualTo(Kind.DIFFERENCE);
    }

    @Test
    void otherResultsSayNothing() {
        Mismatch mismatch = wrong("the sum", 0, 1, Slip.of("it is zero", 0));
        wrong("the product", 7, 1, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(Kind.SLIP);
    }

    @Test
    void saysInWhichCaseAResultIsWrongIfItIsRightInMost() {
        for (String right : new String[] {"n = 2", "n = 3"}) {
            evidence.collect(right);
            Expect.number("the sum", 1, 1, 0);
        }
        evidence.collect("n = 1");
        Mismatch mismatch = wrong("the sum", 7, 1);
        assertThat(mismatch).hasMessage("the sum is 7, expected 1\nThe case is: n = 1. In 2 other cases the result is right");
        evidence.collect("n = 4");
        wrong("the sum", 7, 1);
        assertThat(mismatch).hasMessage("the sum is 7, expected 1");
    }
}
