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
        evidence.collect("n = 1");
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
        assertThat(mismatch).hasMessage("Likely mistake: two are missing\nthe sum is 3, expected 5");
    }

    @Test
    void anotherWrongCaseRefutesASlip() {
        Mismatch degenerate = wrong("the sum (of 1)", 0, 1, Slip.of("it is halved", 0), Slip.of("it is zero", 0));
        assertThat(degenerate.getMessage()).startsWith("Likely mistake: it is halved\nor: it is zero\n");
        Mismatch other = wrong("the sum (of 4)", 0, 4, Slip.of("it is halved", 2), Slip.of("it is zero", 0));
        assertThat(degenerate.getMessage()).contains("mistake: it is zero").doesNotContain("halved");
        assertThat(other.getMessage()).contains("mistake: it is zero");
    }

    @Test
    void aSlipThatARightCaseRefutesIsNamedForItsCaseOnly() {
        Mismatch mismatch = wrong("the sum (of 1)", 0, 1, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(Kind.SLIP);
        evidence.collect("n = 4");
        Expect.number("the sum (of 4)", 4, 4, 0, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(Kind.CASE);
        assertThat(mismatch).hasMessage("Likely mistake in the case \"n = 1\": it is zero\nthe sum (of 1) is 0, expected 1\n"
                + "In another case the result is right");
        assertThat(Mismatch.slipIn(mismatch.getMessage())).hasValue("it is zero");
    }

    @Test
    void aRightCaseThatASlipDoesNotChangeSaysNothing() {
        Mismatch mismatch = wrong("the sum (of 1)", 0, 1, Slip.of("it is zero", 0));
        Expect.number("the sum (of 0)", 0, 0, 0, Slip.of("it is zero", 0));
        assertThat(mismatch.kind()).isEqualTo(Kind.SLIP);
    }

    @Test
    void aSlipThatAWrongCaseRefutesIsNamedForItsCaseOnly() {
        Mismatch mismatch = wrong("the sum", 0, 1, Slip.of("it is zero", 0));
        wrong("the sum", 7, 1);
        assertThat(mismatch).hasMessage("Likely mistake in the case \"n = 1\": it is zero\nthe sum is 0, expected 1\n"
                + "In other cases the result is wrong in another way");
    }

    @Test
    void severalSlipsOfOneCaseSayNothing() {
        Mismatch mismatch = wrong("the sum", 0, 1, Slip.of("it is zero", 0), Slip.of("it is halved", 0));
        assertThat(Mismatch.slipIn(mismatch.getMessage())).hasValue("it is zero or: it is halved");
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
