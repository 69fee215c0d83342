package org.rnnkit.classroom.results;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.classroom.results.ClassroomPage.CommonMistakes.Mistake;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomState;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.classroom.samework.SameWork;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.board.StepMessage;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of a class's page, which class.jte renders: what has no score, the table of all submissions, the distribution of
 * the scores, the pass rate of each step, the most common mistakes, and the same work.
 *
 * @param state the state of the grading
 * @param summary the number of graded submissions and their mean score, in words
 * @param unscored the submissions without a score, by the reason; those that are still to be graded are not among them
 * @param steps the steps, then the bonus steps
 * @param hasBonus whether bonus steps were graded
 * @param rows the submissions
 * @param scores the number of submissions in each tenth of the score; empty if there is no report
 * @param passRates the number of submissions that passed each step; empty if there is no report
 * @param mistakes the most common mistakes
 * @param untrained the submissions that passed all steps and have no result of the training, with the reason
 * @param remarked the submissions whose perplexity can't come from the number of epochs
 * @param decided the submissions whose mark the instructor's decisions changed, or may change: overrides, late ones
 * @param sameWork the groups of submissions with equal files
 */
public record ClassroomPage(ClassroomState state, String summary, List<Unscored> unscored, List<Step> steps, boolean hasBonus,
        List<SubmissionRow> rows, List<Bar> scores, List<Bar> passRates, CutList<Mistake> mistakes,
        CutList<SubmissionRow> untrained, CutList<SubmissionRow> remarked, CutList<SubmissionRow> decided,
        CutList<SameWork> sameWork) {

    /** The file name of the page. */
    public static final String FILE = "index.html";

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
    public record SubmissionRow(String name, String link, Report report, String reason) {

        /** Returns the status of a step; null if a part of the class was graded without it, such as without the bonus steps. */
        public StepStatus status(Step step) {
            return report.allSteps().stream().filter(one -> one.id().equals(step.id())).map(StepReport::status).findFirst()
                    .orElse(null);
        }
    }

    /**
     * The submissions that have no score for one kind of reason.
     *
     * @param title the kind of reason, with the number of submissions
     * @param advice what to do about them
     * @param rows the submissions
     */
    public record Unscored(String title, String advice, CutList<SubmissionRow> rows) {}

    /** Writes the page of a class and returns its path. */
    static Path write(ClassroomReport overview, Path folder) {
        Path file = folder.resolve(FILE);
        OutputFile.write(Pages.render("class.jte", of(overview, folder)), file);
        return file;
    }

    private static ClassroomPage of(ClassroomReport overview, Path folder) {
        List<ClassroomResult> results = overview.results();
        List<Step> all = Stream.concat(overview.steps().stream(), overview.bonus().stream()).toList();
        List<Report> reports = results.stream().map(ClassroomResult::report).filter(report -> report != null).toList();
        List<SubmissionRow> rows = results.stream().filter(result -> result.kind() != Kind.IGNORED)
                .map(result -> row(result, folder)).toList();
        return new ClassroomPage(overview.state(), summary(rows.size(), results, reports), unscored(results, folder), all,
                !overview.bonus().isEmpty(), rows, scores(reports), all.stream().filter(step -> !reports.isEmpty())
                .map(step -> passRate(step, reports)).toList(), CutList.of(CommonMistakes.of(results)),
                CutList.of(rows.stream().filter(row -> row.report() != null && !row.report().missingTraining().isEmpty())
                .map(row -> new SubmissionRow(row.name(), row.link(), null, row.report().missingTraining())).toList()),
                CutList.of(rows.stream().filter(row -> row.report() != null && row.report().training() != null
                && !row.report().training().remarks().isEmpty()).toList()),
                CutList.of(rows.stream().filter(row -> row.report() != null && !row.report().decisions().isEmpty()).toList()),
                CutList.of(overview.sameWork().stream().map(ClassroomPage::printable).toList()));
    }

    private static String summary(int submissions, List<ClassroomResult> results, List<Report> reports) {
        int unfinished = (int) results.stream().filter(ClassroomResult::isUnfinished).count();
        String graded = reports.size() + " of " + Plural.of(submissions, "submission") + " graded"
                + (unfinished == 0 ? "" : ", " + unfinished + " not finished");
        return reports.isEmpty() ? graded : graded + String.format(Locale.ROOT, ", %.1f of %d points on average",
                reports.stream().mapToInt(Report::getScore).average().orElse(0),
                reports.stream().mapToInt(Report::getMaxScore).max().orElse(0));
    }

    private static List<Unscored> unscored(List<ClassroomResult> results, Path folder) {
        return Stream.of(Kind.MISSING, Kind.NOT_FETCHED, Kind.SET_ASIDE, Kind.REFUSED, Kind.IGNORED).map(kind -> {
            List<SubmissionRow> rows = results.stream().filter(result -> result.kind() == kind)
                    .map(result -> row(result, folder)).toList();
            return switch (kind) {
                case MISSING -> new Unscored(rows.size() + " without a result", "They are on the roster.", CutList.of(rows));
                case NOT_FETCHED -> new Unscored(rows.size() + " not fetched", "Their scores stay open.", CutList.of(rows));
                case SET_ASIDE -> new Unscored(rows.size() + " set aside", "They have no mark because of the grader. Do what "
                        + "the reason says, then run the same command again.", CutList.of(rows));
                case IGNORED -> new Unscored(rows.size() + " ignored", "They are in the folder and are no submissions.",
                        CutList.of(rows));
                default -> new Unscored(rows.size() + " not taken", "Their authors have to hand in again.", CutList.of(rows));
            };
        }).filter(group -> !group.rows().first().isEmpty()).toList();
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

    /** Makes the names printable. Reports are printable already, but names of submissions are not. */
    private static SameWork printable(SameWork work) {
        return new SameWork(work.authors().stream().map(Printable::of).toList(),
                work.others().stream().map(Printable::of).toList(), work.steps(), work.shortSteps(), work.tokens());
    }

    private static SubmissionRow row(ClassroomResult result, Path folder) {
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

    /**
     * A list of which a page shows only the beginning until the reader unfolds the rest.
     *
     * @param first the beginning
     * @param more the rest
     * @param <T> the type of an entry
     */
    public record CutList<T>(List<T> first, List<T> more) {

        /** One entry more than this is shown, because a line that says "and 1 more" takes as much space. */
        private static final int SHOWN = 10;

        /** Cuts a list in two; the second part is empty if the list is short. */
        public static <T> CutList<T> of(List<T> all) {
            int shown = all.size() <= SHOWN + 1 ? all.size() : SHOWN;
            return new CutList<>(all.subList(0, shown), all.subList(shown, all.size()));
        }
    }

    /**
     * The most common mistakes of a class. Two failures of the same step count as one mistake if their messages name the same
     * slip or, without a slip, differ only in their numbers.
     */
    public static final class CommonMistakes {

        private static final int MAX_SHOWN = 100;
        private static final int MAX_TITLE = 160;

        /**
         * A mistake that one or more submissions have.
         *
         * @param step the report of the step that failed, from the first of these submissions
         * @param title the slip or, if the message names none, the message's first line
         * @param message the message in that report
         * @param names the names of the submissions
         */
        public record Mistake(StepReport step, String title, String message, List<String> names) {}

        private CommonMistakes() {}

        /** Lists the mistakes, the most common first. */
        static List<Mistake> of(List<ClassroomResult> results) {
            Map<String, Mistake> found = new LinkedHashMap<>();
            for (ClassroomResult result : results) {
                Report report = result.report();
                for (StepReport step : report == null ? List.<StepReport>of() : report.allSteps()) {
                    if (step.needsFixing()) {
                        String message = StepMessage.withoutAdvice(step.message());
                        found.computeIfAbsent(step.number() + Mismatch.slipIn(message).orElse(step.reason()),
                                key -> new Mistake(step, title(message), message, new ArrayList<>()))
                                .names().add(Printable.of(result.name()));
                    }
                }
            }
            return found.values().stream().sorted(Comparator.comparing((Mistake mistake) -> -mistake.names().size())
                    .thenComparing(mistake -> mistake.step().number())).limit(MAX_SHOWN).toList();
        }

        private static String title(String message) {
            return Printable.line(Mismatch.slipIn(message).map(slip -> slip.substring(0, 1).toUpperCase(Locale.ROOT)
                    + slip.substring(1)).orElseGet(() -> message.lines().findFirst().orElse("")), MAX_TITLE);
        }
    }
}
