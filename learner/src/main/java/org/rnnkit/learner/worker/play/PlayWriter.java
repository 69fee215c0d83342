package org.rnnkit.learner.worker.play;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.learner.worker.PlayModel;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.learner.worker.TextWriter;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.SavedModel;

/** A trained model that writes with a learner's steps. It tells each character as soon as it is written. */
public final class PlayWriter implements TextWriter {

    private final SavedModel saved;
    private final LanguageModel net;
    private final NDManager manager;
    private final String sampling;
    private final Random random = new Random();

    /** Loads the model. */
    public PlayWriter(PlayModel model, NDManager manager) {
        this.manager = manager;
        sampling = model.sampling();
        saved = SavedModel.load(Path.of(model.folder()), manager);
        net = new LimitedModel(ModelFactory.of(saved, model.kind(), manager));
    }

    @Override
    public void write(PlayRequest request, Consumer<String> tokens) {
        if (request.temperature() > 0 && sampling != null) {
            sample(sampling, request, net, saved.vocabulary(), manager).substring(request.prefix().length()).chars()
                    .forEach(character -> tokens.accept(Character.toString(character)));
        } else {
            write(request, net, saved.vocabulary(), manager, random, tokens);
        }
    }

    /** Writes a text with the bonus step that draws each character by its probability. */
    private static String sample(String step, PlayRequest request, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        MethodType type = MethodType.methodType(String.class, String.class, int.class, float.class, LanguageModel.class,
                Vocabulary.class, NDManager.class, Random.class);
        try {
            return (String) MethodHandles.publicLookup().findStatic(Class.forName(step), "sample", type).invokeWithArguments(
                    request.prefix(), request.length(), (float) request.temperature(), net, vocabulary, manager, new Random());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(step + ": " + e, e);
        }
    }

    /** Continues a prefix with step 6, and passes on each token as it is written. */
    static String write(PlayRequest request, LanguageModel net, Vocabulary vocabulary, NDManager manager, Random random,
            Consumer<String> tokens) {
        LanguageModel writer = GumbelSampler.at(request.temperature(), net, random);
        return Prediction.predict(request.prefix(), request.length(), writer, new ObservedVocabulary(vocabulary, tokens),
                manager);
    }

    /**
     * A model whose most likely token is a random draw: noise from the Gumbel distribution, times T, is added to each logit.
     * Then each token has the largest sum with its probability in softmax(logits / T) (Gumbel 1954). So a prediction that
     * always takes the most likely token draws from that distribution.
     */
    static final class GumbelSampler extends WrappedModel {

        /** The temperature T, above 0. */
        private final double temperature;
        private final Random random;

        GumbelSampler(LanguageModel net, double temperature, Random random) {
            super(net);
            this.temperature = temperature;
            this.random = random;
        }

        /** Returns a model for a temperature: at 0, where the most likely token is no draw, the model itself. */
        static LanguageModel at(double temperature, LanguageModel net, Random random) {
            return temperature == 0 ? net : new GumbelSampler(net, temperature, random);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            RnnOutput output = super.forward(tokens, state);
            float[] noise = new float[(int) output.logits().size()];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) (-temperature * Math.log(-Math.log(random.nextDouble())));
            }
            NDArray drawn = tokens.getManager().create(noise, output.logits().getShape()).add(output.logits());
            return new RnnOutput(drawn, output.state());
        }
    }

    /** A model that gives each character the whole limit, because a text may be long. */
    private static final class LimitedModel extends WrappedModel {

        LimitedModel(LanguageModel net) {
            super(net);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            WorkLimit.restartOfThread();
            return super.forward(tokens, state);
        }
    }

    /**
     * A vocabulary that reports every token that is looked up. A prediction looks up each token that it appends, once.
     *
     * @param observer receives the tokens
     */
    record ObservedVocabulary(Vocabulary vocabulary, Consumer<String> observer) implements Vocabulary {

        @Override
        public String getToken(long index) {
            String token = vocabulary.getToken(index);
            observer.accept(token);
            return token;
        }

        @Override
        public boolean contains(String token) {
            return vocabulary.contains(token);
        }

        @Override
        public long getIndex(String token) {
            return vocabulary.getIndex(token);
        }

        @Override
        public long size() {
            return vocabulary.size();
        }
    }
}
