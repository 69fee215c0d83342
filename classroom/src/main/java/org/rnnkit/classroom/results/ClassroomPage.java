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
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.classroom.results.ClassroomPage.CommonMistakes.Mistake;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomState;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.classroom.results.PageGroup.Groups;
import org.rnnkit.grader.kit.Misconception;
import org.rnnkit.grader.kit.Misconception.FailureMessages;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.TrainingPage;
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
import org.rnnkit.testkit.steps.Steps;

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
     * @param link the address of its report; empty if there is no file
     * @param training the address of the page of its training; empty if there is none
     * @param report the report; null if the submission was not graded
     * @param reason the reason why there is no report; empty if there is one
     */
    public record SubmissionRow(String name, String link, String training, Report report, String reason) {

        private static final int POINTS = 30;

        /**
         * Draws the perplexity by epoch, on a logarithmic axis from 30 to 1, as the points of a line in a box of 60 by 20. The
         * student's code reported it: what can't be drawn is left out. Empty if too little is left.
         */
        public String curve() {
            List<Double> values = report.training() == null ? List.<Double>of() : report.training().curve();
            int shown = Math.min(POINTS, values.size());
            List<String> points = IntStream.range(0, shown).mapToObj(i -> point(i, shown,
                    values.get(i * (values.size() - 1) / Math.max(1, shown - 1)))).filter(point -> !point.isEmpty()).toList();
            return points.size() < 2 ? "" : String.join(" ", points);
        }

        private static String point(int i, int shown, Double perplexity) {
            return perplexity == null || !Double.isFinite(perplexity) ? "" : String.format(Locale.ROOT, "%.0f,%.0f",
                    60.0 * i / (shown - 1), 20 * (1 - Math.log(Math.max(1, Math.min(POINTS, perplexity))) / Math.log(POINTS)));
        }

        /** Returns the status of a step; null if a part of the class was graded without it, such as without the bonus steps. */
        public StepStatus status(Step step) {
            return report.allSteps().stream().filter(one -> one.id().equals(step.id())).map(StepReport::status).findFirst()
                    .orElse(null);
        }
    }

    /** Writes the page of a class, and the page without names, and returns the path of the first. */
    static Path write(ClassroomReport overview, Path folder) {
        Path file = folder.resolve(FILE);
        CommonMistakes mistakes = CommonMistakes.of(overview.results(), overview.steps().messages(),
                result -> row(result, folder));
        OutputFile.write(Pages.render("class.jte", of(overview, mistakes, folder)), file);
        OutputFile.write(mistakes.lecture(), folder.resolve(CommonMistakes.FILE));
        return file;
    }

    private static ClassroomPage of(ClassroomReport overview, CommonMistakes mistakes, Path folder) {
        List<ClassroomResult> results = overview.results();
        List<Step> all = overview.steps().all();
        List<Report> reports = results.stream().map(ClassroomResult::report).filter(report -> report != null).toList();
        List<SubmissionRow> rows = results.stream().filter(result -> result.kind() != Kind.IGNORED)
                .map(result -> row(result, folder)).toList();
        return new ClassroomPage(overview.state(), summary(results, reports),
                Groups.decisions(overview, result -> row(result, folder)),
                Groups.notes(overview, result -> row(result, folder)), all, !overview.steps().bonus().isEmpty(), rows,
                scores(reports), all.stream().filter(step -> !reports.isEmpty()).map(step -> passRate(step, reports)).toList(),
                CutList.of(mistakes.mistakes()));
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

    private static SubmissionRow row(ClassroomResult result, Path folder) {
        boolean hasTraining = Files.exists(folder.resolve(result.name()).resolve(TrainingPage.FILE));
        return new SubmissionRow(Printable.of(result.name()), result.report() == null ? "" : link(result.name(), folder),
                hasTraining ? address(result.name(), TrainingPage.FILE) : "", result.report(),
                Printable.withoutPaths(Printable.of(result.reason())));
    }

    /** Returns the address of a report; empty if there is no file, as for a mark by hand without a submission. */
    private static String link(String name, Path folder) {
        return Stream.of(FormatName.HTML, FormatName.JSON).map(FormatName::file)
                .filter(file -> Files.exists(folder.resolve(name).resolve(file))).findFirst()
                .map(file -> address(name, file)).orElse("");
    }

    private static String address(String name, String file) {
        try {
            return "./" + new URI(null, null, "/" + name + "/" + file, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /**
     * A list of which a page shows only the beginning until the reader unfolds the rest.
     *
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
     * What a class got wrong, the most common first. Failures of a step belong together if their messages show the same
     * misconception, else if they name the same slip, else if they differ only in their numbers. It is also the data of a page
     * without names for a lecture, which lecture.jte renders.
     *
     * @param submissions the number of graded submissions
     */
    public record CommonMistakes(int submissions, List<Mistake> mistakes) {

        /** The file name of the page without names. */
        public static final String FILE = "lecture.html";

        private static final int MAX_SHOWN = 100;
        private static final int MAX_TITLE = 160;
        /** A source file, with its folders, as compiler errors and stack traces name it. */
        private static final Pattern SOURCE = Pattern.compile("[^\\s\"'(;:]*?([^\\s\"'(;:/\\\\]+)\\.java");
        /** A class with its package, or a package after this word. */
        private static final Pattern QUALIFIED = Pattern.compile("(?<=\\bpackage )[\\p{L}\\w.]+"
                + "|(?<![\\p{L}\\w.$])(?:[\\p{L}_$][\\p{L}\\w$]*\\.)+\\p{Lu}[\\p{L}\\w$]*");
        /** The beginnings of packages that no student has named. */
        private static final Pattern KNOWN = Pattern.compile("(?:java|javax|jdk|ai\\.djl|org\\.junit|org\\.rnnkit)\\b.*");

        /**
         * A mistake that one or more submissions have.
         *
         * @param step the report of the step that failed, from the first of these submissions
         * @param title what their authors may believe, else the slip, else the message's first line
         * @param answer what can be said to them; empty if it is not known what they believe
         * @param message the message in the first report
         * @param forms the slips or first lines of all messages, with the number of submissions
         */
        public record Mistake(StepReport step, String title, String answer, String message, Map<String, Integer> forms,
                List<SubmissionRow> who) {

            /** Lists the forms in which the mistake was made, if the title does not say it. */
            public List<String> formsInWords() {
                return answer.isEmpty() ? List.of() : forms.entrySet().stream()
                        .sorted(Comparator.comparing(form -> -form.getValue()))
                        .map(form -> Plural.of(form.getValue(), "submission") + ": " + form.getKey()).toList();
            }

            /** Leaves out the names that students gave to files, classes and packages: many have their own name in them. */
            private Mistake withoutNames() {
                Map<String, Integer> others = new LinkedHashMap<>();
                forms.forEach((form, number) -> others.merge(CommonMistakes.withoutNames(form), number, Integer::sum));
                return new Mistake(step, CommonMistakes.withoutNames(title), answer, CommonMistakes.withoutNames(message),
                        others, who);
            }
        }

        /** Names only the files of steps, and classes of the kit and of libraries. */
        static String withoutNames(String message) {
            List<String> steps = Steps.known().stream().map(Step::className).toList();
            String files = SOURCE.matcher(message).replaceAll(found -> steps.contains(found.group(1))
                    ? found.group(1) + ".java" : "a file of their own");
            return QUALIFIED.matcher(files).replaceAll(found -> KNOWN.matcher(found.group()).matches()
                    ? Matcher.quoteReplacement(found.group()) : "NAME");
        }

        /** Collects the mistakes. */
        static CommonMistakes of(List<ClassroomResult> results, FailureMessages known,
                Function<ClassroomResult, SubmissionRow> rows) {
            Map<String, Mistake> found = new LinkedHashMap<>();
            int submissions = 0;
            for (ClassroomResult result : results) {
                Report report = result.report();
                submissions += report == null ? 0 : 1;
                for (StepReport step : report == null ? List.<StepReport>of() : report.allSteps()) {
                    if (step.needsFixing()) {
                        String message = Printable.withoutPaths(StepMessage.withoutAdvice(step.message()));
                        String form = form(message);
                        Optional<Misconception> belief = known.misconception(step.id(), message);
                        Mistake mistake = found.computeIfAbsent(step.number() + belief.map(Misconception::belief)
                                .orElseGet(() -> Mismatch.slipIn(message).orElse(step.reason())),
                                key -> new Mistake(step, belief.map(Misconception::belief).orElse(form),
                                        belief.map(Misconception::answer).orElse(""), message, new LinkedHashMap<>(),
                                        new ArrayList<>()));
                        mistake.forms().merge(form, 1, Integer::sum);
                        mistake.who().add(rows.apply(result));
                    }
                }
            }
            return new CommonMistakes(submissions, found.values().stream()
                    .sorted(Comparator.comparing((Mistake mistake) -> -mistake.who().size())
                    .thenComparing(mistake -> mistake.step().number())).limit(MAX_SHOWN).toList());
        }

        private static String form(String message) {
            return Printable.line(Mismatch.slipIn(message).map(slip -> slip.substring(0, 1).toUpperCase(Locale.ROOT)
                    + slip.substring(1)).orElseGet(() -> message.lines().findFirst().orElse("")), MAX_TITLE);
        }

        /** Makes the page without names. */
        String lecture() {
            return Pages.render("lecture.jte", new CommonMistakes(submissions,
                    mistakes.stream().map(Mistake::withoutNames).toList()));
        }
    }
}
