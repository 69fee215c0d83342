package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.SavedModel;

/** A factory for models. It is compiled with the reference's steps; in a worker it runs with the student's. */
public final class ModelFactory {

    /** Step 5's model with the network of steps 2 and 4. */
    public static final String SCRATCH = "scratch";
    /** The toolkit's model on DJL's own RNN block. */
    public static final String CONCISE = "concise";
    /** Step 5's model with the network of step 13. */
    public static final String GRU = "gru";

    private static final String GRU_CLASS = "org.rnnkit.step13gru.GruForward";

    private ModelFactory() {}

    /** Makes a model of a kind with fresh parameters. */
    static LanguageModel newModel(String model, NDManager manager, int vocabSize, int numHiddens) {
        return model.equals(CONCISE) ? new ConciseRnnModel(manager, vocabSize, numHiddens)
                : new RnnModelScratch(manager, vocabSize, numHiddens,
                        model.equals(GRU) ? bonusMethod(ParameterInitializer.class, GRU_CLASS, "initialize",
                                MethodType.methodType(NDList.class, NDManager.class, int.class, int.class))
                                : RnnParameters::initialize,
                        HiddenState::initialize, forward(model));
    }

    /** Makes a model of a kind with the parameters of a trained one. */
    public static LanguageModel of(SavedModel saved, String model, NDManager manager) {
        int vocabSize = (int) saved.vocabulary().size();
        if (!model.equals(CONCISE)) {
            return new RnnModelScratch(manager, vocabSize, saved.numHiddens(),
                    (owner, tokens, hiddens) -> saved.parameters(), HiddenState::initialize, forward(model));
        }
        LanguageModel net = newModel(model, manager, vocabSize, saved.numHiddens());
        copy(saved.parameters(), net.parameters());
        return net;
    }

    private static ForwardFunction forward(String model) {
        return model.equals(GRU) ? bonusMethod(ForwardFunction.class, GRU_CLASS, "forward", MethodType.methodType(
                RnnOutput.class, NDArray.class, NDList.class, NDList.class)) : RnnForward::forward;
    }

    /** Finds a method of a bonus step by name, because a course may be without this step. */
    static <T> T bonusMethod(Class<T> type, String className, String name, MethodType signature) {
        try {
            return MethodHandleProxies.asInterfaceInstance(type,
                    MethodHandles.publicLookup().findStatic(Class.forName(className), name, signature));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no method " + className + "." + name + signature, e);
        }
    }

    /** Copies the numbers of a trained model's parameters into a model. */
    static void copy(NDList trained, NDList parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            try (NDArray values = parameters.get(i).stopGradient()) {
                values.set(new NDIndex("..."), trained.get(i));
            }
        }
    }
}
