package org.rnnkit.classroom.results;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of a class's page, which class.jte renders: what needs a decision, the table of all submissions, the distribution
 * of the scores, the pass rate of each step, and the most common mistakes. It never shows a path of the machine.
 *
 * @param state the state of the grading
 * @param summary the number of graded submissions and their mean score, in words
 * @param decisions what needs a decision of the instructor
 * @param notes what else there is to know
 * @param hasBonus whether bonus steps were graded
 * @param scores the number of submissions in each tenth of the score; empty if there is no report
 * @param passRates the number of submissions that passed each step; empty if there is no report
 */
public record ClassroomPage(ClassroomState state, String summary, List<PageGroup> decisions, List<PageGroup> notes,
        List<Step> steps, boolean hasBonus, List<SubmissionRow> rows, List<Bar> scores, List<Bar> passRates,
        CutList<Mistake> mistakes) {

    /** The file name of the page. */
    public static final String FILE = "index.html";

    private static final int BANDS = 10;
    private static final int PERCENT = 100;

    /** Writes the page of a class, and returns its path. */
    static Path write(ClassroomReport overview, Path folder) {
        Path file = folder.resolve(FILE);
        OutputFile.write(Pages.render("class.jte", of(overview, folder)), file);
        return file;
    }

    private static ClassroomPage of(ClassroomReport overview, Path folder) {
        List<ClassroomResult> results = overview.results();
        List<Step> all = overview.steps().all();
        List<Report> reports = results.stream().map(ClassroomResult::report).filter(report -> report != null).toList();
        Map<ClassroomResult, SubmissionRow> rows = new LinkedHashMap<>();
        results.forEach(result -> rows.put(result, SubmissionRow.of(result, folder)));
        return new ClassroomPage(overview.state(), summary(results, reports), PageGroups.decisions(overview, rows::get),
                PageGroups.notes(overview, rows::get), all, !overview.steps().bonus().isEmpty(),
                results.stream().filter(result -> result.kind() != ResultKind.IGNORED).map(rows::get).toList(), scores(reports),
                all.stream().filter(step -> !reports.isEmpty()).map(step -> passRate(step, reports)).toList(),
                CutList.of(CommonMistakes.of(results, rows::get)));
    }

    private static String summary(List<ClassroomResult> results, List<Report> reports) {
        List<ClassroomResult> submissions = results.stream().filter(ClassroomResult::isSubmission).toList();
        int marked = (int) submissions.stream().filter(result -> result.report() != null).count();
        int unfinished = (int) results.stream().filter(ClassroomResult::isUnfinished).count();
        String graded = marked + " of " + Plural.of(submissions.size(), "submission") + " graded"
                + (marked == reports.size() ? "" : ", " + Plural.of(reports.size() - marked, "mark") + " by hand without one")
                + (unfinished == 0 ? "" : ", " + unfinished + " not finished");
        int[] scores = reports.stream().mapToInt(Report::getScore).sorted().toArray();
        return reports.isEmpty() ? graded : graded + String.format(Locale.ROOT, ", %.1f of %d points on average, median %.1f",
                IntStream.of(scores).average().orElse(0), reports.stream().mapToInt(Report::getMaxScore).max().orElse(0),
                (scores[scores.length / 2] + scores[(scores.length - 1) / 2]) / 2.0);
    }

    private static List<Bar> scores(List<Report> reports) {
        int[] bands = new int[BANDS];
        for (Report report : reports) {
            double share = report.getMaxScore() == 0 ? 0 : (double) report.getScore() / report.getMaxScore();
            bands[(int) Math.max(0, Math.min(BANDS - 1, share * BANDS))]++;
        }
        int maximum = IntStream.of(bands).max().orElse(1);
        return reports.isEmpty() ? List.of() : IntStream.range(0, BANDS)
                .mapToObj(band -> new Bar(band * PERCENT / BANDS + " to " + (band + 1) * PERCENT / BANDS + " %", bands[band],
                        maximum, String.valueOf(bands[band]))).toList();
    }

    private static Bar passRate(Step step, List<Report> reports) {
        Map<StepStatus, Long> counts = reports.stream().flatMap(report -> report.allSteps().stream())
                .filter(report -> report.id().equals(step.id()))
                .collect(Collectors.groupingBy(StepReport::status, () -> new EnumMap<>(StepStatus.class),
                Collectors.counting()));
        int passed = counts.getOrDefault(StepStatus.PASSED, 0L).intValue();
        counts.remove(StepStatus.PASSED);
        String others = counts.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
        return new Bar(step.number() + " " + step.title(), passed, reports.size(),
                percent(passed, reports.size()) + (others.isEmpty() ? "" : " (" + others + ")"));
    }

    /** Rounds a share to whole percent. Only all are 100 %, and only none are 0 %. */
    static String percent(int part, int all) {
        int rounded = (int) Math.round((double) PERCENT * part / all);
        return (part == 0 || part == all ? rounded : Math.max(1, Math.min(PERCENT - 1, rounded))) + " %";
    }
}
