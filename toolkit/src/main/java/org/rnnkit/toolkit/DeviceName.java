package org.rnnkit.toolkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The name of a device to compute on. */
public enum DeviceName {
    /** A GPU if one can be used, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** A GPU. */
    GPU;

    /**
     * Returns the word that options and results use.
     *
     * @return such as "cpu"
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a device by its word.
     *
     * @param word such as "cpu"
     * @return the device, if there is one of that name
     */
    public static Optional<DeviceName> find(String word) {
        return Arrays.stream(values()).filter(name -> name.word().equals(word)).findFirst();
    }
}
