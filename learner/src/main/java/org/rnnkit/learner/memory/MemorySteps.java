package org.rnnkit.learner.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The steps whose code is measured.
 *
 * @param kit the kit with these steps only
 * @param submission their sources
 * @param gru step 13, if it is one of them
 */
record MemorySteps(Kit kit, Submission submission, Optional<Step> gru) {

    private static final int NEEDED = 5;
    private static final String GRU = "step13gru";

    /**
     * Chooses the student's steps if the first five pass, or else the reference's.
     *
     * @param kit the kit
     * @param isPassed whether a step of the student passes
     * @return the steps
     * @throws UsageException if there are neither
     */
    static MemorySteps choose(Kit kit, Predicate<Step> isPassed) {
        List<Step> needed = Steps.all().stream().filter(step -> step.number() <= NEEDED).toList();
        List<Step> missing = needed.stream().filter(isPassed.negate()).toList();
        boolean own = missing.isEmpty();
        if (!own && kit.reference().isEmpty()) {
            throw new UsageException("This needs your steps 1 to " + NEEDED + ". Not all of them pass yet: step "
                    + missing.stream().map(step -> String.valueOf(step.number())).collect(Collectors.joining(", step ")) + ".");
        }
        Optional<Step> gru = Steps.withId(GRU).filter(step -> !own || isPassed.test(step));
        Kit used = new Kit(kit.layout(), Stream.concat(needed.stream(), gru.stream()).toList(), List.of(), kit.reference(),
                kit.standIns(), kit.tests(), kit.libraries());
        return new MemorySteps(used, new Intake(used).take(own ? Layout.EXERCISES : Layout.SOLUTIONS), gru);
    }

    /** Says whose code is measured. */
    String description() {
        String whose = submission.name().equals(Layout.EXERCISES) ? "your" : "the reference's";
        return gru.isPresent() ? "The RNN is " + whose + " steps 2 to 5, the GRU is " + whose + " step " + gru.get().number()
                + "." : "The RNN is " + whose + " steps 2 to 5. The GRU is DJL's own" + Steps.withId(GRU)
                        .map(step -> ", because step " + step.number() + " does not pass yet.").orElse(".");
    }
}
