package org.rnnkit.learner.play.worker;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerFailure.Source;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.ModelException;
import org.rnnkit.toolkit.SavedModel;

/** The process that writes whatever it is asked, character by character, until nothing more is asked. */
public final class PlayWorker {

    /** The line that stands behind the last character of an answer. */
    public static final String END = "null";

    private PlayWorker() {}

    /**
     * Plays.
     *
     * @param args none
     * @throws Exception if it can't be told or tell anything
     */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        WorkerMain.run(worker -> worker.serve(PlayStart.class, exchange -> new PlayEnd(failure(exchange, out))));
    }

    private static WorkerFailure failure(Exchange<PlayStart> exchange, PrintStream out) throws IOException {
        try {
            EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
            Engine.getInstance();
        } catch (RuntimeException | LinkageError e) {
            return new WorkerFailure(Source.MACHINE, "The engine does not start: " + e);
        }
        exchange.ready();
        PlayStart start = exchange.request();
        try (NDManager manager = NDManager.newBaseManager()) {
            SavedModel saved = SavedModel.load(Path.of(start.modelFolder()), manager);
            LanguageModel net = ModelFactory.of(saved, start.concise(), manager);
            Random random = new Random();
            while (true) {
                PlayRequest request = Messages.read(System.in, PlayRequest.class);
                write(request, net, saved.vocabulary(), manager, random, token -> tell(json(token), out));
                tell(END, out);
            }
        } catch (EOFException nothingMore) {
            return null;
        } catch (ModelException e) {
            return new WorkerFailure(Source.USER, e.getMessage());
        } catch (RuntimeException | Error e) {
            return new WorkerFailure(Source.STEPS, ThrowableMessages.located(e, name -> name.startsWith("org.rnnkit.step")));
        }
    }

    private static String json(String token) {
        try {
            return Messages.JSON.writeValueAsString(token);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tell(String line, PrintStream out) {
        out.println(line);
        out.flush();
    }

    /** Writes on from a prefix, by step 6, and hands out each token as it comes. */
    static void write(PlayRequest request, LanguageModel net, Vocabulary vocabulary, NDManager manager, Random random,
            Consumer<String> tokens) {
        LanguageModel writer = request.temperature() == 0 ? net : new GumbelSampler(net, request.temperature(), random);
        Prediction.predict(request.prefix(), request.length(), writer, new ObservedVocabulary(vocabulary, tokens), manager);
    }
}
