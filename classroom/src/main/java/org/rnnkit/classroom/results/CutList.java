package org.rnnkit.classroom.results;

import java.util.List;

/**
 * A list of which a page shows only the beginning until the reader unfolds the rest.
 *
 * @param <T> the type of an entry
 */
public record CutList<T>(List<T> first, List<T> more) {

    /** One entry more than this is shown, because a line that says "and 1 more" takes as much space. */
    private static final int SHOWN = 10;

    /** Cuts a list in two; the second part is empty if the list is short. */
    public static <T> CutList<T> of(List<T> all) {
        int shown = all.size() <= SHOWN + 1 ? all.size() : SHOWN;
        return new CutList<>(all.subList(0, shown), all.subList(shown, all.size()));
    }
}
