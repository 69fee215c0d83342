package org.rnnkit.learner.play.worker;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
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
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.SavedModel.ModelException;

/** The process that lets a model write, character by character, until there are no more requests. */
public final class PlayWorker {

    /** The line that ends an answer. */
    public static final String END = "null";

    private PlayWorker() {}

    /**
     * Answers requests until there are no more.
     *
     * @param args none
     * @throws Exception if requests can't be read or answers can't be sent
     */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        WorkerMain.run(worker -> worker.serve(PlayStart.class, exchange -> new PlayEnd(failure(exchange, out))));
    }

    private static WorkerFailure failure(Exchange<PlayStart> exchange, PrintStream out) throws IOException {
        Optional<WorkerFailure> failure = WorkerMain.startEngine();
        if (failure.isPresent()) {
            return failure.get();
        }
        exchange.ready();
        PlayStart start = exchange.request();
        try (NDManager manager = NDManager.newBaseManager()) {
            SavedModel saved = SavedModel.load(Path.of(start.modelFolder()), manager);
            LanguageModel net = ModelFactory.of(saved, start.concise(), manager);
            Random random = new Random();
            while (true) {
                PlayRequest request = Messages.read(System.in, PlayRequest.class);
                write(request, net, saved.vocabulary(), manager, random, token -> print(json(token), out));
                print(END, out);
            }
        } catch (EOFException nothingMore) {
            return null;
        } catch (ModelException e) {
            return new WorkerFailure(Source.USER, e.getMessage());
        } catch (RuntimeException | Error e) {
            return new WorkerFailure(Source.STEPS, ThrowableMessages.ofSteps(e));
        }
    }

    private static String json(String token) {
        try {
            return Messages.JSON.writeValueAsString(token);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(String line, PrintStream out) {
        out.println(line);
        out.flush();
    }

    /** Continues a prefix with step 6, and passes on each token as it is written. */
    static void write(PlayRequest request, LanguageModel net, Vocabulary vocabulary, NDManager manager, Random random,
            Consumer<String> tokens) {
        LanguageModel writer = GumbelSampler.at(request.temperature(), net, random);
        Prediction.predict(request.prefix(), request.length(), writer, new ObservedVocabulary(vocabulary, tokens), manager);
    }
}
