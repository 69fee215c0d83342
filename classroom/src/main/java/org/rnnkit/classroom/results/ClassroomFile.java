package org.rnnkit.classroom.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomTables;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;

/**
 * A file with all results of a class, or of a part of one, as data. Several of them can be merged to one class.
 *
 * @param results the results of all submissions
 * @param sources the fingerprints of each submission's files, by the submission's name
 */
public record ClassroomFile(List<ClassroomResult> results, Map<String, List<SourcePrint>> sources) {

    /** The file name. */
    public static final String FILE = "class.json";

    private static final String NO_SCORE = "no score";

    /** Writes the file. */
    public void write(Path folder) {
        OutputFile.stream(new ClassroomFile(results.stream().map(ClassroomFile::withoutHistory).toList(), sources),
                folder.resolve(FILE));
    }

    /** The scores of an earlier run, without all that is much larger than they are. */
    private record EarlierFile(List<EarlierResult> results) {}

    private record EarlierResult(String name, EarlierReport report) {

        private String score() {
            return report.score() + " of " + report.maxScore();
        }
    }

    private record EarlierReport(int score, int maxScore, Time late, Hash grading, List<EarlierStep> steps,
            List<EarlierStep> bonus, List<PointsOverride> overrides) {

        private boolean has(PointsOverride change) {
            return overrides != null && overrides.stream().map(PointsOverride::change).anyMatch(change.change()::equals);
        }

        /** Returns the largest points that a step had, if they are other ones now. */
        private Optional<Integer> otherMaximum(StepReport now) {
            return Stream.of(steps, bonus).filter(Objects::nonNull).flatMap(List::stream)
                    .filter(step -> now.id().equals(step.id()) && now.maxScore() != step.maxScore())
                    .map(EarlierStep::maxScore).findFirst();
        }
    }

    private record EarlierStep(String id, int maxScore) {}

    private record Time(String handedIn) {}

    private record Hash(String submission) {}

    /**
     * What is another one than in the last run, in sentences without a full stop.
     *
     * @param marks the submissions with another score, a first one by hand, or none any more, with both scores
     * @param times the submissions with other sources and the same time of hand-in
     * @param points the points that were given by hand without a maximum in steps that have another one now, each with the
     *     line that puts them on the new scale
     */
    public record Changes(List<String> marks, List<String> times, Map<String, String> points) {

        /** Nothing has changed. */
        public static final Changes NONE = new Changes(List.of(), List.of(), Map.of());
    }

    /**
     * Compares with the last run.
     *
     * @param folder the folder with its results
     * @param all whether the results are those of the whole class: a submission of the last run may not be missing
     */
    public Changes changedSince(Path folder, boolean all) {
        Map<String, EarlierResult> before = new LinkedHashMap<>();
        OutputFile.read(folder.resolve(FILE), EarlierFile.class).ifPresent(file -> file.results()
                .forEach(result -> before.put(result.name(), result)));
        Map<String, ClassroomResult> now = new LinkedHashMap<>();
        results.forEach(result -> now.put(result.name(), result));
        List<String> times = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        Map<String, String> points = new LinkedHashMap<>();
        now.forEach((name, result) -> {
            EarlierResult earlier = before.get(name);
            String score = score(result);
            boolean hadScore = earlier != null && earlier.report() != null;
            if (result.report() != null && (hadScore ? !earlier.score().equals(score)
                    : !before.isEmpty() && isByHand(result.report()))) {
                marks.add(name + " from " + (hadScore ? earlier.score() : NO_SCORE) + " to " + score
                        + (hadScore ? byHandSince(earlier.report(), result.report()) : ""));
            }
            if (hadScore && result.report() != null) {
                points.putAll(onOtherScale(name, earlier.report(), result.report()));
            }
            if (hadScore && isHandedInAgain(earlier.report(), result.report())) {
                times.add(name + ", " + result.report().late().localHandedIn());
            }
        });
        before.values().stream().filter(earlier -> all && earlier.report() != null && isGone(now.get(earlier.name())))
                .forEach(earlier -> marks.add(earlier.name() + " from " + earlier.score() + " to " + NO_SCORE));
        return new Changes(marks, times, points);
    }

    /** Names the changes by hand that were not there before, in brackets: one of the extras replaces all other ones. */
    private static String byHandSince(EarlierReport before, Report now) {
        String added = now.overrides().stream().filter(change -> change.points() != null && !before.has(change))
                .map(PointsOverride::change).collect(Collectors.joining("; "));
        return added.isEmpty() ? "" : " (" + added + ")";
    }

    private static Map<String, String> onOtherScale(String name, EarlierReport before, Report now) {
        Map<String, String> found = new LinkedHashMap<>();
        for (PointsOverride change : now.overrides()) {
            now.allSteps().stream().filter(step -> step.id().equals(change.step()) && change.points() != null
                    && change.share().isEmpty()).forEach(step -> before.otherMaximum(step).ifPresent(maximum -> found.put(
                            name + ", " + change.step() + ": still " + change.points() + " by hand, of " + step.maxScore()
                                    + " instead of " + maximum,
                            ClassroomTables.line(name, change.step(), change.points() + " of " + maximum, change.comment(),
                                    change.who()))));
        }
        return found;
    }

    private static String score(ClassroomResult result) {
        return result.report() == null ? NO_SCORE : result.report().getScore() + " of " + result.report().getMaxScore();
    }

    private static boolean isByHand(Report report) {
        return report.overrides().stream()
                .anyMatch(change -> change.step().equals(PointsOverride.TOTAL) && change.points() != null);
    }

    private static boolean isGone(ClassroomResult now) {
        return now == null || now.report() == null && now.kind() != Kind.NOT_COUNTED;
    }

    /** Tells whether the sources are other ones, and the time of hand-in is still the earlier one. */
    private static boolean isHandedInAgain(EarlierReport before, Report now) {
        return now != null && now.late() != null && now.late().handedIn() != null && before.late() != null
                && now.late().handedIn().equals(before.late().handedIn()) && before.grading() != null && now.grading() != null
                && !before.grading().submission().equals(now.grading().submission());
    }

    /** Leaves out what only the page of the training shows, and what is much larger than all the rest. */
    private static ClassroomResult withoutHistory(ClassroomResult result) {
        Report report = result.report();
        TrainingReport training = report == null ? null : report.training();
        return training == null ? result : new ClassroomResult(result.name(), result.kind(),
                report.withTraining(training.withoutHistory(), report.trainingMessage()), result.reason(), result.kept());
    }

    /**
     * Reads the files of a class's parts and merges them, in the order of the roster. A submission of the roster without a
     * result has a line that says so.
     */
    public static ClassroomFile merge(List<Path> folders, List<String> roster) {
        Map<String, ClassroomResult> results = new LinkedHashMap<>();
        roster.forEach(name -> results.put(name, ClassroomResult.missing(name,
                "There is no result: its part of the class was not graded.")));
        Map<String, List<SourcePrint>> sources = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Path folder : folders) {
            OutputFile.read(folder.resolve(FILE), ClassroomFile.class).ifPresent(part -> {
                part.results().forEach(result -> {
                    // A mark by hand without a submission is in every part.
                    if (!seen.add(result.name()) && result.isSubmission()) {
                        throw new UsageException(result.name() + " is in two of the folders. Merge each submission once.");
                    }
                    results.put(result.name(), result);
                });
                sources.putAll(part.sources());
            });
        }
        return new ClassroomFile(List.copyOf(results.values()), sources);
    }
}
