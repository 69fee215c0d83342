package org.rnnkit.testkit.allowed;

import java.util.List;

/**
 * What a student reads about a use that is not allowed.
 *
 * @param names the classes and members that it is about, with dots; one that ends in ".*" is about all that begins with it
 * @param without what a step does not have, such as "without threads"
 * @param instead the sentence that says what to do instead
 */
record Advice(List<String> names, String without, String instead) {

    boolean fits(String name) {
        return names.stream().anyMatch(known -> known.endsWith(".*")
                ? isAtOrBelow(name, known.substring(0, known.length() - 2)) : name.equals(known));
    }

    private static boolean isAtOrBelow(String name, String beginning) {
        return name.startsWith(beginning)
                && (name.length() == beginning.length() || ".$".indexOf(name.charAt(beginning.length())) >= 0);
    }
}
