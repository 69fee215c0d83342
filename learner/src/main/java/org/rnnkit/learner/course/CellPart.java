package org.rnnkit.learner.course;

import java.util.List;
import java.util.function.Supplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.CellRun;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioPart.StudioRoutes;
import org.rnnkit.learner.worker.CellWorker.CellResult;
import org.rnnkit.testkit.comparison.ComparisonFigure;

/** The part of the studio that runs the cells of the chapters. */
public final class CellPart implements StudioPart {

    private static final int MAX_CODE = 2_000;

    private final CellRun cells;

    /**
     * Makes the part.
     *
     * @param kit the kit, with the bonus steps among its steps
     * @param submission reads the student's sources as they are now
     */
    public CellPart(Kit kit, Supplier<Submission> submission) {
        cells = new CellRun(kit, submission);
    }

    /**
     * The data of studio/cell.jte.
     *
     * @param result what the cell did
     */
    public record CellView(CellResult result) {

        /** Draws the arrays of the cell's value, in HTML. */
        public List<String> figures() {
            return result.arrays().stream().map(ComparisonFigure::html).toList();
        }

        /** Tells whether there is nothing to show. */
        public boolean isEmpty() {
            return (result.printed() + result.value() + result.problem()).isEmpty() && result.arrays().isEmpty();
        }

        /** Makes every character of a text visible. */
        public static String visible(String text) {
            return Printable.of(text);
        }
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
        return Pages.render("studio/cell.jte", new CellView(cells.run(code, false)));
    }

    @Override
    public void close() {
        cells.close();
    }
}
