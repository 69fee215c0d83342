// attack: takes memory that belongs to no process: a file in memory, and System V shared memory
// list: uses System.getProperty
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.sun.jna.Function;
import com.sun.jna.LastErrorException;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        throw new IllegalStateException("errors " + call(arm ? 279L : 319L, "x", 0L) + " and "
                + call(arm ? 194L : 29L, 0L, 1L << 30, 0600L | 01000L));
    }

    private static String call(Object... arguments) {
        try {
            Function.getFunction("c", "syscall", Function.THROW_LAST_ERROR).invokeLong(arguments);
            return "ESCAPED";
        } catch (LastErrorException e) {
            return String.valueOf(e.getErrorCode());
        }
    }
}
