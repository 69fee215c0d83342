package org.rnnkit.learner.explain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** A search for the name that a misspelt one probably stands for. */
final class NearestName {

    /** One wrong letter is allowed for this many letters; with more, it is probably another name. */
    private static final int LETTERS_PER_ERROR = 3;

    private NearestName() {}

    /** Finds the name nearest to a misspelt one, if one is near enough. Upper and lower case count as equal. */
    static Optional<String> to(String misspelt, Collection<String> names) {
        String wanted = misspelt.toLowerCase(Locale.ROOT);
        return names.stream().filter(name -> !name.equals(misspelt))
                .min(Comparator.comparingInt((String name) -> distance(wanted, name)).thenComparing(name -> name))
                .filter(name -> distance(wanted, name) <= misspelt.length() / LETTERS_PER_ERROR);
    }

    /** Returns the number of letters that have to be inserted, removed or replaced (the Levenshtein distance). */
    private static int distance(String from, String name) {
        String to = name.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
