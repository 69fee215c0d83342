package org.rnnkit.learner.course;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.experiment.ExperimentsPart;
import org.rnnkit.learner.lab.CellRun;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.learner.play.PlayPart;
import org.rnnkit.learner.show.NumberPart;
import org.rnnkit.learner.show.ShowPart;
import org.rnnkit.learner.studio.SavedToken;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.learner.studio.StudioServer;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.TrainingPart;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.testkit.steps.Step;

/** The course on a page: one session, whose results the terminal and the page show, and a server for the page. */
public final class Studio implements AutoCloseable {

    private final Watch watch;
    private final LessonPart lessons;
    private final Lab lab;
    private final StudioServer server;

    /**
     * Starts the server.
     *
     * @param all the kit, with the bonus steps among its steps
     * @param watch the watch mode, which {@link #run} starts
     * @param port the port; 0 for any free one
     * @param fixed whether it must be this port; otherwise one of the next may be taken
     * @throws org.rnnkit.grader.system.UsageException if the port is used already
     */
    public Studio(Kit all, Kit nine, Watch watch, int port, boolean fixed) {
        this.watch = watch;
        StudioEvents events = new StudioEvents();
        lessons = new LessonPart(all, events, watch);
        Predicate<Step> fails = step -> lessons.isTested(step) && !lessons.isPassed(step);
        // The tests have a lab of their own, so a save gets its verdict while a cell runs or a model writes.
        lab = new Lab(all, watch.limit(), CellRun.WARM_UP);
        Supplier<Submission> saved = () -> new Intake(all).take(Layout.EXERCISES);
        List<StudioPart> parts = List.of(new NumberPart(all), lessons, new CellPart(lab, all, saved),
                new ShowPart(lab, all, saved), new TrainingPart(nine, events, fails), new PlayPart(nine, events, lab),
                new ExperimentsPart(nine, events, fails));
        String token = SavedToken.of(RunFolder.parent(all).resolve(SavedToken.FILE));
        server = new StudioServer(token, port, fixed, events, parts, lessons::board);
    }

    /** Returns the server, which knows the page's addresses. */
    public StudioServer server() {
        return server;
    }

    /** Runs the session until this thread is interrupted. */
    public void run(PrintStream out, Charset charset) throws InterruptedException {
        watch.run(out, charset, lessons::show);
    }

    /** Ends the server, and what its parts have started. */
    @Override
    public void close() {
        server.close();
        lab.close();
    }

    /** The part of the studio that runs the cells of the chapters. */
    public static final class CellPart implements StudioPart {

        private static final int MAX_CODE = 2_000;

        private final CellRun cells;

        /**
         * Makes the part.
         *
         * @param lab where the cells run
         * @param kit the kit, with the bonus steps among its steps
         * @param submission reads the student's sources as they are now
         */
        public CellPart(Lab lab, Kit kit, Supplier<Submission> submission) {
            cells = new CellRun(lab, kit, submission);
        }

        @Override
        public void addRoutes(StudioRoutes routes) {
            routes.action("cells/start", context -> cells.start());
            routes.post("cells/run", context -> run(context.formParam("code")));
            routes.action("cells/stop", context -> cells.stop());
        }

        private String run(String code) {
            if (code == null || code.isBlank()) {
                throw new UsageException("Type a line of Java.");
            }
            if (code.length() > MAX_CODE) {
                throw new UsageException("The line has " + code.length() + " characters; " + MAX_CODE + " are possible.");
            }
            return Pages.render("studio/cell.jte", cells.run(code));
        }
    }
}
