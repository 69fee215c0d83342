// attack: asks for the manager of another engine by its name
// list: uses NDManager.newBaseManager
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        NDManager remote = NDManager.newBaseManager("RPC");
        return new NDList(remote.create(ByteBuffer.allocate(Float.BYTES * batchSize * numHiddens),
                new Shape(batchSize, numHiddens), DataType.FLOAT32));
    }
}
