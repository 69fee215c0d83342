package org.rnnkit.classroom.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.OutputFile;

/**
 * A file with all results of a class, as data.
 *
 * @param results the results of all submissions
 * @param marks what each student gets
 */
public record ClassroomFile(List<ClassroomResult> results, List<StudentMark> marks) {

    /** The file name. */
    public static final String FILE = "class.json";

    /** Without a roster, and in files of earlier kits, there are no marks of students: each submission is a student then. */
    public ClassroomFile {
        marks = marks != null ? marks : results.stream().filter(result -> result.kind() != ResultKind.IGNORED
                && result.kind() != ResultKind.NOT_COUNTED).map(result -> StudentMark.of(result.name(), result)).toList();
    }

    /** Makes a file without a roster. */
    public ClassroomFile(List<ClassroomResult> results) {
        this(results, null);
    }

    /** Writes the file. */
    public void write(Path folder) {
        OutputFile.stream(new ClassroomFile(results.stream().map(ClassroomFile::withoutHistory).toList(), marks),
                folder.resolve(FILE));
    }

    /**
     * Compares with the last run: what each student gets, and each submission's time of hand-in.
     *
     * @param folder the folder with its results
     */
    public Changes changedSince(Path folder) {
        return OutputFile.read(folder.resolve(FILE), ClassroomFile.class).map(this::changedSince)
                .orElse(Changes.NONE);
    }

    private Changes changedSince(ClassroomFile file) {
        Map<String, Report> before = file.reports();
        Map<String, Report> now = reports();
        List<String> times = new ArrayList<>();
        now.forEach((name, report) -> {
            Report earlier = before.get(name);
            if (earlier != null) {
                if (isHandedInAgain(earlier, report)) {
                    times.add(name + ", " + report.late().localHandedIn());
                }
            }
        });
        List<String> changed = new ArrayList<>();
        pairs(file.marks()).forEach((mark, earlier) -> {
            if (!mark.score().equals(earlier.score())) {
                changed.add(mark.student() + " from " + earlier.score() + " to " + mark.score()
                        + reasons(mark, earlier, before.get(earlier.handIn()), now.get(mark.handIn())));
            }
        });
        return new Changes(changed, times);
    }

    private Map<String, Report> reports() {
        Map<String, Report> reports = new LinkedHashMap<>();
        results.stream().filter(result -> result.report() != null)
                .forEach(result -> reports.put(result.name(), result.report()));
        return reports;
    }

    /**
     * Finds the earlier mark of each student: by the name, else by the hand-in, because another roster may write the name in
     * another way. Students without an earlier mark are left out; for those who are gone there is an empty mark.
     */
    private Map<StudentMark, StudentMark> pairs(List<StudentMark> earlier) {
        Map<String, StudentMark> byStudent = new LinkedHashMap<>();
        Map<String, StudentMark> byHandIn = new HashMap<>();
        earlier.forEach(mark -> byStudent.put(mark.student(), mark));
        earlier.stream().filter(mark -> !mark.handIn().isEmpty()).forEach(mark -> byHandIn.put(mark.handIn(), mark));
        Map<StudentMark, StudentMark> pairs = new LinkedHashMap<>();
        marks.forEach(mark -> Optional.ofNullable(byStudent.getOrDefault(mark.student(), byHandIn.get(mark.handIn())))
                .ifPresent(before -> pairs.put(mark, before)));
        Set<StudentMark> found = Set.copyOf(pairs.values());
        earlier.stream().filter(mark -> !found.contains(mark))
                .forEach(mark -> pairs.put(StudentMark.of(mark.student(), null), mark));
        return pairs;
    }

    /** Says which hand-in counts now, and what was changed by hand, in brackets. */
    private static String reasons(StudentMark mark, StudentMark earlier, Report before, Report now) {
        boolean isSame = mark.handIn().equals(earlier.handIn()) || mark.handIn().equals(mark.student());
        String reasons = Stream.of(isSame ? "" : mark.handIn().isEmpty() ? "no hand-in counts now"
                        : mark.handIn() + " counts now", before == null || now == null ? "" : byHandSince(before, now))
                .filter(reason -> !reason.isEmpty()).collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "" : " (" + reasons + ")";
    }

    /** Names the changes by hand that were not there before: one of the extras replaces all other ones. */
    private static String byHandSince(Report before, Report now) {
        List<String> earlier = before.overrides().stream().map(PointsOverride::change).toList();
        return now.overrides().stream().filter(change -> change.points() != null).map(PointsOverride::change)
                .filter(change -> !earlier.contains(change)).collect(Collectors.joining("; "));
    }

    /** Tells whether the sources are other ones, and the time of hand-in is still the earlier one. */
    private static boolean isHandedInAgain(Report before, Report now) {
        return now.late() != null && now.late().handedIn() != null && before.late() != null
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
}
