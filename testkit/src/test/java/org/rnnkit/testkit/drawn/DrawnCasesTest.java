package org.rnnkit.testkit.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.cases.CaseFailure;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;

/**
 * Tests of a run of drawn cases: which failure is thrown, and what it says about the others. They have a package of their own,
 * which is loaded again for each first call.
 */
class DrawnCasesTest {

    @BeforeEach
    void collect() {
        new Evidence().collect("");
    }

    @AfterEach
    void stop() {
        Evidence.stop();
    }

    private static CaseFailure failure(Class<? extends StepCase> type) {
        return catchThrowableOfType(CaseFailure.class, () -> DrawnCases.check(type, new Draw(1, "cases")));
    }

    /** A case whose work is the number of rows. */
    abstract static class Rows implements StepCase {

        @Override
        public double work(DrawnValues values) {
            return values.size("rows");
        }
    }

    /** A case that is always right. */
    static final class Right extends Rows {

        @Override
        public void check(DrawnValues values, Draw draw, NDManager manager) {
            Expect.number("the sum", 1, 1, 0);
        }
    }

    @Test
    void everyRightCasePasses() {
        assertThat(failure(Right.class)).isNull();
    }

    /** A case that is wrong for many rows. */
    static final class Large extends Rows {

        @Override
        public void check(DrawnValues values, Draw draw, NDManager manager) {
            Expect.that(values.size("rows") < 100, () -> "wrong for " + values.size("rows") + " rows");
        }
    }

    @Test
    void theFailureWithTheLeastWorkIsThrownAndSaysWhereTheOthersAre() {
        CaseFailure failure = failure(Large.class);
        int rows = Integer.parseInt(failure.getCause().getMessage().replaceAll("\\D", ""));
        assertThat(failure.sentences()).startsWith("The case: rows " + rows + ", ")
                .endsWith(" drawn cases fail: those with rows from " + rows + " on");
    }

    /** A case that needs too much memory for many rows. */
    static final class Memory extends Rows {

        @Override
        public void check(DrawnValues values, Draw draw, NDManager manager) {
            if (values.size("rows") >= 100) {
                throw new EngineException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.");
            }
        }
    }

    /** Otherwise a step that fills the memory in each case would reach its time limit first. */
    @Test
    void noCaseFollowsOneForWhichThereIsNoMemory() {
        assertThat(failure(Memory.class).sentences()).containsPattern("\\n1 of \\d+ drawn cases fails$");
        assertThat(failure(Large.class).sentences()).doesNotContain("\n1 of ");
    }

    /** A case that remembers the first numbers that it gets. */
    static final class Kept extends Rows {

        private static Double kept;

        @Override
        public void check(DrawnValues values, Draw draw, NDManager manager) {
            double right = draw.share();
            kept = kept == null ? (Double) right : kept;
            Expect.number("the number", kept, right, 0);
        }
    }

    @Test
    void aCallThatIsRightAloneAndWrongAfterOthersKeepsSomething() {
        assertThat(failure(Kept.class).getCause()).hasMessageStartingWith("The first call is right, and the same call after "
                + "others is not: something of an earlier call is kept in a static field.");
    }

    /** A case that is wrong in the first call only. */
    static final class WrongAtFirst extends Rows {

        private static boolean called;

        @Override
        public void check(DrawnValues values, Draw draw, NDManager manager) {
            boolean first = !called;
            called = true;
            Expect.that(!first, "wrong in the first call");
        }
    }

    @Test
    void theFirstCallOfAStepThatWasJustLoadedIsAsked() {
        assertThat(failure(WrongAtFirst.class).getCause()).hasMessage("wrong in the first call");
    }
}
