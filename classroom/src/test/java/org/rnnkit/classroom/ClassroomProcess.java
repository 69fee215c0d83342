package org.rnnkit.classroom;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.Inbox;
import org.rnnkit.classroom.inbox.UploadNames;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.GradingContext;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.Trainer;
import org.rnnkit.grader.TrainingOutcome;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.marking.Overrides;
import org.rnnkit.grader.marking.People;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.TextSource;

/** A program that grades one step of a class, one submission at a time. A test can kill its process. */
public final class ClassroomProcess {

    /** The line of a process whose first intake begins. */
    static final String INTAKE = "intake";
    /** The line of a process that writes the page again and again. */
    static final String PAGE = "page";

    /** The size of a page that takes longer to write than to begin. */
    private static final int LARGE = 20_000_000;

    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private ClassroomProcess() {}

    /**
     * Grades a class up to a point, says so and goes no further, so that whoever kills it then races nothing. The arguments
     * are the inbox, the folder for the results, the line to print, and the names of submissions to finish before: no other
     * one gets beyond its steps. Without the line, the process says itself where it is, see {@link #gradeInSandbox}.
     */
    public static void main(String[] arguments) {
        Path out = Path.of(arguments[1]);
        if (arguments.length == 2) {
            gradeInSandbox(Path.of(arguments[0]), out);
            return;
        }
        List<String> first = List.of(arguments).subList(3, arguments.length);
        grade(Path.of(arguments[0]), out, (submission, steps, scratch) -> {
            if (first.contains(submission.name())) {
                return TrainingOutcome.withoutReport(Report.NO_TRAINING);
            }
            // On a busy machine a lane is added, and this submission may be faster than an earlier one.
            while (!first.stream().allMatch(name -> Files.exists(out.resolve(name).resolve("report.json")))) {
                LockSupport.parkNanos(1_000_000);
            }
            return sayAndStop(arguments[2]);
        });
    }

    /** Grades a class in the sandbox, and says when the first intake begins and when the page is written, which never ends. */
    private static void gradeInSandbox(Path folder, Path out) {
        Kit kit = Kit.find(List.of(Steps.all().get(2)));
        ClassroomListener intake = new ClassroomListener() {
            @Override
            public void started(String name) {
                System.out.println(INTAKE);
            }
        };
        Trainer writer = (submission, steps, scratch) -> {
            System.out.println(PAGE);
            while (true) {
                OutputFile.write(new byte[LARGE], out.resolve("index.html"));
            }
        };
        grade(folder, out, kit, new Grader(kit, TestSubmission.bestSandbox(), TestSubmission.compiler(), writer), "same",
                NOWHERE, GradingConfig.DEFAULT, intake);
    }

    private static TrainingOutcome sayAndStop(String line) {
        System.out.println(line);
        while (true) {
            LockSupport.park();
        }
    }

    /** Grades a class without training. */
    static List<ClassroomResult> grade(Path folder, Path out) {
        return grade(folder, out, NOWHERE);
    }

    /** Grades a class without training, and shows the progress. */
    static List<ClassroomResult> grade(Path folder, Path out, PrintStream shown) {
        return grade(folder, out, shown, (submission, steps, scratch) -> TrainingOutcome.withoutReport(Report.NO_TRAINING),
                GradingConfig.DEFAULT);
    }

    /** Grades a class; the trainer is called for each submission after its steps. */
    public static List<ClassroomResult> grade(Path folder, Path out, Trainer trainer) {
        return grade(folder, out, trainer, GradingConfig.DEFAULT);
    }

    /** Grades a class with a course's settings; the trainer is called for each submission after its steps. */
    static List<ClassroomResult> grade(Path folder, Path out, Trainer trainer, GradingConfig config) {
        return grade(folder, out, NOWHERE, trainer, config);
    }

    private static List<ClassroomResult> grade(Path folder, Path out, PrintStream shown, Trainer trainer,
            GradingConfig config) {
        Kit kit = Kit.find(config.apply(List.of(Steps.all().get(2))));
        return grade(folder, out, kit, new Grader(kit, Sandbox.none(), TestSubmission.compiler(), trainer), "same", shown,
                config);
    }

    /** Grades a class with a kit, whose fingerprint decides what is kept; the trainer is called for each after its steps. */
    static List<ClassroomResult> grade(Path folder, Path out, Kit kit, Trainer trainer) {
        Fingerprint fingerprint = new Fingerprint();
        kit.addTo(fingerprint);
        try (StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            return grade(folder, out, kit, new Grader(kit, Sandbox.none(), compiler, trainer), fingerprint.finish(), NOWHERE,
                    GradingConfig.DEFAULT);
        }
    }

    private static List<ClassroomResult> grade(Path folder, Path out, Kit kit, Grader grader, String fingerprint,
            PrintStream shown, GradingConfig config, ClassroomListener... listeners) {
        Classroom classroom = new Classroom(new Intake(kit), grader, fingerprint,
                new Marking(kit, config, Overrides.none(), People.AS_WRITTEN),
                new GradingContext(kit, Optional.empty(), TextSource::embedded, List::of, Clock.systemUTC()),
                new StudentFeedback(Set.of(FormatName.JSON), Map.of()), out);
        List<ClassroomSubmission> submissions = Inbox.read(folder, out, UploadNames.MOODLE).submissions();
        try (ClassroomProgress progress = new ClassroomProgress(submissions.size(), shown, false)) {
            return classroom.grade(submissions, 1, Stream.concat(Stream.of(progress), Stream.of(listeners))
                    .toArray(ClassroomListener[]::new));
        }
    }
}
