package org.rnnkit.grader.classroom;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.classroom.ClassResult.Kind;
import org.rnnkit.grader.classroom.CommonMistakes.Mistake;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of a class's page, which class.jte renders: the distribution of the scores, the pass rate of each step, the most
 * common mistakes, and a link to each report.
 *
 * @param summary the number of graded submissions and their mean score, in words
 * @param withoutScore the number of submissions that were not graded
 * @param scores the number of submissions in each tenth of the score; empty if there is no report
 * @param passRates the number of submissions that passed each step; empty if there is no report
 * @param mistakes the most common mistakes
 * @param steps the steps, then the bonus steps
 * @param hasBonus whether bonus steps were graded
 * @param rows the submissions
 * @param ignored the entries of the inbox that are no submissions, with the reasons
 */
public record ClassPage(String summary, int withoutScore, List<Bar> scores, List<Bar> passRates, List<Mistake> mistakes,
        List<Step> steps, boolean hasBonus, List<SubmissionRow> rows,
        List<SubmissionRow> ignored) {

    /** The file name of the page. */
    static final String FILE = "index.html";

    private static final int BANDS = 10;
    private static final int PERCENT = 100;

    /**
     * A horizontal bar of a chart.
     *
     * @param label the text in front of the bar
     * @param value the length of the bar
     * @param maximum the value of a bar of full length
     * @param valueText the text after the bar
     */
    public record Bar(String label, int value, int maximum, String valueText) {}

    /**
     * A submission in the page's table.
     *
     * @param name the submission's name
     * @param link the address of its report; empty if there is no report
     * @param report the report; null if the submission was not graded
     * @param reason the reason why there is no report; empty if there is one
     */
    public record SubmissionRow(String name, String link, Report report, String reason) {}

    /** Writes the page of a class. */
    static void write(List<ClassResult> results, List<Step> steps, List<Step> bonus, Path folder) {
        OutputFile.write(Pages.render("class.jte", of(results, steps, bonus, folder)), folder.resolve(FILE));
    }

    private static ClassPage of(List<ClassResult> results, List<Step> steps, List<Step> bonus, Path folder) {
        List<Step> all = Stream.concat(steps.stream(), bonus.stream()).toList();
        List<ClassResult> submissions = results.stream().filter(result -> result.kind() != Kind.IGNORED).toList();
        List<Report> reports = results.stream().map(ClassResult::report).filter(report -> report != null).toList();
        return new ClassPage(summary(submissions, reports), submissions.size() - reports.size(), scores(reports),
                passRates(reports, all), CommonMistakes.of(results).stream().map(ClassPage::printable).toList(), all,
                !bonus.isEmpty(), submissions.stream().map(result -> row(result, folder)).toList(),
                results.stream().filter(result -> result.kind() == Kind.IGNORED).map(result -> row(result, folder)).toList());
    }

    /**
     * Lists the submissions whose perplexity can't come from the number of epochs.
     *
     * @return those with remarks on their training
     */
    public List<SubmissionRow> remarked() {
        return rows.stream().filter(row -> row.report() != null && row.report().training() != null
                && !row.report().training().remarks().isEmpty()).toList();
    }

    /**
     * Lists the submissions whose mark the instructor's decisions changed, or may change.
     *
     * @return those with overrides, and those that are late
     */
    public List<SubmissionRow> decided() {
        return rows.stream().filter(row -> row.report() != null && !row.report().decisions().isEmpty()).toList();
    }

    private static String summary(List<ClassResult> results, List<Report> reports) {
        String graded = reports.size() + " of " + Plural.of(results.size(), "submission") + " graded";
        return reports.isEmpty() ? graded : graded + String.format(Locale.ROOT, ", %.1f of %d points on average",
                reports.stream().mapToInt(Report::getScore).average().orElse(0),
                reports.stream().mapToInt(Report::getMaxScore).max().orElse(0));
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

    private static List<Bar> passRates(List<Report> reports, List<Step> steps) {
        return reports.isEmpty() ? List.of() : steps.stream().map(step -> {
            int passed = (int) reports.stream().flatMap(report -> report.allSteps().stream())
                    .filter(report -> report.id().equals(step.id()) && report.status() == StepStatus.PASSED).count();
            return new Bar(step.number() + " " + step.title(), passed, reports.size(),
                    percent(passed, reports.size()));
        }).toList();
    }

    /** Rounds a share to whole percent. Only all are 100 %, and only none are 0 %. */
    static String percent(int part, int all) {
        int rounded = (int) Math.round((double) PERCENT * part / all);
        return (part == 0 || part == all ? rounded : Math.max(1, Math.min(PERCENT - 1, rounded))) + " %";
    }

    /** Makes the names printable. Reports are printable already, but names of submissions are not. */
    private static Mistake printable(Mistake mistake) {
        return new Mistake(mistake.step(), mistake.message(), mistake.names().stream().map(Printable::of).toList());
    }

    private static SubmissionRow row(ClassResult result, Path folder) {
        return new SubmissionRow(Printable.of(result.name()), result.report() == null ? "" : link(result.name(), folder),
                result.report(), Printable.of(result.reason()));
    }

    private static String link(String name, Path folder) {
        String page = FormatName.HTML.file();
        String file = Files.exists(folder.resolve(name).resolve(page)) ? page : FormatName.JSON.file();
        try {
            return "./" + new URI(null, null, "/" + name + "/" + file, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
