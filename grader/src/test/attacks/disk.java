// attack: fills the disk
// list: uses FileOutputStream
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.FileOutputStream;
import java.io.IOException;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try (var out = new FileOutputStream("big")) {
            byte[] megabyte = new byte[1_000_000];
            for (int i = 0; i < 20_000; i++) {
                out.write(megabyte);
            }
            throw new IllegalStateException("ESCAPED: 20 GB were written");
        } catch (IOException e) {
            throw new IllegalStateException("no more disk", e);
        }
    }
}
