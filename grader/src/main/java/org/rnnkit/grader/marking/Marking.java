package org.rnnkit.grader.marking;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.Extras;
import org.rnnkit.grader.Grader.GradingFindings;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.GradingConfig.Partial;
import org.rnnkit.grader.config.GradingConfig.StepMarks;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Marking.HandInTime.Source;
import org.rnnkit.grader.marking.Overrides.Change;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.Report.Lateness;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.CheckStatus;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.StepReport.PartialCredit;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.UsageException;
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

    /** The people of a class, as an instructor's tables name them. */
    @FunctionalInterface
    public interface People {

        /** People of whom nothing is known: each name is taken as it is written. */
        People AS_WRITTEN = (written, mayStillHandIn) -> written;

        /**
         * Finds a person.
         *
         * @param written the name of a submission, or a name, number, mail address or login on the roster
         * @param mayStillHandIn whether the person may hand in later. Without a roster, any name is allowed then
         * @return the name of the person's submission. For a person who has handed in nothing, a text that is the same for each
         *     way to write the person's name, and that no submission has as its name
         * @throws org.rnnkit.grader.system.UsageException if this means nobody or several people; the message is for the
         * instructor
         */
        String submissionOf(String written, boolean mayStillHandIn);

        /** Returns the name of a person whom {@link #submissionOf} has found, for a message. */
        default String shown(String person, String written) {
            return written;
        }

        /**
         * Lists the names of the hand-ins of each person with several, by what {@link #submissionOf} returns for the person.
         */
        default Map<String, List<String>> handIns() {
            return Map.of();
        }

        /** Lists what {@link #submissionOf} may return for a hand-in: its name, and its author if the author has several. */
        default List<String> keysOf(String handIn) {
            return Stream.concat(Stream.of(handIn), handIns().entrySet().stream()
                    .filter(person -> person.getValue().contains(handIn)).map(Map.Entry::getKey)).toList();
        }
    }

    /**
     * The partial credit of steps that failed. It is the same each time that equal code is graded on one machine, because the
     * tests and the questions of the check follow from the code. A group of tests counts if all its tests passed. The
     * independent check limits the sum: if all results in its answers are right, and only what the code does beside them is
     * not, such as an array that it leaves open, the groups decide. Otherwise the step gets at most half of its points, and of
     * this half the share of the answers with right results. So right results with an open array bring more than wrong
     * results, wrong results never bring most of the points by tests of something else, and code that forges JUnit's results
     * gains nothing beyond what the grader has seen to be right in its own process.
     */
    static final class PartialPoints {

        private final Map<String, Partial> wanted = new LinkedHashMap<>();
        private final TestNames names;

        /**
         * Checks that each group has tests.
         *
         * @throws UsageException if a group has none
         */
        PartialPoints(Kit kit, GradingConfig config, TestNames names) {
            this.names = names;
            for (Step step : kit.graded()) {
                StepMarks marks = config.steps().get(step.id());
                if (marks != null && marks.partial() != null) {
                    wanted.put(step.id(), marks.partial());
                    marks.partial().groups().keySet().forEach(group -> requireTests(step, group));
                }
            }
        }

        private void requireTests(Step step, String group) {
            List<String> all = names.of(step);
            if (all.stream().noneMatch(name -> name.startsWith(group))) {
                throw new UsageException("partial: no test of " + step.id() + " begins with " + Printable.quoted(group)
                        + ". Its tests: " + all.stream().map(PartialPoints::method).distinct().collect(Collectors.joining("; "))
                        + ".");
            }
        }

        /** Returns the name of a test's method: a repeated test has its own name after a colon. */
        private static String method(String test) {
            int colon = test.indexOf(": ");
            return colon < 0 ? test : test.substring(0, colon);
        }

        /** Adds the partial credit to a step that failed, if the course gives it. */
        StepReport add(StepReport report, Step step) {
            Partial partial = wanted.get(step.id());
            IndependentCheck check = report.check();
            // If only the check failed, tests and check contradict each other, and a person has to read the code.
            boolean checkPassed = check.status() == CheckStatus.PASSED;
            if (partial == null || report.status() != StepStatus.FAILED || !checkPassed && check.asked() == 0
                    || report.tests().stream().allMatch(TestReport::passed)) {
                return report;
            }
            Set<String> passed = report.tests().stream().filter(TestReport::passed).map(TestReport::name)
                    .collect(Collectors.toSet());
            Map<String, List<String>> groups = groups(partial, names.of(step));
            List<String> right = groups.keySet().stream().filter(group -> passed.containsAll(groups.get(group))).toList();
            int byTests = partial.groups().isEmpty() ? step.points() * right.size() / groups.size()
                    : right.stream().mapToInt(partial.groups()::get).sum();
            int byCheck = checkPassed || check.hasRightResults() ? step.points()
                    : step.points() * check.right() / (2 * check.asked());
            int points = Math.min(byTests, byCheck);
            String group = partial.groups().isEmpty() ? "test method" : "named group";
            return report.withPoints(points, step.points()).withPartial(new PartialCredit(points, byTests, byCheck,
                    "Partial credit: " + right.size() + " of " + Plural.of(groups.size(), group) + " passed ("
                    + Plural.of(byTests, "point") + "), and " + (checkPassed ? "the independent check passed."
                    : check.hasRightResults() ? "all results in the independent check were right."
                    : check.right() + " of " + Plural.of(check.asked(), "answer") + " to the independent check had right "
                            + "results (at most " + Plural.of(byCheck, "point")
                            + ", because wrong results bring less than half).")));
        }

        private static Map<String, List<String>> groups(Partial partial, List<String> tests) {
            if (partial.groups().isEmpty()) {
                return tests.stream().collect(Collectors.groupingBy(PartialPoints::method, LinkedHashMap::new,
                        Collectors.toList()));
            }
            Map<String, List<String>> groups = new LinkedHashMap<>();
            partial.groups().keySet().forEach(group -> groups.put(group, tests.stream().filter(name -> name.startsWith(group))
                    .toList()));
            return groups;
        }
    }

    /**
     * What is known about the time of a hand-in.
     *
     * @param time the time; null if only a platform's mark is known, or nothing
     * @param source where this is known from
     */
    public record HandInTime(Instant time, Source source) {

        /** Nothing is known. */
        public static final HandInTime UNKNOWN = new HandInTime(null, Source.NONE);

        /** The sources. */
        public enum Source {
            /** Nobody says anything. */
            NONE,
            /** A platform has the time, or the instructor gave it. */
            CLOCK,
            /** The time of a commit, which the student's own computer wrote. */
            COMMIT,
            /** A platform that marks late hand-ins has not marked this one. */
            NOT_MARKED,
            /** A platform has marked it as late, without a time. */
            MARKED_LATE
        }

        /** Makes a time that a platform or the instructor gave. */
        public static HandInTime at(Instant time) {
            return new HandInTime(time, Source.CLOCK);
        }

        /** Reads a time with its zone. */
        static HandInTime parse(String text) {
            return at(ZonedDateTime.parse(text).toInstant());
        }
    }
}
