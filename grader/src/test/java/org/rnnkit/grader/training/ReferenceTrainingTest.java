package org.rnnkit.grader.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.training.ProofCheck.ReferenceTraining;
import org.rnnkit.grader.worker.training.TrainingAnswer;

/** Tests of the reference's training, which all submissions of a grading share. */
class ReferenceTrainingTest {

    private static final TrainingAnswer TRAINED = new TrainingAnswer(List.of(), List.of(), "cpu", null, null, null, null,
            null);

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runsOnceForAllSubmissions() {
        ReferenceTraining reference = counted(() -> TRAINED);

        for (int i = 0; i < 3; i++) {
            assertThat(ReferenceTraining.await(reference.start())).isSameAs(TRAINED);
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void runsAgainAfterAFailure() {
        ReferenceTraining reference = counted(() -> {
            if (runs.get() == 1) {
                throw new IllegalStateException("no memory");
            }
            return TRAINED;
        });

        assertThatThrownBy(() -> ReferenceTraining.await(reference.start())).isInstanceOf(GraderException.class)
                .hasMessageContaining("The reference's training failed").hasMessageContaining("no memory");
        assertThat(ReferenceTraining.await(reference.start())).isSameAs(TRAINED);
    }

    @Test
    void keepsTheKindOfAnError() {
        assertThatThrownBy(() -> ReferenceTraining.await(counted(() -> {
            throw new UsageException("no GPU");
        }).start())).isInstanceOf(UsageException.class).hasMessage("no GPU");
        assertThatThrownBy(() -> ReferenceTraining.await(counted(() -> {
            throw new GraderException("the disk is full");
        }).start())).isInstanceOf(GraderException.class).hasMessage("the disk is full");
    }

    private ReferenceTraining counted(Supplier<TrainingAnswer> training) {
        return new ReferenceTraining(() -> {
            runs.incrementAndGet();
            return training.get();
        });
    }
}
