package org.rnnkit.grader.marking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rnnkit.grader.Grader.GradingFindings;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.extras.Extras;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Overrides.Change;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.Report.Lateness;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.verdict.TestNames;
import org.rnnkit.testkit.steps.Step;

/**
 * The rules by which a mark follows from the findings of the grader. They run no student code and take milliseconds, so a
 * change of points, deadlines or overrides needs no new grading.
 *
 * <p>The order: the steps' points, partial credit, overrides of steps, extra points, their override, lost points of a late
 * submission, and the override of the total.
 */
public final class Marking {

    private final Kit kit;
    private final GradingConfig config;
    private final Overrides overrides;
    private final People people;
    private final Optional<LateRule> late;
    private final PartialPoints partial;

    /**
     * Reads the course's tables.
     *
     * @throws UsageException if the extensions, the table of times or the groups of partial credit have mistakes
     */
    public Marking(Kit kit, GradingConfig config, Overrides overrides, People people) {
        this.kit = kit;
        this.config = config;
        this.overrides = overrides;
        this.people = people;
        this.late = config.deadline().map(deadline -> new LateRule(deadline, people));
        this.partial = new PartialPoints(kit, config, new TestNames(kit));
    }

    /**
     * Lists the names in the course's tables, as they are written there, of those who have neither a submission nor a mark by
     * hand, sorted.
     */
    public List<String> withoutSubmission(Collection<String> submissions) {
        Map<String, String> written = new TreeMap<>(late.map(LateRule::written).orElse(Map.of()));
        overrides.all().forEach(change -> written.putIfAbsent(change.name(), change.written()));
        written.keySet().removeAll(submissions);
        written.keySet().removeAll(people.handIns().keySet());
        written.keySet().removeIf(this::isMarkedByHand);
        return written.values().stream().sorted().toList();
    }

    /** Returns the number of steps that are graded, with the bonus steps. */
    public int stepCount() {
        return kit.graded().size();
    }

    /** Returns the time of a hand-in: that of the course's table, else what is known without it. */
    public HandInTime time(String name, HandInTime known) {
        return late.map(rule -> rule.time(name, known)).orElse(known);
    }

    /** Marks one step, before the marks of the others are known. */
    public StepReport mark(StepReport step, String name) {
        return override(points(step), overrides.of(people.keysOf(name)), new ArrayList<>());
    }

    /**
     * Marks a submission.
     *
     * @param handedIn what is known about the time of hand-in
     */
    public Report mark(GradingFindings findings, String name, HandInTime handedIn) {
        List<Change> changes = overrides.of(people.keysOf(name));
        List<PointsOverride> made = new ArrayList<>();
        Report report = findings.report().withEachStep(step -> override(points(step), changes, made));
        List<ExtraPoints> extras = new ArrayList<>(Extras.points(config, report, findings.style()));
        override(PointsOverride.EXTRAS, "Other points", extras.stream().mapToInt(ExtraPoints::score).sum(),
                report.getMaxScore(), changes, extras, made);
        int reached = report.withExtras(extras).getScore();
        Optional<Lateness> lateness = late.map(rule -> rule.judge(name, handedIn, Math.max(0, reached)));
        lateness.filter(judged -> judged.days() > 0)
                .ifPresent(judged -> extras.add(new ExtraPoints("Late", judged.points(), 0, judged.message())));
        Report whole = report.withExtras(extras);
        override(PointsOverride.TOTAL, "Total", whole.getScore(), whole.getMaxScore(), changes, extras, made);
        return Printable.of(report.withExtras(extras).withDecisions(lateness.orElse(null), made));
    }

    /**
     * Makes the report of somebody whose work could not be graded, if the instructor has given a total by hand.
     *
     * @param name the name of the submission, or what {@link People} returns for somebody who has handed in nothing
     * @param reason the reason why there is no other report
     */
    public Optional<Report> markByHand(String name, String shownName, String reason) {
        if (!isMarkedByHand(name)) {
            return Optional.empty();
        }
        List<StepReport> steps = kit.steps().stream()
                .map(step -> StepReport.of(step, StepStatus.NOT_STARTED, reason, List.of())).toList();
        Report empty = new Report(shownName, steps, List.of(), null, Report.NO_TRAINING, List.of(), Sandbox.none().isolation());
        List<ExtraPoints> extras = new ArrayList<>(Extras.points(config, empty, null));
        List<PointsOverride> made = new ArrayList<>();
        override(PointsOverride.TOTAL, "Total", 0, empty.withExtras(extras).getMaxScore(),
                overrides.of(people.keysOf(name)), extras, made);
        return Optional.of(Printable.of(empty.withExtras(extras).withDecisions(null, made)));
    }

    /**
     * Lists the lines of the table of overrides that change nothing: the person has no score, the points are those that the
     * grader gave, or the total is given by hand, too.
     *
     * @param reports the reports by the submission's name
     */
    public List<String> withoutEffect(Map<String, Report> reports) {
        return overrides.all().stream().filter(change -> change.points() != null).filter(change -> {
            Report report = Stream.concat(Stream.of(change.name()), people.handIns().getOrDefault(change.name(), List.of())
                    .stream()).map(reports::get).filter(Objects::nonNull).findFirst().orElse(null);
            return report == null || !change.target().equals(PointsOverride.TOTAL)
                    && isMarkedByHand(change.name())
                    || report.overrides().stream().anyMatch(made -> made.step().equals(change.target())
                            && made.points() != null && made.points() == made.before());
        }).map(change -> change.written() + ", " + change.target()).toList();
    }

    private boolean isMarkedByHand(String name) {
        return overrides.of(people.keysOf(name)).stream().anyMatch(change -> change.target().equals(PointsOverride.TOTAL)
                && change.points() != null);
    }

    private StepReport points(StepReport report) {
        Step step = kit.graded().stream().filter(each -> each.id().equals(report.id())).findFirst().orElseThrow();
        StepReport marked = report.withPoints(report.status() == StepStatus.PASSED ? step.points() : 0, step.points());
        return partial.add(marked, step);
    }

    private static StepReport override(StepReport step, List<Change> changes, List<PointsOverride> made) {
        StepReport changed = step;
        for (Change change : changes) {
            if (change.target().equals(step.id())) {
                PointsOverride override = change.of(step.score(), step.maxScore());
                made.add(override);
                changed = override.points() == null ? changed : changed.withPoints(override.points(), step.maxScore());
            }
        }
        return changed;
    }

    /** Overrides a sum by adding the difference, so that the score stays the sum of its parts. */
    private static void override(String target, String title, int before, int maximum, List<Change> changes,
            List<ExtraPoints> extras, List<PointsOverride> made) {
        for (Change change : changes) {
            if (change.target().equals(target)) {
                PointsOverride override = change.of(before, maximum);
                made.add(override);
                if (override.points() != null) {
                    extras.add(new ExtraPoints(title + ", changed by hand", override.points() - before, 0,
                            override.summary()));
                }
            }
        }
    }
}
