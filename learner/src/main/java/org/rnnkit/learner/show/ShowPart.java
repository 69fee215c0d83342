package org.rnnkit.learner.show;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.learner.lab.SavedSteps;
import org.rnnkit.learner.play.SmallModel;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.learner.worker.ShowResult;
import org.rnnkit.learner.worker.ShowTask;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.TextCleaning;

/** The part of the studio that draws below "passed" what a step's code returned. Where that is no picture, nothing is there. */
public final class ShowPart implements StudioPart {

    private final Lab lab;
    private final SavedSteps steps;
    private final List<String> tokens = SmallModel.read().tokens();

    /**
     * Makes the part.
     *
     * @param lab where the learner's code runs
     * @param submission reads the learner's sources as they are now
     */
    public ShowPart(Lab lab, Kit kit, Supplier<Submission> submission) {
        this.lab = lab;
        this.steps = new SavedSteps(lab, "show", kit, submission);
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.get("steps/{number}/show", context -> html(FormNumber.whole("The step", context.pathParam("number"), 0, 1,
                Integer.MAX_VALUE), context.queryParam("text")));
    }

    /** Returns the text that a step's picture begins with; empty if the step reads none, null if it has no picture. */
    public static String firstText(Step step) {
        return StepPicture.firstText(step.number());
    }

    /** Draws what a step makes of a text, with the learner's code as it was saved last. Returns nothing if that fails. */
    String html(int step, String typed) {
        String first = StepPicture.firstText(step);
        if (first == null) {
            return "";
        }
        String clean = TextCleaning.clean(typed == null ? "" : typed);
        String text = first.isEmpty() || clean.length() < 2 ? first
                : clean.substring(0, Math.min(StepPicture.MAX_TEXT, clean.length()));
        return values(step, text).flatMap(rows -> StepPicture.of(step, text, tokens, rows))
                .map(picture -> Pages.render("studio/show.jte", picture)).orElse("");
    }

    private Optional<double[][]> values(int step, String text) {
        lab.start();
        String jar = steps.jar().toString();
        ShowTask task = new ShowTask(step, text, SmallModel.copyTo(lab.folder()).toString(), jar, lab.seconds());
        return lab.run(task, () -> true, news -> { }).flatMap(WorkerReply::answer).map(ShowResult::rows);
    }
}
