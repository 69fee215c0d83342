package org.rnnkit.classroom.fuzz;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rnnkit.classroom.gradebook.Gradebook;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;
import org.rnnkit.classroom.inbox.Inbox;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.classroom.results.Complaint;
import org.rnnkit.classroom.samework.SourcePrints;
import org.rnnkit.grader.Grader.GradingFindings;
import org.rnnkit.grader.config.ConfigFile;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Overrides;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.TrainingReport.TrainingSummary;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.system.UsageException.RefusedException;
import org.rnnkit.grader.verdict.StepVerdict;
import org.rnnkit.grader.verify.OracleModel;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.Messages.Exchange.ResultChannel;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.source.CompilerWorker.CompileAnswer;
import org.rnnkit.grader.worker.source.StyleWorker.StyleAnswer;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.StepWorker.StepAnswers;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingAnswer.EpochTrace;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.SavedModel.ModelException;

/**
 * The readers of other people's bytes. Each reads one input and ends normally, or in the exception that its method
 * documents, with a message for the user. Any other end is a finding.
 */
enum FuzzTarget {

    /** A zip archive that was handed in. */
    ZIP((input, folder) -> take(Files.write(folder.resolve("ada.zip"), input), folder)),

    /** A tar archive that was handed in. */
    TAR((input, folder) -> take(Files.write(folder.resolve("ada.tar"), input), folder)),

    /** A source file that was handed in without the folders of its package. */
    LOOSE_SOURCE((input, folder) ->
            take(Files.write(Files.createDirectory(folder.resolve("ada")).resolve("A.java"), input).getParent(), folder)),

    /** Gradescope's list of submissions. */
    GRADESCOPE_LIST((input, folder) -> {
        Files.write(folder.resolve("submission_metadata.yml"), input);
        Files.createDirectory(folder.resolve("submission_1"));
        Inbox inbox = Inbox.read(folder, folder.resolve("marks"));
        inbox.ignored().forEach(entry -> requireLine(entry.reason()));
        if (inbox.submissions().size() != 1) {
            throw new AssertionError("not one submission: " + inbox.submissions());
        }
    }),

    /** The source of a step. */
    SOURCE((input, folder) -> check(new Intake(Given.KIT).take("ada", stepSource(input, folder)),
            Files.createDirectory(folder.resolve("target")))),

    /** The results of the graded tests, and the verdict on them. */
    TEST_RESULTS((input, folder) ->
            answer(input, folder, StepResult.class).ifPresent(result -> Given.KIT.steps().forEach(step ->
                    Given.JSON.valueToTree(StepVerdict.of(step, result, IndependentCheck.notRun("fuzzing")))))),

    /** The answers to the questions of the independent check, and the judgement on them. The first byte chooses the step. */
    CHECK_ANSWERS((input, folder) -> {
        byte[] chosen = Arrays.copyOf(input, 1);
        byte[] message = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        Given.JSON.valueToTree(Given.VERIFIERS.get(Math.floorMod(chosen[0], Given.VERIFIERS.size()))
                .judge(answer(message, folder, StepAnswers.class)));
    }),

    /** The outcome of a training, and the model in it. */
    TRAINING_OUTCOME((input, folder) -> {
        answer(input, folder, TrainingAnswer.class).ifPresent(outcome -> {
            EpochTrace.checked(outcome.traces(), 2);
            try {
                OracleModel.of(outcome.parameters(), FuzzTarget.VOCABULARY, FuzzTarget.HIDDENS)
                        .perplexity(new int[] {0, 1, 2, 1, 0, 2, 1, 0, 2}, 1, 4);
            } catch (IllegalArgumentException refused) {
                requireLine(refused.getMessage());
            }
        });
    }),

    /** The results of the compiler and of the style check. */
    OTHER_ANSWERS((input, folder) -> {
        answer(input, folder, CompileAnswer.class);
        answer(input, folder, StyleAnswer.class);
    }),

    /** A compiler's or an exception's message, and the ways in which reports show it. */
    MESSAGE((input, folder) -> {
        String text = new String(input, StandardCharsets.UTF_8);
        StepReport report = Printable.of(StepVerdict.error(Given.KIT.steps().get(0), text));
        report.reason();
        FeedbackDetail.CUT.apply(report);
        Printable.withVisibleEnd(text);
        requireLine("| " + Printable.line(text, FuzzTarget.LINE));
        Printable.cell(text);
    }),

    /** The fingerprints of a step's source. */
    SAME_WORK((input, folder) -> Given.PRINTS.of(new Intake(Given.KIT).take("ada", stepSource(input, folder)))),

    /** A roster that a learning platform exported. */
    ROSTER((input, folder) -> readRoster(input, folder, GradingConfig.DEFAULT)),

    /** A roster whose columns grading.yaml names, with times of hand-in. */
    NAMED_ROSTER((input, folder) ->
            readRoster(input, folder, ConfigFile.read(Files.writeString(folder.resolve("grading.yaml"), """
                    deadline: 2026-12-01T23:59:00+01:00[Europe/Berlin]
                    roster:
                      moodle: true
                      id: ID
                      name: [Vorname, Nachname]
                      grade: Punkte
                      maximum: Bestwertung
                      locked: {Gesperrt: Ja}
                      feedback: Kommentar
                      time: Zeit
                      timePattern: "EEEE, d. MMMM yyyy, HH:mm"
                      timeLanguage: de
                    """)))),

    /** An instructor's changes of points. */
    OVERRIDES((input, folder) -> {
        Gradebook roster = Gradebook.none();
        roster.match(List.of(SampleSubmission.of("ada", "ada")));
        try {
            Overrides.read(Files.write(folder.resolve("overrides.csv"), input), Steps.withBonus(), roster.people());
        } catch (UsageException refused) {
            refused.getMessage().lines().forEach(FuzzTarget::requireLine);
        }
    }),

    /** The report of an earlier run. */
    EARLIER_REPORT((input, folder) -> {
        try {
            Files.write(folder.resolve("report.json"), input);
            Complaint.read(folder).forEach(report -> { });
        } catch (UsageException refused) {
            requireLine(refused.getMessage());
        }
    }),

    /** The record of a handout in a student's copy. */
    HANDOUT((input, folder) -> Handout.parse(input)),

    /** A course's grading.yaml. */
    CONFIG((input, folder) -> {
        Path file = Files.write(folder.resolve("grading.yaml"), input);
        try {
            GradingConfig config = ConfigFile.read(file);
            config.apply(Steps.withBonus());
        } catch (UsageException refused) {
            refused.getMessage().lines().forEach(FuzzTarget::requireLine);
        }
    }),

    /** A cached report. */
    SEALED_FILE((input, folder) ->
            OutputFile.readSealed(Files.write(folder.resolve("findings.json"), input), "fingerprint", GradingFindings.class)),

    /** The summary beside a saved model. */
    MODEL_SUMMARY((input, folder) ->
            OutputFile.read(Files.write(folder.resolve("summary.json"), input), TrainingSummary.class)
                    .ifPresent(TrainingSummary::model)),

    /** The arrays of a saved model, beside right details. */
    MODEL_ARRAYS((input, folder) -> loadModel(modelDetails(input).getBytes(StandardCharsets.UTF_8), input, folder)),

    /** The details of a saved model, beside right arrays. */
    MODEL_DETAILS((input, folder) -> loadModel(input, Models.ARRAYS, folder));

    static final int VOCABULARY = 3;
    static final int HIDDENS = 2;

    private static final int MAX_MESSAGE = 20_000;
    private static final Pattern EXCEPTION = Pattern.compile("\\b(java|com|org|ai)\\.[\\w.]+(Exception|Error)\\b");
    private static final int MAX_ANSWER = 8_000_000;
    private static final int LINE = 500;

    private final Reader reader;

    FuzzTarget(Reader reader) {
        this.reader = reader;
    }

    @FunctionalInterface
    private interface Reader {
        void read(byte[] input, Path folder) throws IOException;
    }

    /**
     * Reads an input.
     *
     * @param input the bytes
     * @param folder an empty folder for files
     * @throws IOException if a file can't be written
     */
    void read(byte[] input, Path folder) throws IOException {
        reader.read(input, folder);
    }

    private static void readRoster(byte[] input, Path folder, GradingConfig config) throws IOException {
        ClassroomSubmission ada = new ClassroomSubmission("ada", List.of(folder), List.of(HandIn.unknown("ada")), "");
        try {
            Gradebook roster = Gradebook.read(Files.write(folder.resolve("roster.csv"), input), null, config);
            requireLine(roster.description());
            roster.match(List.of(ada));
            roster.missing();
        } catch (UsageException refused) {
            requireLine(refused.getMessage().substring(0, Math.min(LINE, refused.getMessage().length())));
        }
    }

    private static Path stepSource(byte[] input, Path folder) throws IOException {
        Path source = folder.resolve("ada").resolve(Given.KIT.steps().get(0).sourceFile());
        Files.createDirectories(source.getParent());
        Files.write(source, input);
        return folder.resolve("ada");
    }

    private static void take(Path upload, Path folder) throws IOException {
        try {
            check(new Intake(Given.KIT).take("ada", upload), Files.createDirectory(folder.resolve("target")));
        } catch (RefusedException refused) {
            requireLine(refused.forStudent());
        }
    }

    private static void check(Submission submission, Path target) {
        List<Path> written = submission.write(Given.KIT.graded(), target);
        if (!written.stream().allMatch(file -> file.normalize().startsWith(target))) {
            throw new AssertionError("written outside: " + written);
        }
        submission.writeHelpers(target);
        submission.helperFolders();
        submission.unwritten(Given.KIT.graded());
        Given.KIT.graded().forEach(step -> submission.place(StepVerdict.failed(step, "wrong"), step));
        submission.ignored().forEach(FuzzTarget::requireLine);
    }

    /** Signs an answer as the worker's process does, which a student's code may have taken over, and reads it. */
    private static <T> Optional<T> answer(byte[] message, Path folder, Class<T> type) {
        try {
            return Messages.readAnswer(SignedAnswer.write(message, folder), type, MAX_ANSWER);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static void loadModel(byte[] details, byte[] arrays, Path folder) throws IOException {
        Files.write(folder.resolve("model.json"), details);
        Files.write(folder.resolve("model.safetensors"), arrays);
        try (NDManager manager = NDManager.newBaseManager()) {
            SavedModel.load(folder, manager);
        } catch (ModelException refused) {
            requireLine(refused.getMessage());
        }
    }

    /** Makes the details that belong to some arrays. */
    static String modelDetails(byte[] arrays) {
        try {
            return Given.JSON.writeValueAsString(Map.of("parameters", ProbePayload.PARAMETERS, "sha256",
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(arrays)),
                    "tokens", List.of("<unk>", "a", "b"), "numHiddens", HIDDENS, "epochs", 1, "text", "story"));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A message is one line without the names of Java's exceptions. Whoever prints it escapes invisible characters. */
    private static void requireLine(String message) {
        if (message.isBlank() || message.length() > MAX_MESSAGE || message.lines().count() > 1
                || EXCEPTION.matcher(message).find()) {
            throw new AssertionError("no message for a user: " + message);
        }
    }

    /** The kit, and the objects that the readers are called with. */
    private static final class Given {
        static final Kit KIT = Kit.find(Steps.all()).withBonus(Steps.bonus());
        static final ObjectMapper JSON = new ObjectMapper();
        static final SourcePrints PRINTS = new SourcePrints(KIT);
        static final List<Verifier> VERIFIERS = Steps.withBonus().stream().map(step -> new Verifier(step, 1)).toList();
    }

    /** A right model's arrays. */
    static final class Models {

        private static final Map<String, Shape> SHAPES = Map.of("W_xh", new Shape(VOCABULARY, HIDDENS),
                "W_hh", new Shape(HIDDENS, HIDDENS), "b_h", new Shape(HIDDENS), "W_hq", new Shape(HIDDENS, VOCABULARY),
                "b_q", new Shape(VOCABULARY));
        static final byte[] ARRAYS = arrays();

        private Models() {}

        private static byte[] arrays() {
            try (NDManager manager = NDManager.newBaseManager()) {
                NDList list = new NDList();
                SHAPES.forEach((name, shape) -> {
                    NDArray array = manager.ones(shape);
                    array.setName(name);
                    list.add(array);
                });
                return list.encode(NDList.Encoding.SAFETENSORS);
            }
        }
    }

    /** A worker's answer with any content and a right signature. */
    static final class SignedAnswer {

        private static final String KEY = "key";

        private SignedAnswer() {}

        static ResultChannel write(byte[] message, Path folder) throws IOException {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                byte[] signature = mac.doFinal(message);
                byte[] signed = ByteBuffer.allocate(Integer.BYTES + signature.length + message.length)
                        .putInt(message.length).put(signature).put(message).array();
                Path file = Files.write(folder.resolve("answer.json"), signed);
                return new ResultChannel(file.toString(), folder.resolve("ready").toString(), KEY);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
