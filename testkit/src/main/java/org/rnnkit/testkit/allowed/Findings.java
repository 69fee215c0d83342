package org.rnnkit.testkit.allowed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.testkit.steps.Step;

/** What a step's classes use or do and may not, in words. */
final class Findings {

    private static final String WHY = "it runs in the same program as its tests, so it gets arrays, the toolkit and plain Java";

    final Step step;
    private final List<Refusal> refused = new ArrayList<>();
    private final List<Refusal> uncompiled = new ArrayList<>();

    Findings(Step step) {
        this.step = step;
    }

    /**
     * Adds a use of something that is not on the list.
     *
     * @param shown its name for the student
     * @param names the full names with which to look for advice
     */
    void use(StackTraceElement place, String shown, Stream<String> names) {
        Advice advice = AllowedPage.PAGE.advice(names);
        refused.add(new Refusal(place, "uses " + shown + Refusal.MAY_NOT + "use: " + WHY
                + (advice.without().isEmpty() ? "" : ", " + advice.without()) + ". " + advice.instead()));
    }

    /** Adds a use of something that the chapter of this step forbids. */
    void forbidden(StackTraceElement place, String shown) {
        refused.add(new Refusal(place, "uses " + shown + Refusal.MAY_NOT + "use here: the chapter of step " + step.number()
                + " asks you to do this work yourself."));
    }

    /** Adds something that a step's class does. */
    void act(StackTraceElement place, String deed, String instead) {
        refused.add(new Refusal(place, deed + Refusal.MAY_NOT + "do: " + WHY + ". " + instead));
    }

    /** Adds a class with the name of another one on the class path. */
    void taken(StackTraceElement place, String name) {
        refused.add(new Refusal(place, "has a class " + name + Refusal.MAY_NOT + "do: the tests have one, too. Give yours "
                + "another name."));
    }

    /** Refuses a class in a package that is no step's. */
    static Refusal ofAnotherPackage(String name) {
        int dot = name.lastIndexOf('.');
        String file = name.substring(dot + 1).replaceAll("\\$.*", "") + ".java";
        StackTraceElement place = new StackTraceElement(name, "", file, -1);
        return new Refusal(place, "makes a class in the package " + name.substring(0, Math.max(0, dot)) + Refusal.MAY_NOT
                + "do: this package is not yours, and a grading leaves the class out. Move it to the package of your step, or "
                + "delete it.");
    }

    /** Adds code that an IDE has compiled in spite of an error. */
    void uncompiled(StackTraceElement place, String problem) {
        String reason = problem.substring(problem.indexOf(':') + 1).strip().replaceAll("\\s*\\R\\s*", "; ");
        uncompiled.add(new Refusal(place, "does not compile" + (reason.isEmpty() ? "." : ": " + reason)
                + "\nYour IDE has made a class of it in spite of that."));
    }

    /** Returns the finding that the student should read first: of the step's own file, the one with the first line. */
    Optional<Refusal> first() {
        return (uncompiled.isEmpty() ? refused : uncompiled).stream()
                .min(Comparator.comparing((Refusal found) -> !(step.className() + ".java").equals(found.place().getFileName()))
                        .thenComparing(found -> found.place().getFileName())
                        .thenComparing(found -> found.place().getLineNumber() < 0)
                        .thenComparing(found -> found.place().getLineNumber()));
    }
}
