package org.rnnkit.buildend;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A failed goal of the exercises' build, when the graded tests have not given a sentence. */
final class FailedGoal {

    /** A step's file and line in a compiler's message. */
    private static final Pattern PLACE = Pattern.compile("org[\\\\/]rnnkit[\\\\/]step(\\d+)\\w+[\\\\/](\\w+\\.java):\\[(\\d+)");
    /** A step's test in Surefire's message. */
    private static final Pattern CRASHED = Pattern.compile("org\\.rnnkit\\.step(\\d+)\\w+\\.\\w+");

    private final String goal;
    private final String message;
    private final Map<?, ?> options;

    /**
     * Describes the goal.
     *
     * @param goal the goal's name, such as "testCompile"
     * @param message Maven's message
     * @param options the options of the command line, such as "groups"
     */
    FailedGoal(String goal, String message, Map<?, ?> options) {
        this.goal = goal;
        this.message = message;
        this.options = options;
    }

    /** Says what to do. Empty for goals that do not depend on a student's code; Maven explains those itself. */
    Optional<String> sentence() {
        switch (goal) {
            case "compile":
                return Optional.of(notCompiled());
            case "testCompile":
                return Optional.of(testsNotCompiled());
            case "test":
                return Optional.of(message.contains("No tests") ? noTests() : crashed());
            default:
                return Optional.empty();
        }
    }

    private String notCompiled() {
        Matcher place = PLACE.matcher(message);
        return place.find() ? "Step " + place.group(1) + ": line " + place.group(3) + " of " + place.group(2)
                + " does not compile, see above. " + (message.startsWith(" unreachable statement", afterBracket(place.end()))
                        ? "Delete the stub's throw if it is still there. " : "") + "./rnnkit watch explains common slips."
                : "The exercises do not compile, see above.";
    }

    /** Returns the position behind the bracket that closes the line's number: "[31,9] unreachable statement". */
    private int afterBracket(int from) {
        return message.indexOf(']', from) + 1;
    }

    private String testsNotCompiled() {
        Matcher place = PLACE.matcher(message);
        return (place.find() ? "Step " + place.group(1) + ": its tests do" : "The tests do")
                + " not compile with your code, see above. Keep the names, parameters and types of the stub.";
    }

    private String noTests() {
        if (options.containsKey("groups")) {
            return "No test ran: no test has the tag " + options.get("groups")
                    + ". Write \"step\" and the number, such as -Dgroups=step4.";
        }
        return (options.containsKey("test") ? "No test ran: no test is called " + options.get("test") + "." : "No test ran.")
                + " mvn test -pl exercises runs all of them.";
    }

    private String crashed() {
        Matcher crashed = CRASHED.matcher(message);
        return (crashed.find() ? "Step " + crashed.group(1) + ": the" : "The") + " process ended before its tests did. "
                + "Does your code call System.exit? Details: exercises/target/surefire-reports";
    }
}
