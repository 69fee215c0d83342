// attack: talks to the network
// list: uses Socket
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", @PORT@), 500);
            throw new IllegalStateException("ESCAPED: there is a network");
        } catch (IOException e) {
            // as it should be
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
