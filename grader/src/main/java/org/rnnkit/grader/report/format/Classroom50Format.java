package org.rnnkit.grader.report.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepStatus;

/**
 * The result.json of Classroom 50's autograders. The names of classroom, assignment and submission come from environment
 * variables that Classroom 50's runner sets. Elsewhere they are empty, and Classroom 50 refuses such a file when it
 * collects the scores. The runner expects exit status 0 together with a file; for any other exit status it writes a result
 * of its own. Therefore this format writes no file after a grader error.
 *
 * <p>The runner refuses a score below 0 or above its maximum, so a maximum grows by the extra points that were reached. It
 * writes the owner, the kind of assignment and the time of the submission itself.
 */
record Classroom50Format(Map<String, String> environment, Clock clock) implements ReportFormat {

    @Override
    public String render(Report report) {
        Stream<Test> steps = report.steps().stream().map(step -> new Test("Step " + step.number() + ": " + step.title(),
                step.status() == StepStatus.PASSED, step.score(), step.maxScore(), step.message()));
        Stream<Test> extras = report.extras().stream().map(extra -> new Test(extra.name(),
                extra.score() >= 0, Math.max(0, extra.score()), Math.max(0, extra.score()), extra.message()));
        return JsonFormat.of(new Result("classroom50/result/v1", variable("CLASSROOM"), variable("ASSIGNMENT"),
                variable("SUBMISSION_TAG"), variable("COMMIT_URL"), variable("RELEASE_URL"),
                environment.getOrDefault("REVIEW_URL", variable("COMMIT_URL")),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), report.getScore(),
                Math.max(report.getScore(), report.getMaxScore()),
                Stream.concat(steps, extras).toList()));
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private record Result(String schema, String classroom, String assignment, String submission, String commit,
            String release, String review, String datetime, int score, @JsonProperty("max-score") int maxScore,
            List<Test> tests) {}

    private record Test(@JsonProperty("test-name") String name, boolean passed, int score,
            @JsonProperty("max-score") int maxScore, String message) {}
}
