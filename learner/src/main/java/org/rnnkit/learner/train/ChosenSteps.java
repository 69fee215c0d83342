package org.rnnkit.learner.train;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The nine steps that a training uses: the user's own, or the reference where it exists and not all own steps are written.
 *
 * @param note a sentence that says whose steps they are
 */
public record ChosenSteps(Submission submission, String note) {

    /** Returns the bonus step with another network, which a model can have instead of steps 2 and 4. */
    public static Optional<Step> gru() {
        return Steps.withId("step13gru");
    }

    /** Returns the kit with the steps that a kind of model needs. */
    public static Kit kit(Kit nine, String model) {
        return model.equals(ModelFactory.GRU) ? new Kit(nine.layout(), Stream.concat(nine.steps().stream(),
                gru().stream()).toList(), List.of(), nine.reference(), nine.built()) : nine;
    }

    /** Chooses the steps. */
    public static ChosenSteps of(Kit kit) {
        Submission own = new Intake(kit).take(Layout.EXERCISES);
        List<Step> unwritten = own.unwritten(kit.steps());
        if (unwritten.isEmpty()) {
            return new ChosenSteps(own, "Your own steps are used.");
        }
        String missing = Steps.names(unwritten) + (unwritten.size() == 1 ? " is" : " are") + " not written yet.";
        if (kit.reference().isEmpty()) {
            throw new UsageException("This needs all " + kit.steps().size() + " steps. " + missing);
        }
        return new ChosenSteps(new Intake(kit).take(Layout.SOLUTIONS),
                missing + " So the reference's steps are used instead of yours.");
    }

    /** Says whose steps they are, and which of the user's own steps do not pass. */
    public String note(Predicate<Step> fails) {
        List<Step> failing = submission.name().equals(Layout.EXERCISES)
                ? Steps.all().stream().filter(fails).toList() : List.of();
        return failing.isEmpty() ? note : note + " " + Steps.names(failing) + (failing.size() == 1
                ? " does not pass its tests yet" : " do not pass their tests yet") + ", so the network may not learn.";
    }

    /**
     * Chooses the steps for a trained model.
     *
     * @param trainedWith the name of the steps that trained it; a folder is not used, because a run folder of unknown
     *     origin could name any
     * @return the reference if it trained the model and exists; otherwise the steps that {@link #of(Kit)} chooses
     */
    public static ChosenSteps of(Kit kit, String trainedWith) {
        return trainedWith.equals(Layout.SOLUTIONS) && kit.reference().isPresent()
                ? new ChosenSteps(new Intake(kit).take(Layout.SOLUTIONS), "The reference's steps are used, which "
                        + "trained this model.")
                : of(kit);
    }
}
