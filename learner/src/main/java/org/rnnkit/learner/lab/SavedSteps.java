package org.rnnkit.learner.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.testkit.steps.Step;

/** The learner's steps as they were saved last, in a jar for tasks. They are compiled again only if they have changed. */
public final class SavedSteps {

    private final Lab lab;
    private final String use;
    private final Kit kit;
    private final Supplier<Submission> submission;
    private String sources = "";
    private StudentSteps steps;
    private List<Step> broken = List.of();

    /**
     * Makes steps that are not compiled yet.
     *
     * @param use the name of the jar's folder, which belongs to one user of the lab
     * @param submission reads the learner's sources as they are now
     */
    public SavedSteps(Lab lab, String use, Kit kit, Supplier<Submission> submission) {
        this.lab = lab;
        this.use = use;
        this.kit = kit;
        this.submission = submission;
    }

    /** Returns the jar with the steps that compile now. */
    public synchronized Path jar() {
        Submission current = submission.get();
        if (!current.hash().equals(sources)) {
            steps = new StudentSteps(kit, current);
            broken = kit.steps().stream().filter(step -> !steps.errors(step).isEmpty()).toList();
            sources = current.hash();
        }
        return lab.jar(use, steps.classes());
    }

    /** Returns the steps that the last jar lacks, because they did not compile. */
    synchronized List<Step> broken() {
        return broken;
    }
}
