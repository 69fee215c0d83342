package org.rnnkit.testkit.board;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.testkit.steps.Step;

/**
 * The methods of a step that are still stubs. The constructor has the name of the class.
 *
 * @param step the step
 * @param names the names of the methods, in the order of the step's signatures
 */
public record StubMethods(Step step, List<String> names) {

    private static final String WORDS = "still stubs: ";

    /**
     * Finds the methods that are stubs by the ones that have said so.
     *
     * @param step the step
     * @param thrown the names of the methods that threw {@link org.rnnkit.toolkit.NotImplementedYet}. If the constructor
     *     did, the tests reach no other method, so all count.
     * @return the methods
     */
    public static StubMethods thrownBy(Step step, Collection<String> thrown) {
        Set<String> known = new HashSet<>(thrown);
        return new StubMethods(step, step.methods().stream()
                .filter(name -> known.contains(name) || known.contains(step.className())).toList());
    }

    /**
     * Takes the words for the board out of a message.
     *
     * @param message a step's message
     * @return the words, if it is a {@link #message} of stubs
     */
    public static Optional<String> words(String message) {
        return message.lines().findFirst().filter(line -> line.startsWith(capital(WORDS)))
                .map(line -> WORDS + line.substring(WORDS.length(), line.length() - 1));
    }

    /**
     * Tells whether the step is not begun.
     *
     * @return whether all of its methods are stubs
     */
    public boolean isWholeStep() {
        return names.containsAll(step.methods());
    }

    /**
     * Says for the board which methods are stubs.
     *
     * @return a few words
     */
    String words() {
        return WORDS + String.join(", ", names.stream()
                .map(name -> name.equals(step.className()) ? "the constructor" : name).toList());
    }

    /**
     * Says which methods are stubs and what to do.
     *
     * @return a line for each sentence
     */
    public String message() {
        return capital(words()) + ".\nReplace what is below each TODO in " + step.className() + ".java by your code.";
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
