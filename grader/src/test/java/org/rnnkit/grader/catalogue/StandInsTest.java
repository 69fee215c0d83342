package org.rnnkit.grader.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.catalogue.CatalogueTrial.StepLoader;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.CheckStatus;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.given.GivenRnn;
import org.rnnkit.testkit.given.TwoPartState;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of the stand-ins. CatalogueTest runs the catalogue's solutions beside them. */
@Tag("slow")
class StandInsTest {

    private static final Kit KIT = Kit.find(Steps.all());
    private static final Path STAND_INS = KIT.layout().standIns();

    @TempDir
    private Path folder;

    static List<Step> steps() {
        return Steps.withBonus();
    }

    /** Otherwise a student could hand a stand-in in. */
    @ParameterizedTest
    @MethodSource("steps")
    void failsTheTestsAndTheCheckOfItsStep(Step step) throws Exception {
        try (StepLoader loader = new StepLoader(STAND_INS)) {
            CatalogueTrial trial = CatalogueTrial.run(step, loader, Draw.SEED);

            assertThat(trial.isPassed()).as(trial.toString()).isFalse();
            assertThat(trial.failedTests()).as(trial.toString()).isNotEmpty();
            assertThat(trial.check().status()).as(trial.toString()).isEqualTo(CheckStatus.FAILED);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theReferencePassesBesideTheOthers(Step step) throws Exception {
        CatalogueTrial.compile(KIT.layout().solution(step), folder);
        try (StepLoader loader = new StepLoader(folder)) {
            CatalogueTrial trial = CatalogueTrial.run(step, loader, Draw.SEED);

            assertThat(trial.isPassed()).as(trial.toString()).isTrue();
            assertThat(trial.check()).isEqualTo(IndependentCheck.PASSED);
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

    @Test
    void writesWithNoModelButThoseThatTestsTrain() throws Exception {
        try (StepLoader loader = new StepLoader(STAND_INS); NDManager manager = NDManager.newBaseManager()) {
            LanguageModel known = new GivenRnn(manager, Parameters.draw(new Draw("known"), 4, 3));
            assertThat((String) predict(loader, known, manager)).startsWith("ab");
            assertThatThrownBy(() -> predict(loader, new TwoPartState(known), manager))
                    .cause().isInstanceOf(IllegalStateException.class).hasMessage("The stand-in of step 6 writes only with the model "
                            + "that a test has passed to train, not with a TwoPartState");
        }
    }

    private static Object predict(StepLoader loader, LanguageModel net, NDManager manager)
            throws ReflectiveOperationException, InvocationTargetException {
        Vocabulary vocabulary = CharacterVocabulary.of("abc");
        return loader.loadClass("org.rnnkit.step6prediction.Prediction").getMethod("predict", String.class, int.class,
                LanguageModel.class, Vocabulary.class, NDManager.class).invoke(null, "ab", 3, net, vocabulary, manager);
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
