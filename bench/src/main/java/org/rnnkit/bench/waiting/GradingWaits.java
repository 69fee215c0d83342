package org.rnnkit.bench.waiting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rnnkit.bench.result.Absent;
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
 * @param absent receives each grading that failed
 */
public record GradingWaits(TemporaryKit kit, int rounds, int students, int trainings, Consumer<String> progress,
        Consumer<Absent> absent) {

    /** The option for a training of seconds. */
    private static final String PROOF = "--prove-training";

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
        List<Wait> waits = new ArrayList<>(new Turns(rounds, progress, absent).measure(List.of(Limits.engine(), steps,
                grade("wrong", "a submission with one wrong step", 1, wrong, "--no-training"),
                grade("unconfined", "a right submission, without a sandbox", 0, right, "--no-training", "--isolation",
                        "process"),
                grade("proof", "a right submission, steps and proof of the training", 0, right, PROOF),
                gradeAll(inbox, 1), gradeAll(inbox, 2))));
        waits.addAll(new Turns(trainings, progress, absent).measure(trainings == 0 ? List.of()
                : List.of(grade("full", "a right submission, steps and full training", 0, right))));
        return withDifferences(waits);
    }

    /** Adds the cost of the sandbox and of the proof alone. */
    static List<Wait> withDifferences(List<Wait> waits) {
        List<Wait> all = new ArrayList<>(waits);
        find(waits, "steps").ifPresent(steps -> {
            find(waits, "unconfined").ifPresent(unconfined -> all.add(
                    steps.beyond(unconfined, "sandbox", "the sandbox alone (difference)")));
            find(waits, "proof").ifPresent(proof -> all.add(
                    proof.beyond(steps, "proofAlone", "the proof alone (difference)")));
        });
        return all;
    }

    private static Optional<Wait> find(List<Wait> waits, String id) {
        return waits.stream().filter(wait -> wait.id().equals(id)).findFirst();
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
