package org.rnnkit.grader.catalogue;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup.FirstParameters;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step9training.Training;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.StateInitializer;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;

/** The training of a proof in this JVM, as the grader's worker runs it, with the steps that a class loader has. */
record ProofTrial(ClassLoader steps, Hyperparameters settings, String text) {

    /** Trains with an updater. */
    TrainingAnswer train(Updater updater) throws Throwable {
        DefaultVocabulary vocabulary = CharacterVocabulary.of(text);
        int[] tokens = CharacterVocabulary.indices(vocabulary, text.substring(0, settings.tokens()));
        try (NDManager manager = NDManager.newBaseManager()) {
            LanguageModel net = (LanguageModel) steps.loadClass(RnnModelScratch.class.getName())
                    .getConstructor(NDManager.class, int.class, int.class, ParameterInitializer.class, StateInitializer.class,
                            ForwardFunction.class)
                    .newInstance(manager, (int) vocabulary.size(), settings.numHiddens(),
                            function(ParameterInitializer.class, RnnParameters.class),
                            function(StateInitializer.class, HiddenState.class),
                            function(ForwardFunction.class, RnnForward.class));
            FirstParameters.write(FirstParameters.draw(settings.seed(), (int) vocabulary.size(), settings.numHiddens()),
                    net.parameters());
            MethodHandle training = MethodHandles.publicLookup().findStatic(steps.loadClass(Training.class.getName()), "train",
                    MethodType.methodType(TrainingResult.class, LanguageModel.class, SequenceDataset.class, Vocabulary.class,
                            Updater.class, int.class, NDManager.class, TrainingMonitor.class));
            TrainingResult result = (TrainingResult) training.invoke(net, new SequenceDataset(tokens, settings.batchSize(),
                    settings.numSteps(), settings.sampling(), settings.seed()), (Vocabulary) vocabulary, updater,
                    settings.epochs(), manager, (TrainingMonitor) (epoch, epochResult) -> { });
            return new TrainingAnswer(result.epochs(), result.samples(), "cpu",
                    new ProbePayload().withAll("parameters", net.parameters()), null, null, null, null);
        }
    }

    /** Returns a step's public static method as one of the toolkit's functions. */
    private <T> T function(Class<T> type, Class<?> step) throws ReflectiveOperationException {
        Method abstractMethod = type.getMethods()[0];
        String name = type == ForwardFunction.class ? "forward" : "initialize";
        return MethodHandleProxies.asInterfaceInstance(type, MethodHandles.publicLookup().findStatic(
                steps.loadClass(step.getName()), name,
                MethodType.methodType(abstractMethod.getReturnType(), abstractMethod.getParameterTypes())));
    }

    /** Returns the norm of all gradients together. */
    static double norm(NDList parameters) {
        return Math.sqrt(parameters.stream().mapToDouble(parameter -> {
            try (NDArray gradient = parameter.getGradient(); NDArray length = gradient.norm()) {
                return Math.pow(length.getFloat(), 2);
            }
        }).sum());
    }
}
