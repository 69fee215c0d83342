package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.function.BiFunction;
import org.rnnkit.grader.worker.Messages;

/** Asks whichever class of a step its own class loader has; question and answer travel as they do between processes. */
public final class ProbeCall implements BiFunction<String, String, String> {

    @Override
    public String apply(String className, String question) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return Messages.JSON.writeValueAsString(Probe.answer(className,
                    Messages.JSON.readValue(question, ProbePayload.class), manager));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
