// attack: closes standard input and output
// list: uses FileInputStream
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try {
            new FileInputStream(FileDescriptor.in).close();
            System.in.close();
            System.out.close();
            System.err.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
