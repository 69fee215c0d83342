package org.rnnkit.learner.course;

import com.github.difflib.text.DiffRowGenerator;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.chapter.Quiz;
import org.rnnkit.learner.guide.Attempts;
import org.rnnkit.learner.guide.StepHelp;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.learner.watch.WatchProgress;
import org.rnnkit.testkit.board.SourceEncoding;
import org.rnnkit.testkit.board.SourceLine;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The part of the studio with the steps: the board, and a page for each step. The page without a number in its address is
 * the first page until the student has begun. Then it shows the step that the student works at, and follows to the next.
 */
public final class LessonPart implements StudioPart {

    private final Kit kit;
    private final StudioEvents events;
    private final Watch watch;
    /** The note about a restored stub, which is shown until the file changes. */
    private final Map<Step, String> notes = new ConcurrentHashMap<>();
    private volatile WatchProgress progress;
    private volatile boolean begun;

    /** Makes the part. */
    public LessonPart(Kit kit, StudioEvents events, Watch watch) {
        this.kit = kit;
        this.events = events;
        this.watch = watch;
        this.progress = WatchProgress.first(kit);
        this.begun = !WatchProgress.begun(kit).isEmpty();
    }

    /** Takes the progress of the session, and tells the open pages what has changed. */
    public void show(WatchProgress next) {
        WatchProgress before = progress;
        progress = next;
        if (next.equals(before)) {
            return;
        }
        events.publish("board");
        boolean begins = !begun && next.states().reports().values().stream()
                .anyMatch(report -> report.status() != StepStatus.NOT_STARTED);
        begun |= begins;
        if (begins || !shown(next).equals(shown(before))) {
            events.publish("current");
        }
        for (Step step : kit.steps()) {
            Optional<StepReport> report = next.states().report(step);
            Optional<StepReport> last = before.states().report(step);
            boolean runs = step.equals(next.running());
            if (!report.equals(last) || next.pending().contains(step) != before.pending().contains(step)
                    || runs != step.equals(before.running()) || runs && next.begun() != before.begun()
                    || !next.problem().equals(before.problem())) {
                events.publish("verdict-" + step.number());
            }
            if (next.states().isPassed(step) && before.states().isPassed(step) && !report.equals(last)) {
                events.publish("show-" + step.number());
            }
            if (next.states().isPassed(step) != before.states().isPassed(step)) {
                events.publish("passed-" + step.number());
                // The last of the nine says that all pass, or no longer says so.
                events.publish("passed-" + Steps.last().number());
            }
        }
    }

    /** Makes the board. */
    public String board() {
        return Pages.render("studio/board.jte", BoardView.of(progress));
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("", context -> begun ? title(shown(progress)) : "A network that writes",
                context -> Pages.render("studio/current.jte", current()));
        routes.get("current", context -> current());
        routes.page("steps/{number}", context -> title(step(context)), context -> Pages.render("studio/lesson.jte",
                lesson(step(context))));
        routes.get("board", context -> board());
        routes.get("steps/{number}/verdict", context -> Pages.render("studio/verdict.jte", lesson(step(context))));
        routes.get("steps/{number}/after", context -> Pages.render("studio/after.jte", lesson(step(context))));
        routes.get("steps/{number}/hints/{count}", this::hints);
        routes.get("steps/{number}/solution", this::solution);
        routes.file("drawings/{file}", this::drawing);
        routes.action("test-all", context -> watch.testAll());
        routes.action("stop-tests", context -> watch.stop());
        routes.action("steps/{number}/reset", context -> reset(step(context)));
        routes.get("steps/{number}/attempts", context -> attempts(step(context)));
        routes.post("steps/{number}/attempts/{name}", context -> {
            Attempts.of(kit, step(context)).takeBack(context.pathParam("name"));
            return attempts(step(context));
        });
    }

    /** Tells whether a step passes now. */
    public boolean isPassed(Step step) {
        return progress.states().isPassed(step);
    }

    /** Tells whether a step was tested since the studio was started. */
    public boolean isTested(Step step) {
        return progress.states().report(step).isPresent();
    }

    /** Sends a drawing. Its own style sheet is part of it, and it has no script. */
    private void drawing(Context context) {
        String svg = ChapterText.drawing(kit.built().course(), context.pathParam("file")).orElseThrow(
                () -> new NotFoundResponse("There is no such drawing."));
        context.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .contentType("image/svg+xml").result(svg);
    }

    /** Returns the step that the first address shows: the current one, or the end of the course if all nine steps pass. */
    private static Step shown(WatchProgress progress) {
        Step current = progress.current();
        return Steps.all().contains(current) && Steps.all().stream().allMatch(progress.states()::isPassed) ? Steps.last()
                : current;
    }

    private String current() {
        return begun ? Pages.render("studio/lesson.jte", lesson(shown(progress)))
                : Pages.render("studio/begin.jte", kit.steps());
    }

    private static String title(Step step) {
        return "Step " + step.number() + ", " + step.title();
    }

    private Step step(Context context) {
        String number = context.pathParam("number");
        return kit.steps().stream().filter(step -> String.valueOf(step.number()).equals(number)).findFirst()
                .orElseThrow(() -> new UsageException("There is no step " + number + " on this page. The steps are "
                        + kit.steps().stream().map(one -> String.valueOf(one.number())).collect(Collectors.joining(", "))
                        + "."));
    }

    private LessonView lesson(Step step) {
        WatchProgress now = progress;
        int index = kit.steps().indexOf(step);
        StepReport report = now.states().report(step).orElse(null);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - now.begun());
        return new LessonView(step, ChapterText.read(kit.built().course(), step), Quiz.of(step),
                BoardView.entry(now, step), report, place(step, report), seconds, watch.limit(), isRestorable(step, report),
                report == null || report.status() != StepStatus.NOT_STARTED ? "" : notes.getOrDefault(step, ""),
                Steps.all().stream().allMatch(now.states()::isPassed), now.states().canWrite(), kit.reference().isPresent(),
                index + 1 < kit.steps().size() ? kit.steps().get(index + 1) : null,
                now.pending().contains(step) ? Printable.of(now.problem()) : "");
    }

    /** Returns the line that the report names, or else that of the step's method; null if the step has no file. */
    private SourceLine place(Step step, StepReport report) {
        if (!Files.isRegularFile(kit.layout().exercise(step))) {
            return null;
        }
        SourceLocation location = report == null ? null : report.location();
        Path module = kit.home().resolve(Layout.EXERCISES);
        // A compiler's place begins with the name of the submission, that of a test does not.
        return location == null || location.line() == null ? SourceLine.of(module, step, List.of())
                : Stream.of(kit.home(), module).map(folder -> folder.resolve(location.file())).filter(Files::isRegularFile)
                        .map(file -> new SourceLine(file, location.line())).findFirst()
                        .orElseGet(() -> SourceLine.of(module, step, List.of()));
    }

    /** Tells whether a step's file is missing, renamed or in another encoding, so that its stub may be wanted back. */
    private boolean isRestorable(Step step, StepReport report) {
        if (report == null || report.status() == StepStatus.PASSED || progress.pending().contains(step)) {
            return false;
        }
        Path file = kit.layout().exercise(step);
        try {
            return report.status() == StepStatus.ERROR && report.tests().isEmpty() && report.location() == null
                    || SourceEncoding.problem(step.className(), Files.readAllBytes(file)).isPresent();
        } catch (IOException unreadable) {
            return true;
        }
    }

    private void reset(Step step) {
        notes.put(step, "The stub is there again." + Attempts.reset(kit, step)
                .map(copy -> " Your file was copied to " + kit.home().relativize(copy) + ".").orElse(""));
    }

    private String attempts(Step step) {
        return Pages.render("studio/attempts.jte", Attempts.of(kit, step));
    }

    private String hints(Context context) {
        Step step = step(context);
        int count = FormNumber.whole("The number of hints", context.pathParam("count"), 0, 0, step.hints().size());
        return Pages.render("studio/hints.jte", new HintView(step, count));
    }

    private String solution(Context context) {
        Step step = step(context);
        if (!progress.states().isPassed(step)) {
            throw new UsageException("You can see the reference of step " + step.number() + " once your code passes.");
        }
        return StepHelp.findSolutions(kit, step).map(both -> Pages.render("studio/difference.jte", new DifferenceView(
                DiffRowGenerator.create().ignoreWhiteSpaces(true).lineNormalizer(line -> line).build()
                        .generateDiffRows(both.yours(), both.reference()), both.otherWays())))
                .orElseThrow(() -> new UsageException("This copy of the kit has no reference to compare your code with."));
    }
}
