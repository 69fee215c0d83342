package org.rnnkit.learner.play.worker;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerFailure.Source;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.toolkit.DeviceChoice;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.SavedModel.ModelException;

/** The process that lets a saved model write once. The steps are on its class path. */
public final class GenerationWorker {

    private GenerationWorker() {}

    /**
     * Writes a text.
     *
     * @param args none
     * @throws Exception if the request can't be read or the result can't be sent
     */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(worker -> worker.serve(GenerationRequest.class, GenerationWorker::outcome));
    }

    private static GenerationOutcome outcome(Exchange<GenerationRequest> exchange) throws IOException {
        GenerationRequest request = exchange.request();
        DeviceChoice choice;
        try {
            EngineSettings.apply(request.engine().threads());
            Engine.getInstance();
            choice = DeviceChoice.of(request.engine().device());
        } catch (IllegalArgumentException e) {
            return failed(Source.USER, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            return failed(Source.MACHINE, "The engine does not start: " + e);
        }
        exchange.ready();
        try (NDManager manager = NDManager.newBaseManager(choice.device())) {
            SavedModel saved = SavedModel.load(Path.of(request.modelFolder()), manager);
            return new GenerationOutcome(text(request, ModelFactory.of(saved, request.concise(), manager),
                    saved.vocabulary(), manager), unknown(request.prefix(), saved.vocabulary()), null);
        } catch (ModelException e) {
            return failed(Source.USER, e.getMessage());
        } catch (RuntimeException | Error e) {
            return failed(Source.STEPS, ThrowableMessages.ofSteps(e));
        }
    }

    private static String text(GenerationRequest request, LanguageModel net, Vocabulary vocabulary, NDManager manager) {
        if (request.temperature() > 0 && request.sampling() != null) {
            return StepSampling.sample(request, net, vocabulary, manager);
        }
        LanguageModel writer = GumbelSampler.at(request.temperature(), net, new Random());
        return Prediction.predict(request.prefix(), request.length(), writer, vocabulary, manager);
    }

    private static long unknown(String prefix, Vocabulary vocabulary) {
        return prefix.chars().filter(c -> !vocabulary.contains(String.valueOf((char) c))).count();
    }

    private static GenerationOutcome failed(Source source, String message) {
        return new GenerationOutcome(null, 0, new WorkerFailure(source, message));
    }
}
