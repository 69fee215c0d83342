package org.rnnkit.bench.waiting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.bench.result.Wait;
import org.rnnkit.grader.system.RecursiveDelete;

/**
 * The measurement of the waits of an instructor: one submission, and a class.
 *
 * @param kit the kit to measure
 * @param rounds the number of turns
 * @param students the number of submissions of the class
 * @param trainings the number of full trainings; 0 leaves them out
 * @param progress receives a line for the user after each turn
 */
public record GradingWaits(TemporaryKit kit, int rounds, int students, int trainings, Consumer<String> progress) {

    /**
     * Measures them in turns; after that the full trainings, which take minutes.
     *
     * @return the limit and the waits
     * @throws IOException if a command can't be started
     */
    public List<Wait> measure() throws IOException {
        Path right = kit.newFolder("right");
        kit.submit(right);
        Path wrong = kit.newFolder("wrong");
        kit.submitWrong(wrong);
        Path inbox = kit.newFolder("inbox");
        for (int i = 1; i <= students; i++) {
            kit.submit(kit.newFolder("inbox/student" + i));
        }
        progress.accept("grading, warm-up");
        Timed steps = grade("steps", "a right submission, steps only", 0, right, "--no-training");
        steps.timing().seconds();
        List<Wait> waits = new ArrayList<>(new Turns(rounds, progress).measure(List.of(Limits.engine(), steps,
                grade("wrong", "a submission with one wrong step", 1, wrong, "--no-training"),
                grade("unconfined", "a right submission, without a sandbox", 0, right, "--no-training", "--isolation", "process"),
                grade("short", "a right submission, steps and short training", 0, right, "--short-training"),
                gradeAll(inbox, 1), gradeAll(inbox, 2))));
        waits.addAll(new Turns(trainings, progress).measure(trainings == 0 ? List.of()
                : List.of(grade("full", "a right submission, steps and full training", 0, right))));
        return withDifferences(waits);
    }

    /** Adds the cost of the sandbox and of the short training alone. */
    static List<Wait> withDifferences(List<Wait> waits) {
        var byId = waits.stream().collect(Collectors.toMap(Wait::id, Function.identity()));
        Wait steps = byId.get("steps");
        return Stream.concat(waits.stream(), Stream.of(
                steps.beyond(byId.get("unconfined"), "sandbox", "the sandbox alone (difference)"),
                byId.get("short").beyond(steps, "shortAlone", "the short training alone (difference)"))).toList();
    }

    private Timed grade(String id, String what, int status, Path submission, String... options) {
        return timed(id, what, 1, status, submission, List.of("grade", submission.toString()), List.of(options));
    }

    private Timed gradeAll(Path inbox, int jobs) {
        return timed("class" + jobs, "a class of " + students + ", " + jobs + (jobs == 1 ? " job" : " jobs")
                + ", steps only: each submission", students, 0, inbox, List.of("grade-all", inbox.toString()),
                List.of("--no-training", "--jobs", String.valueOf(jobs)));
    }

    /** Makes a grading with fresh reports, because the grader keeps the results of submissions that have not changed. */
    private Timed timed(String id, String what, int submissions, int status, Path from, List<String> command,
            List<String> options) {
        return new Timed(id, what, Limits.ENGINE, () -> {
            Path out = from.resolveSibling("out");
            RecursiveDelete.deleteRecursively(out);
            List<String> line = new ArrayList<>(command);
            line.addAll(options);
            line.addAll(List.of("--out", out.toString()));
            return kit.rnnkit(status, line.toArray(String[]::new)).seconds() / submissions;
        });
    }
}
