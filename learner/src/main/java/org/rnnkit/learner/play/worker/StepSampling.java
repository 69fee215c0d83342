package org.rnnkit.learner.play.worker;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;

/** The bonus step that draws each character by its probability. Its class is found by name, so that it may be missing. */
public final class StepSampling {

    /** The command that uses the step. The list of steps names it. */
    public static final String COMMAND = "generate --temperature";

    private static final MethodType SAMPLE = MethodType.methodType(String.class, String.class, int.class, float.class,
            LanguageModel.class, Vocabulary.class, NDManager.class, Random.class);

    private StepSampling() {}

    /** Writes a text with the step's method. */
    static String sample(GenerationRequest request, LanguageModel net, Vocabulary vocabulary, NDManager manager) {
        try {
            MethodHandle method = MethodHandles.publicLookup().findStatic(Class.forName(request.sampling()), "sample", SAMPLE);
            return (String) method.invokeExact(request.prefix(), request.length(), (float) request.temperature(), net,
                    vocabulary, manager, new Random());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
