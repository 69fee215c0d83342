package org.rnnkit.grader.classroom;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.classroom.Result.Kind;
import org.rnnkit.grader.picture.Chart;
import org.rnnkit.grader.report.Count;
import org.rnnkit.grader.report.OutputFile;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Status;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.format.Html;
import org.rnnkit.grader.report.format.HtmlPage;
import org.rnnkit.grading.Step;

/** The class on one page: how the scores lie, which steps and which mistakes were hard, and a link to each report. */
final class Overview {

    /** Its name. */
    static final String FILE = "index.html";

    private static final int BANDS = 10;
    private static final int PERCENT = 100;

    private static final String STYLE = HtmlPage.styleWith(Chart.class, "class.css");

    private final List<Result> results;
    private final List<Step> steps;
    private final boolean hasBonus;
    private final Path folder;
    private final List<Report> reports;

    private Overview(List<Result> results, List<Step> steps, List<Step> bonus, Path folder) {
        this.results = results;
        this.steps = Stream.concat(steps.stream(), bonus.stream()).toList();
        this.hasBonus = !bonus.isEmpty();
        this.folder = folder;
        this.reports = results.stream().filter(result -> result.kind() == Kind.GRADED).map(Result::report).toList();
    }

    /** Writes it. */
    static void write(List<Result> results, List<Step> steps, List<Step> bonus, Path folder) {
        OutputFile.write(new Overview(results, steps, bonus, folder).page(), folder.resolve(FILE));
    }

    private String page() {
        return HtmlPage.of("RNN Kit: the class", STYLE,
                summary() + (reports.isEmpty() ? "" : scores() + passRates() + mistakes()) + table());
    }

    private String summary() {
        double mean = reports.stream().mapToInt(Report::getScore).average().orElse(0);
        int max = reports.stream().mapToInt(Report::getMaxScore).max().orElse(0);
        int left = results.size() - reports.size();
        return "<h1>RNN Kit: the class</h1>\n<p>" + reports.size() + " of " + Count.of(results.size(), "submission")
                + " graded" + (reports.isEmpty() ? "" : String.format(Locale.ROOT, ", %.1f of %d points on average", mean, max))
                + (left == 0 ? "" : ", <span class=\"failed\">" + left + " without a score</span>")
                + ". <a href=\"" + ScoresCsv.FILE + "\">" + ScoresCsv.FILE + "</a></p>\n";
    }

    private String scores() {
        int[] bands = new int[BANDS];
        for (Report report : reports) {
            double share = report.getMaxScore() == 0 ? 0 : (double) report.getScore() / report.getMaxScore();
            bands[(int) Math.max(0, Math.min(BANDS - 1, share * BANDS))]++;
        }
        int most = IntStream.of(bands).max().orElse(1);
        return "<h2>Scores</h2>\n<div class=\"bars\">\n" + IntStream.range(0, BANDS)
                .mapToObj(band -> bar(band * PERCENT / BANDS + " to " + (band + 1) * PERCENT / BANDS + " %", bands[band], most,
                        String.valueOf(bands[band])))
                .collect(Collectors.joining()) + "</div>\n";
    }

    private String passRates() {
        return "<h2>Passed, by step</h2>\n<div class=\"bars\">\n" + steps.stream().map(step -> {
            int passed = (int) reports.stream().flatMap(report -> report.graded().stream())
                    .filter(report -> report.id().equals(step.id()) && report.status() == Status.PASSED).count();
            return bar(step.number() + " " + escape(step.title()), passed, reports.size(),
                    passed * PERCENT / reports.size() + " %");
        }).collect(Collectors.joining()) + "</div>\n";
    }

    private static String bar(String label, int value, int most, String shown) {
        return "<span>" + label + "</span><progress aria-label=\"" + label + "\" value=\"" + value + "\" max=\""
                + Math.max(1, most) + "\"></progress><span>" + shown
                + "</span>\n";
    }

    private String mistakes() {
        List<Mistakes.Mistake> common = Mistakes.of(results);
        return common.isEmpty() ? "" : "<h2>Most common mistakes</h2>\n<div class=\"wide\"><table>\n"
                + "<thead><tr><th scope=\"col\">Who</th><th scope=\"col\">Step</th><th scope=\"col\">What</th></tr></thead>\n"
                + "<tbody>\n"
                + common.stream().map(mistake -> "<tr><td><details><summary>" + mistake.names().size() + "</summary>"
                        + escape(String.join(", ", mistake.names())) + "</details></td><td>" + mistake.step().number() + " "
                        + escape(mistake.step().title()) + "</td><td>" + Html.lines(mistake.message())
                        + "</td></tr>\n").collect(Collectors.joining()) + "</tbody>\n</table></div>\n";
    }

    private String table() {
        String heads = steps.stream().map(step -> "<th scope=\"col\" title=\"" + escape(step.title()) + "\">"
                + step.number() + "</th>").collect(Collectors.joining());
        return "<h2>Submissions</h2>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Name</th>"
                + number("Score") + (hasBonus ? number("Bonus") : "") + heads + number("Perplexity") + "</tr></thead>\n"
                + "<tbody>\n"
                + results.stream().map(this::row).collect(Collectors.joining()) + "</tbody>\n</table></div>\n";
    }

    private static String number(String head) {
        return "<th scope=\"col\" class=\"number\">" + head + "</th>";
    }

    private String row(Result result) {
        if (result.report() == null) {
            return "<tr><th scope=\"row\">" + escape(result.name()) + "</th><td class=\"number\">-</td><td colspan=\""
                    + (steps.size() + (hasBonus ? 2 : 1)) + "\">" + escape(result.reason()) + "</td></tr>\n";
        }
        Report report = result.report();
        String cells = report.graded().stream().map(Overview::cell).collect(Collectors.joining());
        String perplexity = report.training() == null ? "" : report.training().shortWords();
        return "<tr><th scope=\"row\"><a href=\"" + link(result.name()) + "\">" + escape(result.name())
                + "</a></th><td class=\"number\">" + report.getScore() + "/" + report.getMaxScore() + "</td>"
                + (hasBonus ? "<td class=\"number\">" + report.getBonusScore() + "/" + report.getBonusMaxScore() + "</td>" : "")
                + cells + "<td class=\"number\">" + perplexity + "</td></tr>\n";
    }

    private static String cell(StepReport step) {
        String sign = switch (step.status()) {
            case PASSED -> "✓";
            case NOT_STARTED -> "○";
            case FAILED -> "✗";
            case ERROR -> "!";
        };
        String word = step.status().word();
        return "<td><span class=\"" + word + "\" role=\"img\" aria-label=\"" + word + "\" title=\"" + word + "\">"
                + sign + "</span></td>";
    }

    private String link(String name) {
        String file = Files.exists(folder.resolve(name).resolve("report.html")) ? "report.html" : "report.json";
        try {
            return escape("./" + new URI(null, null, "/" + name + "/" + file, null).toASCIIString().substring(1));
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** A name or a reason is no report's and has not been made printable yet. */
    private static String escape(String text) {
        return Html.text(Printable.of(text));
    }
}
