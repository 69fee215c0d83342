package org.rnnkit.grader.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.report.CheckStatus;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.verify.Verifier.Secret;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbeAnswer;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that the independent check accepts right answers and rejects all others. */
@Tag("slow")
class VerifierTest {

    private static final int DRAWS = 15;

    @TempDir
    private Path folder;

    static List<Step> steps() {
        return Steps.withBonus();
    }

    /** Answers a question with the reference. Question and answer pass through JSON, as between two processes. */
    private static ProbePayload ask(Step step, ProbePayload question) throws Exception {
        ProbePayload sent = throughJson(question);
        try (NDManager manager = NDManager.newBaseManager()) {
            return throughJson(Probe.answer(step.className(), sent, manager));
        }
    }

    private static String mistake(StepCheck check, ProbePayload question, ProbePayload answer) {
        return Verifier.mistake(check, question, new ProbeAnswer(answer, ""));
    }

    private static ProbePayload throughJson(ProbePayload payload) throws Exception {
        return Messages.JSON.readValue(Messages.JSON.writeValueAsBytes(payload), ProbePayload.class);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void acceptsTheReferenceForEveryDraw(Step step) throws Exception {
        StepCheck check = StepCheck.of(step);
        for (int i = 0; i < DRAWS; i++) {
            ProbePayload question = Verifier.question(check, new Draw(step.id() + i), i % check.questions());
            assertThat(mistake(check, question, ask(step, question))).isEmpty();
        }
    }

    /** Minibatches with small gradients can't reveal a step that does not clip. So every drawn epoch has a large one. */
    @Test
    void drawsEpochsWithGradientsThatMustBeClipped() {
        StepCheck check = new TrainingChecks.EpochTrainingCheck();
        for (int i = 0; i < DRAWS; i++) {
            double[] norms = norms(check.question(new Draw("clipped " + i), i % 2));
            assertThat(Arrays.stream(norms).filter(norm -> norm > 1.2)).as(Arrays.toString(norms)).isNotEmpty();
        }
    }

    private static double[] norms(ProbePayload question) {
        return Epoch.train(RnnQuestions.of(question), TrainingChecks.EpochTrainingCheck.minibatches(question),
                question.texts().get("sampling").equals("SEQUENTIAL"), question.numbers().get("learningRate")).norms();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void judgesEveryQuestion(Step step) throws Exception {
        Verifier verifier = new Verifier(step, System.nanoTime());
        List<ProbeAnswer> right = new ArrayList<>();
        for (ProbePayload question : verifier.questions()) {
            right.add(new ProbeAnswer(ask(step, question), ""));
        }
        assertThat(verifier.judge(given(right))).isEqualTo(IndependentCheck.PASSED);
        // A longer answer does not count, so a right step would fail.
        assertThat(Messages.JSON.writeValueAsBytes(given(right).orElseThrow())).hasSizeLessThan(WorkerCall.MAX_BYTES / 2);
        for (int i = 0; i < right.size(); i++) {
            List<ProbeAnswer> changed = new ArrayList<>(right);
            changed.set(i, AlteredAnswers.empty().get(0));
            assertThat(verifier.judge(given(changed)).status()).as("question %d", i).isEqualTo(CheckStatus.FAILED);
        }
    }

    /**
     * Every single value is compared: an answer with one changed array, number or text, or with a mistake that the probe has
     * seen, is rejected. The kinds of a change take turns from value to value. Every third question is enough, as many are
     * alike. Each is judged alone, because the verifier computes the right answers to all questions before it each time.
     */
    @ParameterizedTest
    @MethodSource("steps")
    void rejectsEveryAlteredAnswer(Step step) throws Exception {
        StepCheck check = StepCheck.of(step);
        List<ProbePayload> questions = new Verifier(step, System.nanoTime()).questions();
        for (int i = 0; i < questions.size(); i += 3) {
            ProbePayload question = questions.get(i);
            for (ProbePayload wrong : AlteredAnswers.of(ask(step, question))) {
                assertThat(mistake(check, question, wrong)).as("%s", wrong).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void rejectsMissingAnswer(Step step) {
        Verifier verifier = new Verifier(step, System.nanoTime());
        int size = verifier.questions().size();

        assertThat(verifier.judge(Optional.empty()).status()).isEqualTo(CheckStatus.FAILED);
        assertThat(verifier.judge(given(List.of())).status()).isEqualTo(CheckStatus.FAILED);
        assertThat(verifier.judge(given(null)).status()).isEqualTo(CheckStatus.FAILED);
        for (ProbeAnswer empty : AlteredAnswers.empty()) {
            assertThat(verifier.judge(given(Collections.nCopies(size, empty))).status()).as(String.valueOf(empty))
                    .isEqualTo(CheckStatus.FAILED);
        }
        assertThat(verifier.judge(given(Collections.nCopies(size, new ProbeAnswer(null, "boom (at A.java:3)")))).message())
                .startsWith("the call ended with boom (at A.java:3)").contains("seed");
    }

    /** Equal code gets equal questions in every grading on a machine, and nobody can know those of other code. */
    @Test
    void theSeedFollowsFromTheCodeAndASecretThatOnlyItsOwnerCanRead() throws IOException {
        Path file = folder.resolve("cache/questions.secret");
        Secret secret = Secret.read(file);
        Step first = steps().get(0);

        assertThat(Secret.read(file).seed(first, "kit code")).isEqualTo(secret.seed(first, "kit code"));
        assertThat(List.of(secret.seed(first, "kit code"), secret.seed(first, "kit changed code"),
                secret.seed(first, "changed kit code"), secret.seed(steps().get(1), "kit code"),
                Secret.read(folder.resolve("another")).seed(first, "kit code"))).doesNotHaveDuplicates()
                .allMatch(seed -> seed >= 0);
        if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
        assertThat(new Verifier(first, "kit code").seed()).isEqualTo(new Verifier(first, "kit code").seed());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Two first gradings at the same moment: with a key each, equal code would get other questions in the next one. */
    @Test
    void processesThatBeginTogetherHaveOneSecret() {
        for (int i = 0; i < 50; i++) {
            Path file = folder.resolve("together" + i);
            CyclicBarrier begin = new CyclicBarrier(4);
            List<CompletableFuture<String>> keys = IntStream.range(0, 4).mapToObj(thread -> CompletableFuture.supplyAsync(
                    () -> {
                        await(begin);
                        return Arrays.toString(Secret.read(file).key());
                    }, task -> new Thread(task).start())).toList();

            assertThat(keys.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
    }

    private static void await(CyclicBarrier begin) {
        try {
            begin.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSecretThatIsDamagedIsMadeAgainAndOneThatCantBeSavedServesThisProcess() throws IOException {
        Path file = Files.write(folder.resolve("questions.secret"), new byte[] {1});
        assertThat(Secret.read(file).key()).hasSize(32).isEqualTo(Files.readAllBytes(file)).isNotEqualTo(new byte[32]);
        assertThat(Secret.read(file.resolve("in a file/questions.secret")).key()).hasSize(32).isNotEqualTo(new byte[32]);
    }

    private static Optional<StepAnswers> given(List<ProbeAnswer> answers) {
        return Optional.of(new StepAnswers(answers, null, null));
    }

    /** Wrong answers made from right ones by a single change, as a forger or a mistake might make it. */
    private static final class AlteredAnswers {

        private AlteredAnswers() {}

        /** Returns copies of a right answer, each with one thing changed. */
        static List<ProbePayload> of(ProbePayload right) {
            List<ProbePayload> wrong = new ArrayList<>();
            right.arrays().forEach((name, array) -> wrong.add(with(right, name, switch (wrong.size() % 5) {
                case 0 -> changed(array, array.values()[array.values().length - 1] + 0.3f);
                case 1 -> new Tensor(array.shape(), "float64", array.values());
                case 2 -> new Tensor(oneAxisMore(array), array.type(), array.values());
                case 3 -> changed(array, Float.NaN);
                default -> null;
            })));
            right.numbers().forEach((name, number) -> {
                ProbePayload other = copy(right);
                switch (wrong.size() % 4) {
                    case 0 -> other.with(name, number + Math.max(1, Math.abs(number) / 100));
                    case 1 -> other.with(name, Double.NaN);
                    case 2 -> other.with(name, Double.POSITIVE_INFINITY);
                    default -> other.numbers().remove(name);
                }
                wrong.add(other);
            });
            right.texts().forEach((name, text) -> wrong.add(copy(right).with(name, switch (wrong.size() % 3) {
                case 0 -> text + "x";
                case 1 -> "";
                default -> (String) null;
            })));
            Stream.<Function<ProbePayload, List<String>>>of(ProbePayload::mistakes, ProbePayload::sideEffects).forEach(list -> {
                ProbePayload reported = copy(right);
                list.apply(reported).add("seen by the probe");
                wrong.add(reported);
            });
            return wrong;
        }

        /** Returns answers that contain nothing to compare. */
        static List<ProbeAnswer> empty() {
            Map<String, Tensor> nulls = new LinkedHashMap<>();
            nulls.put("state 0", null);
            return Arrays.asList(null, new ProbeAnswer(null, null), new ProbeAnswer(new ProbePayload(), ""),
                    new ProbeAnswer(new ProbePayload(nulls, Map.of(), Map.of(), Arrays.asList((String) null), null), ""));
        }

        private static ProbePayload with(ProbePayload right, String name, Tensor array) {
            return copy(right).with(name, array);
        }

        private static ProbePayload copy(ProbePayload values) {
            return new ProbePayload(new LinkedHashMap<>(values.arrays()), new LinkedHashMap<>(values.numbers()),
                    new LinkedHashMap<>(values.texts()), new ArrayList<>(values.mistakes()),
                    new ArrayList<>(values.sideEffects()));
        }

        private static long[] oneAxisMore(Tensor array) {
            return LongStream.concat(LongStream.of(1), Arrays.stream(array.shape())).toArray();
        }

        private static Tensor changed(Tensor array, float last) {
            float[] values = array.values().clone();
            values[values.length - 1] = last;
            return new Tensor(array.shape(), array.type(), values);
        }
    }
}
