package org.rnnkit.grader.report.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnnkit.grader.page.SamplePages;
import org.rnnkit.grader.process.WorkerText;
import org.rnnkit.grader.report.CodeExcerpt;
import org.rnnkit.grader.report.CopyVersion;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.KitVersion;
import org.rnnkit.grader.report.Lateness;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Provenance;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.Difference;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.failure.FailurePlace;
import org.rnnkit.testkit.steps.Steps;

/** The situations that a grading can end in, each with a sample report made of fixed numbers. */
public enum ReportSituation {
    PASSED {
        @Override
        public Report report() {
            return new Report("exercises", steps(Map.of()), List.of(), TRAINING, "", List.of(), SampleReport.ISOLATION);
        }
    },
    BONUS {
        @Override
        public Report report() {
            return new Report("inbox/ada", steps(Map.of()), List.of(new ExtraPoints("Bonus steps", 8, "1 of 2 passed"),
                    new ExtraPoints("Other points, changed by hand", 5, "")), TRAINING, "",
                    List.of("README.md: no source of a step", "exercises/pom.xml: no source of a step"),
                    SampleReport.ISOLATION);
        }
    },
    BONUS_STEPS {
        @Override
        public Report report() {
            Failure failure = Failure.ofResult("the new state: 0.30 at [0, 0]", "0.41 (shape (3, 5))")
                    .withMistakes(List.of("<the> two gates are exchanged"), false);
            return PASSED.report().withBonus(List.of(
                    new StepReport("step10sampling", 10, "Sampling", StepStatus.PASSED, 10, 10, "", null, null, 639_982L,
                            "", List.of(test("draws each character by its probability", TestStatus.PASSED, "")),
                null, null),
                    new StepReport("step11embedding", 11, "Embedding", StepStatus.NOT_STARTED, 0, 10,
                            "Step 11 is not written yet", null, null, null, "",
                            List.of(), null, null),
                    new StepReport("step13gru", 13, "Gated recurrent unit", StepStatus.FAILED, 0, 20, failure.text(), failure,
                            new SourceLocation("exercises/src/main/java/org/rnnkit/step13gru/GruForward.java", 40),
                            639_982L, "",
                            List.of(test("computes", TestStatus.FAILED, failure.text())), null, null)));
        }
    },
    /** The instructor's decisions, and the circumstances of the grading. */
    DECISIONS {
        @Override
        public Report report() {
            String message = "the state has 2 arrays, expected 1";
            StepReport wrong = step(3, StepStatus.FAILED, message,
                    new SourceLocation("src/main/java/org/rnnkit/step3state/HiddenState.java", 9), "",
                    List.of(test("gives one array", TestStatus.FAILED, message),
                            test("gives zeros", TestStatus.PASSED, ""))).withRun(639_982L, 1.234, "");
            wrong = wrong.withPlace(wrong.location(), new CodeExcerpt(8, 9, List.of("    static NDList initialize() {",
                    "        return new NDList(a, <b>);", "    }"))).withPoints(1, 10);
            Report report = untrained("inbox/ada", steps(Map.of(3, wrong, 4, step(4, StepStatus.PASSED, "", null,
                    "", List.of()).withPoints(8, 10))), "3");
            String late = "2 days late: 20 % of 80 points = -16";
            return report.withExtras(List.of(new ExtraPoints("Late", -16, late))).withDecisions(
                    new Lateness("2026-12-01T23:59+01:00", "2026-12-03T08:00:00Z", 2, -16, false, late),
                    List.of(new PointsOverride("step4rnn", 8, 10, "Copied the comment of <b>", "Grace"),
                            new PointsOverride("step3state", null, 2, "Explained well", "Grace")))
                    .withGrading(new Provenance("2026-12-04T10:00:00Z", new KitVersion("1.0.0", "0".repeat(40), true,
                            "1".repeat(64)), "2".repeat(64), "3".repeat(64), null, "17.0.1 (Maker)",
                            "DJL 0.36.0 with PyTorch 2.7.1", "Linux amd64, 2 processors", "a1b2c3d4",
                            "./rnnkit grade ../inbox/ada --config 'my grading.yaml' --no-training", new CopyVersion(1, 2)));
        }
    },
    TRAINING_FAILED {
        @Override
        public Report report() {
            return new Report("inbox/kay", steps(Map.of()), List.of(), null,
                    "Training did not get to its end: java.lang.IllegalStateException: ::error::\nat epoch 3", List.of(),
                    SampleReport.ISOLATION);
        }
    },
    STUBS {
        @Override
        public Report report() {
            List<StepReport> steps = new ArrayList<>();
            for (int number = 1; number <= TITLES.size(); number++) {
                steps.add(step(number, StepStatus.NOT_STARTED, "Step " + number + " is not written yet: open its README.md",
                        null, "",
                        List.of(test("gives what it must", TestStatus.FAILED, "Step " + number + " is not written"))));
            }
            return untrained("exercises", steps, "1, 2, 3, 4, 5, 6, 7, 8, 9");
        }
    },
    WRONG {
        @Override
        public Report report() {
            Failure failure = Failure.ofResult("the new state: 0.761594 at [0, 3]", "0.664037 (shape (3, 5))")
                    .withMistakes(List.of("the hidden bias is forgotten"), false).withSeed(639_982)
                    .at(new FailurePlace("RnnForward.java", 31)).withComparison(ArrayComparison.ofValues("the new state",
                            List.of("sequence", "hidden unit"), List.of(), new long[] {1, 2}, new Difference(
                                    new double[] {0.25, 0.664037}, new double[] {0.25, Double.NaN}, i -> i == 1)));
            String message = failure.text();
            return untrained("exercises", steps(Map.of(4, step(4, failure,
                    new SourceLocation("exercises/src/main/java/org/rnnkit/step4rnn/RnnForward.java", 31),
                    "state: (3, 5)\n",
                    List.of(test("computes the logits", TestStatus.FAILED, "the logits: 0.5 at [0, 0], expected 0.75"),
                            test("gives the state of the last step", TestStatus.FAILED, message),
                            test("gives the state of the first step", TestStatus.FAILED, message),
                            test("leaves the inputs as they are", TestStatus.PASSED, ""),
                            test("has gradients", TestStatus.SKIPPED, "waits for the values"))))), "4");
        }
    },
    COMPILE_ERROR {
        @Override
        public Report report() {
            return untrained("inbox/grace", steps(Map.of(1, step(1, StepStatus.ERROR,
                    "Does not compile: OneHotEncoding.java:14: ';' expected\n        return null\n                   ^",
                    new SourceLocation("src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java", 14),
                    "", List.of()))), "1");
        }
    },
    TIME_OUT {
        @Override
        public Report report() {
            return untrained("inbox/alan", steps(Map.of(6, step(6, StepStatus.FAILED,
                    "Took longer than 60 seconds and was ended", new SourceLocation("src/Prediction.java", null),
                    "", List.of()))), "6");
        }
    },
    CRASH {
        @Override
        public Report report() {
            return untrained("inbox/edsger", steps(Map.of(8, step(8, StepStatus.FAILED,
                    "Took the virtual machine down (exit status 134)", null, "malloc(): corrupted top size\n",
                    List.of()))), "8");
        }
    },
    MEMORY {
        @Override
        public Report report() {
            return untrained("inbox/barbara", steps(Map.of(2, step(2, StepStatus.FAILED, "Your code ran out of memory", null,
                    "", List.of(test("has five parameters", TestStatus.FAILED, "Your code ran out of memory"))))), "2");
        }
    },
    HOSTILE {
        @Override
        public Report report() {
            return untrained("inbox/</title><script>alert(1)</script>`|@everyone", steps(Map.of(3, step(3,
                    sent(Failure.of(HOSTILE_TEXT).withComparison(ArrayComparison.ofValues(HOSTILE_TEXT, List.of(HOSTILE_TEXT),
                            List.of(), new long[] {2}, new Difference(new double[2], new double[] {1, 0}, i -> i == 0)))),
                    new SourceLocation("src/a,line=1::error::b%0A.java", 1), HOSTILE_TEXT,
                    List.of(test("first", TestStatus.FAILED, HOSTILE_TEXT),
                            test(HOSTILE_TEXT, TestStatus.FAILED, HOSTILE_TEXT + "x".repeat(4_000)))))), "3",
                    List.of("\u202Egpj.<img src=x>", "a\n::error::b"));
        }
    };

    static final String HOSTILE_TEXT = "IllegalStateException: </pre></details><script>alert('1')</script> ]]> <!-- & \"\n"
            + "::error::forged\r\n  ::set-output name=score::90\n%0A::warning::forged ##[error]forged\n"
            + "```\n````\n# @everyone [link](https://example.org) ![](x) | `code` </summary>\n"
            + "\0\u0007\u001B[31mred\u001B[0m \u202Eesrever\u202C \uD800 \uDC00 \uFFFE \uFEFF\u2028\u0085 \uD83D\uDE00\t.";

    private static final List<String> TITLES = List.of("One-hot encoding", "Parameters", "Hidden state", "The RNN",
            "The model", "Prediction", "Gradient clipping", "One epoch", "Training");

    private static final List<String> IDS = List.of("step1onehot", "step2parameters", "step3state", "step4rnn", "step5model",
            "step6prediction", "step7clipping", "step8epoch", "step9training");

    private static final TrainingReport TRAINING = new TrainingReport(1.0521, 9.75, 21_345.6, 9, "the kit's own story",
            List.of("time traveller held in his hand was a glittering metallic framework",
                    "traveller smiled round at us then still smiling   "),
            List.of(27.9, 18.2, 12.5, 9.1, Double.NaN, 4.2, 2.3, 1.4, 1.0521), SamplePages.history(9));

    /** Returns the situation's report, whose texts may contain unprintable characters. */
    public abstract Report report();

    /** Returns the name of the folder with the situation's golden files. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns nine passed steps, with the given reports in place of the steps with these numbers. */
    private static List<StepReport> steps(Map<Integer, StepReport> others) {
        List<StepReport> steps = new ArrayList<>();
        for (int number = 1; number <= TITLES.size(); number++) {
            steps.add(others.getOrDefault(number, step(number, StepStatus.PASSED, "", null, "",
                    List.of(test("gives what it must", TestStatus.PASSED, "")))));
        }
        return steps;
    }

    private static StepReport step(int number, StepStatus status, String message, SourceLocation location,
            String output, List<TestReport> tests) {
        return new StepReport(IDS.get(number - 1), number, TITLES.get(number - 1), status,
                status == StepStatus.PASSED ? 10 : 0, 10, message, null, location, 639_982L, output, tests, null, null);
    }

    private static StepReport step(int number, Failure failure, SourceLocation location, String output,
            List<TestReport> tests) {
        return step(number, StepStatus.FAILED, "", location, output, tests)
                .withFailure(failure, Steps.withId(IDS.get(number - 1)).orElseThrow());
    }

    /** Sends a failure as a worker does. */
    private static Failure sent(Failure failure) {
        try {
            return WorkerText.JSON.readValue(WorkerFrame.JSON.writeValueAsBytes(failure), Failure.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestReport test(String name, TestStatus status, String message) {
        return new TestReport(name, status, message, 0.125);
    }

    private static Report untrained(String submission, List<StepReport> steps, String missing) {
        return untrained(submission, steps, missing, List.of());
    }

    private static Report untrained(String submission, List<StepReport> steps, String missing, List<String> ignored) {
        return new Report(submission, steps, List.of(), null, "Training needs all 9 steps; not passed: " + missing + ".",
                ignored, SampleReport.ISOLATION);
    }
}
