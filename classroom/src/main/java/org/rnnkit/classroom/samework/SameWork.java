package org.rnnkit.classroom.samework;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A group of authors who have handed in equal files. It is a reason to look, and no proof of anything.
 *
 * @param authors the names of the submissions in the class, in the class's order
 * @param others the names of the reference and of earlier submissions with the same files
 * @param steps the numbers of the steps with an equal file that is long enough to say something;
 *     {@link SourcePrint#HELPERS} stands for helper classes
 * @param shortSteps the numbers of the other steps that are equal too; alone, they say nothing
 * @param tokens the number of equal tokens in the bodies of methods, in {@code steps}
 */
public record SameWork(List<String> authors, List<String> others, List<Integer> steps, List<Integer> shortSteps, int tokens) {

    /** The name of the reference in a group. */
    public static final String REFERENCE = "the reference (public answer key)";

    /**
     * Lists the names of the group.
     *
     * @return the submissions of the class, then the others
     */
    public List<String> names() {
        return Stream.concat(authors.stream(), others.stream()).toList();
    }

    /**
     * Says what is equal.
     *
     * @return one or two sentences
     */
    public String sentence() {
        return "Equal: " + join(steps) + ", " + tokens + " tokens."
                + (shortSteps.isEmpty() ? "" : " Also equal, but too short to say something: " + join(shortSteps) + ".");
    }

    private static String join(List<Integer> numbers) {
        return numbers.stream().map(number -> number == SourcePrint.HELPERS ? "helper classes" : "step " + number)
                .collect(Collectors.joining(", "));
    }
}
