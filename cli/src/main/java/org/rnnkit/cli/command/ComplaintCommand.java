package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.rnnkit.classroom.gradebook.ClassroomPeople;
import org.rnnkit.classroom.gradebook.Gradebook;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.Inbox;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.Complaint;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.Grader.Trainer;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Misconception.ContractSentence;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.testkit.steps.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command for an instructor whose student says that a mark is wrong. */
@Command(name = "complaint", description = {
    "For instructors: one page about a step of a student who complains.",
    "%nIt has the code that was handed in, all details of the failure, the sentences that the step does not keep, the command "
        + "that repeats the grading, earlier attempts, and the line to copy for a change by hand.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit complaint ada 7 ~/inbox --marks ~/marks",
        "  ./rnnkit complaint ada@uni.example 7 ~/inbox --marks ~/marks --roster Grades.csv",
        "  ./rnnkit complaint ada 7 ~/inbox --marks ~/marks --seeds 10 --earlier ~/marks-1",
        "%nExit status:",
        "  0 the page is written",
        "  2 usage error",
        "  3 grader error"})
public final class ComplaintCommand implements Callable<Integer> {

    private static final int MAX_SEEDS = 1000;

    @Parameters(index = "0", paramLabel = "NAME", description = "The student: the name in scores.csv; with --roster, also a "
            + "name, number, mail address or login on it.")
    private String name;

    @Parameters(index = "1", paramLabel = "STEP", description = "The step: 7, step7 or step7clipping.")
    private String stepName;

    @Parameters(index = "2", paramLabel = "DIR", description = "The inbox that was graded.")
    private Path folder;

    @Option(names = "--marks", paramLabel = "DIR", required = true, description = "The --out of grade-all.")
    private Path marks;

    @Option(names = "--roster", paramLabel = "FILE", description = "The roster, as for grade-all.")
    private Path roster;

    @Option(names = "--column", paramLabel = "NAME", description = "The roster's column for the grade, as for grade-all.")
    private String column;

    @Option(names = "--earlier", paramLabel = "DIR", description = "The --out of an earlier grading. May be given several "
            + "times.")
    private List<Path> earlier = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "Grades the submission N times more, with other seeds, and "
            + "says whether the verdict ever changes.")
    private Integer again;

    @Option(names = "--out", paramLabel = "FILE.html", description = "The page. Default: complaint-STEP.html beside the "
            + "student's report.")
    private Path out;

    @Mixin
    private GradingOptions grading;

    @Override
    public Integer call() {
        Step step = StepCommands.step(stepName);
        int times = again == null ? 0 : CommandChecks.between(1, MAX_SEEDS, "--seeds", again);
        ClassroomSubmission found = find();
        Report report = report(found.name());
        Kit kit = grading.kitOf(report);
        StepReport judged = report.allSteps().stream().filter(one -> one.id().equals(step.id())).findFirst()
                .orElseThrow(() -> new UsageException("Step " + step.number() + " was not graded. For a bonus step, give "
                + "--bonus to grade-all."));
        Submission submission = new Intake(kit).take(found.name(), found.paths());
        if (report.grading() != null && !submission.hash().equals(report.grading().submission())) {
            throw new UsageException(Printable.quoted(found.name()) + " has changed since it was graded. Run grade-all "
                    + "first, or put back what was graded.");
        }
        if (times > 0 && report.grading() != null && !Objects.equals(report.grading().settings(),
                grading.context(kit).refresh(report.grading(), submission).settings())) {
            System.err.println("rnnkit: The class was graded with another grading.yaml. Give the same --config, so that the "
                    + "step has the same limits.");
        }
        Complaint complaint = new Complaint(report, judged, submission.files(step),
                Complaint.broken(judged, ContractSentence.of(kit.layout(), step), CatalogueSolution.wrong(kit.layout(), step)),
                Complaint.earlier(earlier, found.name(), judged), again(found, step, times));
        Path page = out != null ? out.toAbsolutePath().normalize()
                : marks.resolve(found.name()).resolve("complaint-" + step.number() + ".html");
        OutputFile.write(complaint.html(), page);
        if (judged.status() == StepStatus.NOT_STARTED) {
            System.out.println("Step " + step.number() + " was never written: what was handed in is still the stub.");
        }
        complaint.broken().forEach(sentence -> System.out.println("Not kept: " + sentence.words()));
        if (times > 0) {
            System.out.println(complaint.verdict());
        }
        System.out.println("Page: " + page);
        return 0;
    }

    private ClassroomSubmission find() {
        Gradebook gradebook = roster == null ? Gradebook.none() : Gradebook.read(roster, column, grading.config());
        List<ClassroomSubmission> submissions = gradebook.match(Inbox.read(folder.toAbsolutePath().normalize(),
                marks.toAbsolutePath().normalize(), gradebook::hasStudent).submissions());
        ClassroomPeople people = gradebook.people();
        String person = people.submissionOf(name, false);
        List<String> wanted = people.handIns().getOrDefault(person, List.of(person));
        return submissions.stream().filter(submission -> wanted.contains(submission.name()))
                .min(Comparator.comparing(submission -> !isCounted(submission.name())))
                .orElseThrow(() -> new UsageException(Printable.quoted(name) + " is on the roster, and handed in nothing."));
    }

    private Optional<ClassroomResult> result(String submission) {
        return OutputFile.read(marks.resolve(ClassroomFile.FILE), ClassroomFile.class)
                .flatMap(all -> all.results().stream().filter(one -> one.name().equals(submission)).findFirst());
    }

    /** Tells whether this hand-in of a student counts. */
    private boolean isCounted(String submission) {
        return result(submission).filter(result -> result.report() != null).isPresent();
    }

    private Report report(String submission) {
        ClassroomResult result = result(submission).orElseThrow(() -> new UsageException("There is no result of "
                + Printable.quoted(submission) + " in " + marks + ". Give --marks the --out of grade-all."));
        if (result.report() == null) {
            throw new UsageException(Printable.quoted(submission) + " has no score: " + Printable.of(result.reason()));
        }
        return Printable.of(result.report());
    }

    /** Grades the step alone, beside stand-ins of the others: if a step fails together with others, this verdict counts. */
    private List<StepReport> again(ClassroomSubmission found, Step step, int times) {
        List<StepReport> reports = new ArrayList<>();
        if (times > 0) {
            Kit alone = Kit.find(grading.config().apply(List.of(step)));
            Submission submission = new Intake(alone).take(found.name(), found.paths());
            Sandbox sandbox = grading.sandbox(alone);
            String seed = Verifier.SEED + "." + step.id();
            try (StepCompiler compiler = new StepCompiler(alone, sandbox)) {
                Grader grader = new Grader(alone, sandbox, compiler, grading.config(),
                        (taken, steps, scratch) -> Trainer.Outcome.withoutReport(Report.NO_TRAINING));
                for (int i = 0; i < times; i++) {
                    System.setProperty(seed, String.valueOf(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)));
                    reports.add(Printable.of(grader.run(submission, one -> { }).report().steps().get(0)));
                }
            } finally {
                System.clearProperty(seed);
            }
        }
        return reports;
    }
}
