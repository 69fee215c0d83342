package org.rnnkit.toolkit;

import java.net.URI;

/**
 * A text on the network.
 *
 * @param title its title
 * @param uri its address
 * @param sha256 the SHA-256 of its bytes; a file with another one is not this text
 */
record RemoteText(String title, URI uri, String sha256) {

    /** The novel that the d2l book trains on. */
    static final RemoteText TIME_MACHINE = new RemoteText("The Time Machine",
            URI.create("http://d2l-data.s3-accelerate.amazonaws.com/timemachine.txt"),
            "8424dbd9532ac81f7e5f0b6add90e6952baea29158309d7d1bf3884f4e12c516");

    boolean matches(byte[] content) {
        return sha256.equals(Sha256.of(content));
    }
}
