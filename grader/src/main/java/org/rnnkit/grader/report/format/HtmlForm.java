package org.rnnkit.grader.report.format;

import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.grader.picture.Chart;
import org.rnnkit.grader.report.Count;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TrainingReport;

/** A page to read: the board, then each step, open where there is something to mend. */
final class HtmlForm implements Form {

    @Override
    public String of(Report report) {
        return HtmlPage.of(report.submission() + ": " + report.getScore() + "/" + report.getMaxScore(), HtmlPage.STYLE, """
                <header>
                <p class="kit">RNN Kit</p>
                <h1>%d <small>of %d points</small></h1>
                <p>%d of %d steps passed. Submission: <code>%s</code></p>
                %s</header>
                <main>
                %s%s%s%s%s%s</main>
                <footer><p>Isolation: %s, %s.</p></footer>
                """.formatted(report.getScore(), report.getMaxScore(), report.steps().size() - report.missing().size(),
                report.steps().size(), Html.text(report.submission()),
                report.reference() ? "" : "<p>Graded beside the submission's own other steps: feedback, not a mark.</p>\n",
                board(report), steps(report), bonus(report), extras(report), training(report), ignored(report),
                Html.text(report.isolation().kind()), Html.text(report.isolation().description())));
    }

    private static String board(Report report) {
        return """
                <section aria-labelledby="board">
                <h2 id="board">The board</h2>
                %s</section>
                """.formatted(table(report.steps()));
    }

    private static String table(List<StepReport> steps) {
        return """
                <table>
                <caption>How each step came out, and whether an independent check of its results agrees</caption>
                <thead><tr><th scope="col">Step</th><th scope="col">Result</th><th scope="col">Check</th>\
                <th scope="col" class="number">Points</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                """.formatted(steps.stream().map(step -> """
                <tr><th scope="row"><a href="#%s">%d. %s</a></th><td>%s</td><td>%s</td>\
                <td class="number">%d/%d</td></tr>
                """.formatted(step.id(), step.number(), Html.text(step.title()), HtmlStep.result(step.status()),
                HtmlStep.result(step.check()), step.score(), step.maxScore())).collect(Collectors.joining()));
    }

    private static String steps(Report report) {
        return "<section aria-labelledby=\"steps\">\n<h2 id=\"steps\">Step by step</h2>\n"
                + report.steps().stream().map(HtmlStep::of).collect(Collectors.joining()) + "</section>\n";
    }

    private static String bonus(Report report) {
        return report.bonus().isEmpty() ? "" : """
                <section aria-labelledby="bonus">
                <h2 id="bonus">Bonus steps: %d of %d points</h2>
                %s%s</section>
                """.formatted(report.getBonusScore(), report.getBonusMaxScore(), table(report.bonus()),
                report.bonus().stream().map(HtmlStep::of).collect(Collectors.joining()));
    }

    private static String extras(Report report) {
        return report.extras().isEmpty() ? "" : """
                <section aria-labelledby="extras">
                <h2 id="extras">Other points</h2>
                <ul>
                %s</ul>
                </section>
                """.formatted(report.extras().stream().map(extra -> "<li>" + Html.text(extra.name() + ": " + extra.words())
                + "</li>\n").collect(Collectors.joining()));
    }

    private static String training(Report report) {
        TrainingReport training = report.training();
        String content = training == null ? "<p>" + Html.text(report.trainingMessage()) + "</p>\n"
                : "<p>" + training.words() + ", on " + Html.text(training.text()) + ".</p>\n"
                        + (training.page() == null ? "" : "<p><a href=\"" + TrainingReport.PAGE + "\">The training to look "
                                + "at</a>: how it went, and the trained model as it reads.</p>\n")
                        + Chart.log(training.measure() + " by epoch")
                                .line("first", training.curve().stream()
                                        .mapToDouble(value -> value == null ? Double.NaN : value).toArray())
                                .draw("On a log scale, as the submission’s code told it.")
                        + "<h3>What the model writes</h3>\n"
                        + training.samples().stream().map(sample -> "<blockquote>" + Html.text(sample) + "</blockquote>\n")
                                .collect(Collectors.joining());
        return "<section aria-labelledby=\"training\">\n<h2 id=\"training\">Training</h2>\n" + content + "</section>\n";
    }

    private static String ignored(Report report) {
        return report.ignored().isEmpty() ? "" : """
                <section aria-labelledby="ignored">
                <h2 id="ignored">%s not taken</h2>
                <details><summary>Which</summary>
                <ul>
                %s</ul>
                </details>
                </section>
                """.formatted(Count.of(report.ignored().size(), "file"), report.ignored().stream()
                .map(file -> "<li>" + Html.text(file) + "</li>\n").collect(Collectors.joining()));
    }
}
