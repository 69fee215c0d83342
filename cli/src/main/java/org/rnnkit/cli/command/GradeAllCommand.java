package org.rnnkit.cli.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.classroom.Classroom;
import org.rnnkit.classroom.ClassroomProgress;
import org.rnnkit.classroom.LiveClassroomReport;
import org.rnnkit.classroom.StudentFeedback;
import org.rnnkit.classroom.gradebook.CountedHandIns;
import org.rnnkit.classroom.gradebook.Gradebook;
import org.rnnkit.classroom.gradebook.GradebookNotes;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.Inbox;
import org.rnnkit.classroom.results.Changes;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomSteps;
import org.rnnkit.classroom.results.CommonMistakes;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.classroom.results.ScoresTable;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.page.ShapeDrawing;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Archives;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that grades all submissions of a class. */
@Command(name = "grade-all", description = {
    "Grades a folder of submissions, each a folder or an archive.",
    "%nEach result is saved at once. After an interruption of any kind, the same command continues where it stopped; a "
        + "submission that has changed since then is graded again.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit grade-all ~/inbox --out ~/marks --no-training",
        "  ./rnnkit grade-all ~/inbox --out ~/marks --jobs 8 --config grading.yaml",
        "  ./rnnkit grade-all ~/inbox --out ~/marks --bonus",
        "  ./rnnkit grade-all ~/inbox --out ~/marks --roster Grades.csv",
        "%nExit status:",
        "  0 all graded, even with low scores",
        "  1 some submissions can't be graded as handed in, or could not be fetched, or the gradebook waits for a time of "
            + "hand-in, or nobody on the roster has a grade; the others are graded",
        "  2 usage error",
        "  3 some submissions have no mark because of the grader: scores.csv says why and what helps; the others are graded"})
public final class GradeAllCommand implements Callable<Integer> {

    private static final int GRADER_ERROR = 3;
    private static final int MAX_WIDTH = 500;
    private static final int MAX_IGNORED = 20;
    private static final int MAX_MISTAKES = 5;

    @Parameters(paramLabel = "DIR", description = "The folder with a folder or an archive for each submission.")
    private Path folder;

    @Option(names = "--out", paramLabel = "DIR", required = true,
            description = "The folder for the results: a folder for each submission, scores.csv and index.html.")
    private Path out;

    @Option(names = "--jobs", paramLabel = "N",
            description = "The number of steps that run at the same time. Default: the number of processors.")
    private Integer jobs;

    @Mixin
    private GradingOptions grading;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private RosterOptions roster;

    @Override
    public Integer call() {
        return grade(grading.kit());
    }

    private int grade(Kit kit) {
        int workers = jobs == null ? Runtime.getRuntime().availableProcessors() : CommandChecks.atLeast(1, "--jobs", jobs);
        Path target = CommandChecks.outputFolder(out, kit, "grade-all");
        Gradebook gradebook = roster.read(grading.config());
        Inbox inbox = Inbox.read(folder.toAbsolutePath().normalize(), target, gradebook.uploadNames());
        List<ClassroomSubmission> submissions = gradebook.match(inbox.submissions());
        printNewNames(submissions);
        List<String> names = submissions.stream().map(ClassroomSubmission::name).toList();
        Marking marking = grading.marking(kit, gradebook.people());
        warn("These people have an extension, a time of hand-in or a change of points, and no submission",
                String.join(", ", marking.withoutSubmission(names)));
        Sandbox sandbox = grading.sandbox(kit);
        StudentFeedback feedback = new StudentFeedback(formats.chosen(),
                ShapeDrawing.read(kit.built().course(), kit.steps()));
        ClassroomProgress progress = new ClassroomProgress(submissions.size(), System.out, Terminals.isInteractive());
        try (StepCompiler compiler = new StepCompiler(kit, sandbox); Archives archives = new Archives(kit, () -> sandbox);
                progress;
                LiveClassroomReport live = new LiveClassroomReport(submissions, ClassroomSteps.of(kit), target)) {
            Grader grader = new Grader(kit, sandbox, compiler,
                    grading.trainer(kit, sandbox, compiler, silent()));
            Classroom classroom = new Classroom(new Intake(kit, archives), grader, grading.fingerprint(kit, sandbox),
                    marking, grading.context(kit), feedback, target);
            List<ClassroomResult> graded = classroom.grade(submissions, workers, progress, live)
                    .stream().map(result -> result.withMarkByHand(marking, result.name())).toList();
            System.out.println(progress.summary() + ".");
            CountedHandIns counted = gradebook.choose(graded, marking);
            counted.reports().forEach((name, report) -> feedback.update(target.resolve(name), report));
            Map<String, ClassroomResult> missing = gradebook.missing();
            missing.replaceAll((key, result) -> result.withMarkByHand(marking, key));
            int gradebookStatus = finish(inbox, gradebook, marking, counted.results(), missing, live, target);
            int status = status(counted.results());
            return status == 0 ? gradebookStatus : status;
        }
    }

    /** Writes the class's files: the results first, then the gradebook, and the page at the end. */
    private int finish(Inbox inbox, Gradebook gradebook, Marking marking, List<ClassroomResult> results,
            Map<String, ClassroomResult> missing, LiveClassroomReport live, Path target) {
        ClassroomFile file = gradebook.file(results, missing);
        Changes changes = file.changedSince(target);
        file.write(target);
        List<ClassroomResult> all = Stream.concat(results.stream(), missing.entrySet().stream()
                .filter(one -> one.getValue().report() != null)
                .map(one -> ClassroomResult.graded(one.getKey(), one.getValue().report()))).toList();
        decisions(changes, MAX_WIDTH).forEach(System.out::println);
        warn("These changes of points had no effect", String.join("; ", marking.withoutEffect(all.stream()
                .filter(result -> result.report() != null)
                .collect(Collectors.toMap(ClassroomResult::name, ClassroomResult::report)))));
        int status = write(gradebook, all, decisions(changes, Integer.MAX_VALUE), target);
        Path page = live.finish(Stream.concat(inbox.withIgnored(results).stream(), missing.values().stream()).toList(),
                gradebook.doubts(), gradebook.strangers(), changes);
        System.out.println("Table: " + page.resolveSibling(ScoresTable.FILE));
        System.out.println("Overview: " + page);
        List<String> mistakes = CommonMistakes.words(all, MAX_MISTAKES);
        if (!mistakes.isEmpty()) {
            System.out.println("Most frequent mistakes:");
            mistakes.forEach(mistake -> System.out.println(Printable.line("  " + mistake, MAX_WIDTH)));
        }
        printIgnored(inbox);
        return status;
    }

    /**
     * Writes the roster with grades, if one was given, and prints what an instructor should look at. Returns 1 if there is
     * none because of a time of hand-in, or if no student has a grade.
     */
    private int write(Gradebook gradebook, List<ClassroomResult> results, List<String> decisions, Path target) {
        GradebookNotes summary = gradebook.write(results, decisions, roster.missing(), target);
        summary.notes().forEach(note -> System.out.println(Printable.line(note, Integer.MAX_VALUE)));
        if (!summary.isWritten()) {
            return gradebook.isNone() ? 0 : 1;
        }
        System.out.println("Gradebook: " + target.resolve(Gradebook.FILE));
        if (Files.exists(gradebook.feedback(target))) {
            System.out.println("Feedback: " + gradebook.feedback(target));
        }
        if (summary.graded() == 0) {
            System.err.println(Printable.line("rnnkit: " + gradebook.whyNobody(), MAX_WIDTH));
            return 1;
        }
        return 0;
    }

    /** Says what has changed since the last run. */
    static List<String> decisions(Changes changes, int width) {
        return Stream.of(
                sentence(Plural.of(changes.marks().size(), "mark") + " changed since the last run: %s.", changes.marks(),
                        width),
                sentence("Handed in again, and the time of hand-in is still the earlier one (" + changes.times().size()
                        + "): %s. Is the roster outdated? Export it again, or write the times into times.csv.",
                        changes.times(), width))
                .filter(sentence -> !sentence.isEmpty()).toList();
    }

    private static String sentence(String form, List<String> names, int width) {
        return names.isEmpty() ? "" : Printable.line(form.replace("%s", Printable.list(names, width)), Integer.MAX_VALUE);
    }

    private static void printIgnored(Inbox inbox) {
        if (!inbox.ignored().isEmpty()) {
            System.out.println("Ignored: " + inbox.ignored().size() + " of the entries in the folder");
            inbox.ignored().stream().limit(MAX_IGNORED).forEach(entry -> System.out.println(
                    Printable.line("  " + entry.name() + ": " + entry.reason(), MAX_WIDTH)));
            if (inbox.ignored().size() > MAX_IGNORED) {
                System.out.println("  and " + (inbox.ignored().size() - MAX_IGNORED) + " more, see scores.csv");
            }
        }
    }

    /** Names the submissions whose folder in the results has another name, so that nobody looks for them in vain. */
    private static void printNewNames(List<ClassroomSubmission> submissions) {
        submissions.stream().filter(ClassroomSubmission::isRenamed).forEach(submission -> System.err.println(Printable.line(
                "rnnkit: " + submission.handIn().key() + " is called " + submission.name() + " in the results. A folder "
                + "can't have its own name on every system, or another submission has it.", MAX_WIDTH)));
    }

    /** Says what may be a mistake in a whole class, if there is something to name. */
    private void warn(String about, String names) {
        if (!names.isEmpty()) {
            System.err.println(Printable.line("rnnkit: " + about + ": " + names + ".", MAX_WIDTH));
        }
    }

    private static int status(List<ClassroomResult> results) {
        List<ClassroomResult> failed = results.stream().filter(result -> result.kind() == ResultKind.SET_ASIDE).toList();
        if (!failed.isEmpty()) {
            System.err.println(Printable.line("rnnkit: " + Plural.of(failed.size(), "submission") + " set aside: "
                    + failed.stream().map(ClassroomResult::name).collect(Collectors.joining(", ")), MAX_WIDTH));
            System.err.println(Printable.line("rnnkit: " + failed.get(0).name() + ": " + failed.get(0).reason(), MAX_WIDTH));
            return GRADER_ERROR;
        }
        long unfetched = printCount(results, ResultKind.NOT_FETCHED,
                " could not be fetched; the scores stay open. scores.csv gives the reasons.");
        long refused = printCount(results, ResultKind.REFUSED, " can't be graded as handed in; scores.csv gives the reasons.");
        return refused + unfetched > 0 ? 1 : 0;
    }

    private static long printCount(List<ClassroomResult> results, ResultKind kind, String words) {
        long count = results.stream().filter(result -> result.kind() == kind).count();
        if (count > 0) {
            System.err.println("rnnkit: " + Plural.of((int) count, "submission") + words);
        }
        return count;
    }

    /** Returns a stream that prints nothing, since several trainings at a time would mix their output. */
    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
