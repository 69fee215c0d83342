package org.rnnkit.grader.marking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Lateness;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;

/**
 * The rules by which a mark follows from the findings of the grader. They run no student code and take milliseconds, so a
 * change of points, deadlines or overrides needs no new grading.
 *
 * <p>The order: the steps' points, overrides of steps, extra points, their override, lost points of a late
 * submission, and the override of the total.
 */
public final class Marking {

    private final Kit kit;
    private final GradingConfig config;
    private final Overrides overrides;
    private final People people;
    private final Optional<LateRule> late;

    /**
     * Reads the course's tables.
     *
     * @throws UsageException if the extensions or the table of times have mistakes
     */
    public Marking(Kit kit, GradingConfig config, Overrides overrides, People people) {
        this.kit = kit;
        this.config = config;
        this.overrides = overrides;
        this.people = people;
        this.late = config.deadline().map(deadline -> new LateRule(deadline, people));
    }

    /**
     * Lists the people in the course's tables who have neither a submission nor a mark by hand, sorted: the name, and how it
     * is written there if that is something else.
     */
    public List<String> withoutSubmission(Collection<String> submissions) {
        Map<String, String> written = new TreeMap<>(late.map(LateRule::written).orElse(Map.of()));
        overrides.all().forEach(change -> written.putIfAbsent(change.name(), change.written()));
        written.keySet().removeAll(submissions);
        written.keySet().removeAll(people.handIns().keySet());
        written.keySet().removeIf(this::isMarkedByHand);
        return written.entrySet().stream().map(person -> people.shown(person.getKey(), person.getValue())).sorted().toList();
    }

    /** Returns the number of steps that are graded, with the bonus steps. */
    public int stepCount() {
        return kit.graded().size();
    }

    /** Returns the time of a hand-in: that of the course's table, else what is known without it. */
    public HandInTime time(String name, HandInTime known) {
        return late.map(rule -> rule.time(name, known)).orElse(known);
    }

    /** Returns the last moment at which a submission is in time; nothing if the course has no deadline. */
    public Optional<Instant> lastMoment(String name) {
        return late.map(rule -> rule.lastMoment(name));
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
    public Report mark(Report findings, String name, HandInTime handedIn) {
        List<PointsChange> changes = overrides.of(people.keysOf(name));
        List<PointsOverride> made = new ArrayList<>();
        Report report = findings.withEachStep(step -> override(points(step), changes, made));
        List<ExtraPoints> extras = new ArrayList<>(extras(report));
        override(PointsOverride.EXTRAS, "Other points", extras.stream().mapToInt(ExtraPoints::score).sum(), changes, extras,
                made);
        int reached = report.withExtras(extras).getScore();
        Optional<Lateness> lateness = late.map(rule -> rule.judge(name, handedIn, Math.max(0, reached)));
        lateness.filter(judged -> judged.days() > 0)
                .ifPresent(judged -> extras.add(new ExtraPoints("Late", judged.points(), judged.message())));
        Report whole = report.withExtras(extras);
        override(PointsOverride.TOTAL, "Total", whole.getScore(), changes, extras, made);
        changes.stream().filter(change -> change.target().equals(PointsOverride.PERSON)).map(change -> change.of(0))
                .forEach(made::add);
        return report.withExtras(extras).withDecisions(lateness.orElse(null), made);
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
        List<ExtraPoints> extras = new ArrayList<>(extras(empty));
        List<PointsOverride> made = new ArrayList<>();
        override(PointsOverride.TOTAL, "Total", 0, overrides.of(people.keysOf(name)), extras, made);
        return Optional.of(empty.withExtras(extras).withDecisions(null, made));
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

    /** Tells whether the instructor has said whose submission this is, or has given its total by hand. */
    public boolean isConfirmed(String submission) {
        return isMarkedByHand(submission) || overrides.of(people.keysOf(submission)).stream()
                .anyMatch(change -> change.target().equals(PointsOverride.PERSON));
    }

    private boolean isMarkedByHand(String name) {
        return overrides.of(people.keysOf(name)).stream().anyMatch(change -> change.target().equals(PointsOverride.TOTAL)
                && change.points() != null);
    }

    private StepReport points(StepReport report) {
        Step step = kit.graded().stream().filter(each -> each.id().equals(report.id())).findFirst().orElseThrow();
        return report.withPoints(report.status() == StepStatus.PASSED ? step.points() : 0, step.points());
    }

    /** Makes the extra points: those of the bonus steps, if the course counts them. */
    private List<ExtraPoints> extras(Report report) {
        if (!config.countsBonusSteps() || report.bonus().isEmpty()) {
            return List.of();
        }
        long passed = report.bonus().stream().filter(step -> step.status() == StepStatus.PASSED).count();
        return List.of(new ExtraPoints(ExtraPoints.BONUS_STEPS, report.getBonusScore(),
                passed + " of " + report.bonus().size() + " passed"));
    }

    private static StepReport override(StepReport step, List<PointsChange> changes, List<PointsOverride> made) {
        StepReport changed = step;
        for (PointsChange change : changes) {
            if (change.target().equals(step.id())) {
                PointsOverride override = change.of(step.score());
                made.add(override);
                changed = override.points() == null ? changed : changed.withPoints(override.points(), step.maxScore());
            }
        }
        return changed;
    }

    /** Overrides a sum by adding the difference, so that the score stays the sum of its parts. */
    private static void override(String target, String title, int before, List<PointsChange> changes,
            List<ExtraPoints> extras, List<PointsOverride> made) {
        for (PointsChange change : changes) {
            if (change.target().equals(target)) {
                PointsOverride override = change.of(before);
                made.add(override);
                if (override.points() != null) {
                    extras.add(new ExtraPoints(title + ", changed by hand", override.points() - before,
                            override.summary()));
                }
            }
        }
    }
}
