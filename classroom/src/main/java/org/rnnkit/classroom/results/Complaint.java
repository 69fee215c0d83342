package org.rnnkit.classroom.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomTables;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Misconception.ContractSentence;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;

/**
 * Everything about one step of a student who says that the mark is wrong, on a page that complaint.jte renders.
 *
 * @param report the report with all details, also those that the student could not see
 * @param files the step's files as they were handed in, by their paths
 * @param broken the sentences of the chapter or the stub that the step does not keep
 * @param again the step's reports with other seeds; empty if it was not graded again
 */
public record Complaint(Report report, StepReport step, Map<String, String> files, List<ContractSentence> broken,
        List<EarlierAttempt> earlier, List<StepReport> again) {

    /**
     * An earlier attempt.
     *
     * @param name the name of the folder with the class's results
     * @param report the student's report in it
     */
    public record EarlierAttempt(String name, Report report, StepReport step) {}

    /**
     * Finds the sentences that the step does not keep: those of the catalogue's wrong solution whose message the failure has,
     * else those whose tests have all failed. One mistake lets many tests fail, so a failed test alone says little.
     */
    public static List<ContractSentence> broken(StepReport step, List<ContractSentence> contract,
            List<CatalogueSolution> known) {
        if (step.status() == StepStatus.NOT_STARTED) {
            return List.of();
        }
        List<CatalogueSolution> shown = known.stream()
                .filter(wrong -> step.message().contains(wrong.entry().message())).toList();
        int longest = shown.stream().mapToInt(wrong -> wrong.entry().message().length()).max().orElse(0);
        List<String> names = shown.stream().filter(wrong -> wrong.entry().message().length() == longest)
                .map(CatalogueSolution::name).toList();
        List<ContractSentence> named = contract.stream()
                .filter(sentence -> !Collections.disjoint(sentence.mistakes(), names)).toList();
        List<String> passed = step.tests().stream().filter(TestReport::passed).map(TestReport::name).toList();
        return !named.isEmpty() ? named : contract.stream().filter(sentence -> step.tests().stream().map(TestReport::name)
                .anyMatch(sentence::isTestedBy) && passed.stream().noneMatch(sentence::isTestedBy)).toList();
    }

    /** Reads the student's reports in the results of earlier gradings, and skips gradings without one. */
    public static List<EarlierAttempt> earlier(List<Path> folders, String name, StepReport step) {
        return folders.stream().flatMap(folder -> read(folder.resolve(name)).flatMap(report -> report.allSteps().stream()
                .filter(one -> one.id().equals(step.id()))
                .map(one -> new EarlierAttempt(Printable.of(folder.getFileName().toString()), report, one)))).toList();
    }

    /** Reads the report in a student's folder. The result is empty if the folder has no report. */
    public static Stream<Report> read(Path folder) {
        Path file = folder.resolve(FormatName.JSON.file());
        if (!Files.isRegularFile(file)) {
            return Stream.empty();
        }
        return Stream.of(OutputFile.read(file, Report.class).filter(Complaint::isComplete).map(Printable::of).orElseThrow(() ->
                new UsageException(file + " is not a report of this kit. Grade the submission again.")));
    }

    private static boolean isComplete(Report report) {
        return report.submission() != null && report.steps() != null && report.extras() != null && report.allSteps().stream()
                .allMatch(one -> one != null && one.title() != null && one.status() != null && one.message() != null);
    }

    /** Says in sentences what changed since an earlier attempt: the verdict, the points, the reason, the sources. */
    public List<String> changesSince(EarlierAttempt attempt) {
        StepReport before = attempt.step();
        List<String> sentences = new ArrayList<>();
        sentences.add(before.status() == step.status() ? "The verdict is the same."
                : "The step was " + before.status().word() + " and is " + step.status().word() + " now.");
        if (before.score() != step.score() || before.maxScore() != step.maxScore()) {
            sentences.add("It had " + before.score() + " of " + before.maxScore() + " points and has " + step.score() + " of "
                    + step.maxScore() + " now.");
        }
        if (before.needsFixing() && step.needsFixing()) {
            sentences.add("The reason is " + (before.reason().equals(step.reason()) ? "the same." : "another one."));
        }
        if (report.grading() != null && attempt.report().grading() != null) {
            sentences.add("The sources are " + (Objects.equals(report.grading().submission(),
                    attempt.report().grading().submission()) ? "the same." : "other ones."));
        }
        return sentences;
    }

    /** Says whether the verdict depends on the numbers that the tests draw. */
    public String verdict() {
        Map<String, Long> counts = again.stream().collect(Collectors.groupingBy(one -> one.status().word(), TreeMap::new,
                Collectors.counting()));
        String counted = counts.entrySet().stream().map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        return "Graded again with " + Plural.of(again.size(), "other seed") + ": " + counted + ". " + (again.stream()
                .allMatch(one -> one.status() == step.status()) ? "The verdict never changed."
                : "The verdict depends on the drawn numbers.");
    }

    /** Lists the other seeds whose verdict is another one, each with the reason. */
    public List<String> changes() {
        return again.stream().filter(one -> one.status() != step.status()).map(one -> "Seed " + one.seed() + ": "
                + one.status().word() + (one.status() == StepStatus.PASSED ? "" : ", " + one.message())).toList();
    }

    /** Returns the line for the table of overrides, to copy if the instructor decides otherwise. */
    public String line() {
        return ClassroomTables.line(report.submission(), step.number(), "POINTS of " + step.maxScore(), "REASON", "YOUR NAME");
    }

    /** Makes the page, which needs no other file. */
    public String html() {
        return Pages.render("complaint.jte", this);
    }
}
