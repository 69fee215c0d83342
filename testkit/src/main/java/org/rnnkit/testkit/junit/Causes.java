package org.rnnkit.testkit.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The causes of a throwable. A student's exception may be its own cause, or have a new one each time that it is asked. */
public final class Causes {

    private static final int MOST = 20;

    private Causes() {}

    /**
     * Lists a throwable, its cause, and so on.
     *
     * @param thrown the throwable; may be null
     * @return each one once, and not more than 20
     */
    public static List<Throwable> of(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && seen.add(next) && causes.size() < MOST) {
            causes.add(next);
            try {
                next = next.getCause();
            } catch (RuntimeException | Error e) { // a student's exception class may do anything
                next = null;
            }
        }
        return causes;
    }
}
