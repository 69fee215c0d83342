package org.rnnkit.grader.catalogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.catalogue.CatalogueTrial.StepLoader;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updaters;

/** Tests of the stand-ins. CatalogueTest runs the catalogue's solutions beside them. */
@Tag("slow")
class StandInsTest {

    private static final Kit KIT = Kit.find(Steps.all());
    private static final Path STAND_INS = KIT.built().standIns();

    @TempDir
    private Path folder;

    static List<Step> steps() {
        return Steps.withBonus();
    }

    /** Otherwise a student could hand a stand-in in. */
    @ParameterizedTest
    @MethodSource("steps")
    void failsTheTestsOfItsStep(Step step) throws Exception {
        try (StepLoader loader = new StepLoader(STAND_INS)) {
            CatalogueTrial trial = CatalogueTrial.test(step, loader, Draw.SEED, false);

            assertThat(trial.isPassed()).as(trial.toString()).isFalse();
            assertThat(trial.failedTests()).as(trial.toString()).isNotEmpty();
        }
    }

    /** Lists the steps whose reference calls another step. */
    static List<Step> callers() throws IOException {
        List<Step> callers = new ArrayList<>();
        for (Step step : steps()) {
            if (Files.readString(KIT.layout().solution(step)).contains("import org.rnnkit.step")) {
                callers.add(step);
            }
        }
        return callers;
    }

    @ParameterizedTest
    @MethodSource("callers")
    void theReferencePassesBesideTheOthers(Step step) throws Exception {
        CatalogueTrial.compile(step, Files.readString(KIT.layout().solution(step)), "the reference", folder);
        try (StepLoader loader = new StepLoader(folder)) {
            CatalogueTrial trial = CatalogueTrial.test(step, loader, Draw.SEED, false);

            assertThat(trial.isPassed()).as(trial.toString()).isTrue();
        }
    }

    /** Otherwise a right step that calls this one would not compile or not link. */
    @ParameterizedTest
    @MethodSource("steps")
    void canBeCalledLikeTheReference(Step step) throws Exception {
        try (URLClassLoader standIns = new URLClassLoader(new URL[] {STAND_INS.toUri().toURL()}, null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                return name.startsWith("org.rnnkit.step") ? super.findClass(name)
                        : StandInsTest.class.getClassLoader().loadClass(name);
            }
        }) {
            assertThat(signatures(standIns.loadClass(step.fullName())))
                    .isEqualTo(signatures(Class.forName(step.fullName()))).isNotEmpty();
        }
    }

    private static Set<String> signatures(Class<?> step) {
        return Stream.<Executable>concat(Arrays.stream(step.getConstructors()), Arrays.stream(step.getMethods()))
                .filter(member -> member.getDeclaringClass() == step).map(Executable::toString).collect(Collectors.toSet());
    }

    /** A student may hand the model on in a wrapper. Models that compute something else, or have no parameters, are refused. */
    @Test
    void knowTheModelsThatTestsTrainAlsoInAWrapperAndNoOther() throws Exception {
        try (StepLoader loader = new StepLoader(STAND_INS); NDManager manager = NDManager.newBaseManager()) {
            GivenRnn net = Parameters.draw(new Draw("known"), 4, 3).network(manager);
            Method predict = method(loader, Steps.withId("step6prediction").orElseThrow(), "predict");
            Method train = method(loader, Steps.withId("step8epoch").orElseThrow(), "trainEpoch");
            Vocabulary letters = CharacterVocabulary.of("abc");
            int arrays = manager.getManagedArrays().size();

            Object text = predict.invoke(null, "ab", 3, net, letters, manager);

            assertThat((String) text).startsWith("ab").hasSize(5);
            assertThat(predict.invoke(null, "ab", 3, new Wrapper(net, 1), letters, manager)).isEqualTo(text);
            assertThat(manager.getManagedArrays()).hasSize(arrays);
            LanguageModel withoutParameters = new WrappedModel(net) {
                @Override
                public NDList parameters() {
                    return new NDList();
                }
            };
            for (LanguageModel unknown : List.of(new Wrapper(net, -1), withoutParameters)) {
                assertThatThrownBy(() -> predict.invoke(null, "ab", 3, unknown, letters, manager)).cause()
                        .hasMessage("The stand-in of step 6 knows only the models that tests pass to step 9, not a "
                                + unknown.getClass().getName() + ". Call it with the model that train was given.");
                assertThatThrownBy(() -> train.invoke(null, unknown, List.of(), null, null, Sampling.RANDOM)).cause()
                        .hasMessage("The stand-in of step 8 knows only the models that tests pass to step 9, not a "
                                + unknown.getClass().getName() + ". Call it with the model that train was given.");
            }
        }
    }

    /** A model of a student's own around a given one. */
    private static final class Wrapper extends WrappedModel {

        private final float factor;

        Wrapper(LanguageModel net, float factor) {
            super(net);
            this.factor = factor;
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            RnnOutput output = super.forward(tokens, state);
            return new RnnOutput(output.logits().mul(factor), output.state());
        }
    }

    /** DJL's blocks have two biases for the hidden units, whose gradients both count for the norm. */
    @Test
    void trainDjlsOwnModelAsTheReferenceDoes() throws Exception {
        Step step = Steps.withId("step8epoch").orElseThrow();
        try (StepLoader standIns = new StepLoader(STAND_INS);
                StepLoader reference = new StepLoader(ModuleClasses.location(EpochTraining.class))) {
            List<Double> expected = perplexities(method(reference, step, "trainEpoch"));

            List<Double> actual = perplexities(method(standIns, step, "trainEpoch"));

            for (int epoch = 0; epoch < expected.size(); epoch++) {
                assertThat(actual.get(epoch)).isCloseTo(expected.get(epoch), withinPercentage(0.1));
            }
        }
    }

    private static List<Double> perplexities(Method trainEpoch) throws ReflectiveOperationException {
        try (NDManager manager = NDManager.newBaseManager()) {
            new Draw(1, "concise").seedEngine();
            LanguageModel net = new ConciseRnnModel(manager, 5, 6);
            SequenceDataset dataset = new SequenceDataset(new Draw("text").tokens(1, 60, 5)[0], 2, 7, Sampling.SEQUENTIAL, 1);
            List<Double> perplexities = new ArrayList<>();
            for (int epoch = 0; epoch < 4; epoch++) {
                perplexities.add(((EpochResult) trainEpoch.invoke(null, net, dataset.getData(manager),
                        Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1), dataset.sampling())).perplexity());
            }
            return perplexities;
        }
    }

    private static Method method(StepLoader loader, Step step, String name) throws ClassNotFoundException {
        return Arrays.stream(loader.loadClass(step.fullName()).getMethods()).filter(method -> method.getName().equals(name))
                .findFirst().orElseThrow();
    }

    /** A student's code could call the classes that these two need, so they must be as few as possible. */
    @ParameterizedTest
    @MethodSource("steps")
    void onlySteps6And8NeedTheOracle(Step step) throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : files(STAND_INS.resolve(step.packageName().replace('.', '/')))) {
            Pattern.compile("org/rnnkit/(?:testkit|grader|learner)/[\\w/$]+").matcher(Files.readString(file, ISO_8859_1))
                    .results().forEach(name -> used.add(name.group().replaceAll(".*/|\\$.*", "")));
        }
        switch (step.number()) {
            case 6 -> assertThat(used).containsExactly("GivenNetwork", "Parameters", "RnnReader");
            case 8 -> assertThat(used).containsExactly("EpochValues", "GivenNetwork", "Matrix", "Parameters", "Rnn");
            default -> assertThat(used).isEmpty();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** On a class path, a stand-in would silently replace a step that a student has deleted. */
    @Test
    void areOnNoClassPath() throws Exception {
        assertThat(System.getProperty("java.class.path")).doesNotContain("/standins/");
        assertThat(KIT.layout().exercises().resolve("pom.xml")).content().doesNotContain("standins");
        assertThat(Files.readString(KIT.layout().home().resolve("pom.xml")))
                .containsPattern("<artifactId>standins</artifactId>\\s+<version>[^<]+</version>\\s+<type>pom</type>");
    }
}
