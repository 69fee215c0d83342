// attack: takes what the kernel gives each user a limited number of, so that the grader and the other steps have none left
// list: uses FileSystems.getDefault
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.FileSystems;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try {
            FileSystems.getDefault().newWatchService();
            throw new IllegalStateException("ESCAPED: inotify instances");
        } catch (IOException refused) {
            // As it should be.
        }
        try {
            Selector.open();
            throw new IllegalStateException("ESCAPED: watched files");
        } catch (IOException refused) {
            // As it should be.
        }
        take("mq_open", "/rnnkit", 66L, 384L, 0L);
        take("semget", 0L, 1L, 384L);
        take("msgget", 0L, 384L);
        take("shmget", 0L, 4096L, 384L);
        take("timer_create", 1L, 0L, new Memory(8));
        take("inotify_init");
        take("fanotify_init", 0L, 0L);
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }

    private static void take(String function, Object... arguments) {
        try {
            if (Function.getFunction("c", function, Function.THROW_LAST_ERROR).invokeInt(arguments) >= 0) {
                throw new IllegalStateException("ESCAPED: " + function);
            }
        } catch (LastErrorException refused) {
            // As it should be.
        }
    }
}
