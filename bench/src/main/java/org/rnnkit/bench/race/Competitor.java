package org.rnnkit.bench.race;

import java.util.List;
import java.util.Map;

/**
 * A program whose speed is measured. It runs in a process of its own.
 *
 * @param id its name in files, such as "reference-1"
 * @param title its name for people
 * @param what the name of its task
 * @param threads the number of threads that compute
 * @param command the command that starts its process
 * @param environment environment variables to add for its process
 */
public record Competitor(String id, String title, String what, int threads, List<String> command,
        Map<String, String> environment) {

    /** The task of eager PyTorch, with which the others are compared. */
    static final String EAGER = "eager";
    /** The task of PyTorch's own layer torch.nn.RNN. */
    static final String TORCH_RNN = "torchRnn";
    /** The task of eager PyTorch's training after torch.compile. */
    static final String COMPILED = "compiled";

    /** Returns its name for people, with the number of threads. */
    String name() {
        return title + (threads == 1 ? " on one thread" : " on " + threads + " threads");
    }

    /** Tells whether this competitor does the task of that name. */
    public boolean does(String task) {
        return what.equals(task);
    }
}
