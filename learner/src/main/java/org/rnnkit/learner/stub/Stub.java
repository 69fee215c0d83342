package org.rnnkit.learner.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The stub of a step: what remains of its solution when the bodies between the markers are taken out.
 *
 * <p>Lines from {@code // <solution>} to {@code // </solution>} become a TODO line;
 * lines from {@code // <solution-only>} to {@code // </solution-only>} are removed, and so are imports
 * that the stub does not need.
 */
public final class Stub {

    private Stub() {}

    /**
     * Makes the class of a given step, which students get finished.
     *
     * @param solution the class's source, with markers
     * @return the source without the markers
     */
    public static String finished(String solution) {
        return solution.lines().filter(line -> !line.strip().matches("// </?solution(-only)?>"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * Makes the stub of a step's class.
     *
     * @param solution the class's source, with markers
     * @param className its simple name
     * @param stepNumber the step's number, for the TODO line
     * @return the stub's source
     * @throws IllegalArgumentException if a marker has no partner
     */
    public static String of(String solution, String className, int stepNumber) {
        List<String> lines = new ArrayList<>();
        String open = null;
        for (String line : solution.lines().toList()) {
            String marker = line.strip();
            if (open != null) {
                if (marker.equals("// </" + open + ">")) {
                    open = null;
                } else if (marker.startsWith("// <")) {
                    throw new IllegalArgumentException(className + ": \"" + marker + "\" inside <" + open + ">");
                }
            } else if (marker.equals("// <solution>")) {
                open = "solution";
                String indent = line.substring(0, line.indexOf('/'));
                lines.add(indent + "// TODO step " + stepNumber + ": replace this line and the next by your code.");
                lines.add(indent + "throw new NotImplementedYet(" + className + ".class);");
            } else if (marker.equals("// <solution-only>")) {
                open = "solution-only";
            } else if (marker.startsWith("// </solution")) {
                throw new IllegalArgumentException(className + ": \"" + marker + "\" without a beginning");
            } else {
                lines.add(line);
            }
        }
        if (open != null) {
            throw new IllegalArgumentException(className + ": <" + open + "> has no end");
        }
        return String.join("\n", StubImports.replaceIn(lines)) + "\n";
    }
}
