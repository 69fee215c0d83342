package org.rnnkit.grader.compile;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.testkit.allowed.AllowedCode;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;

/** A check that compiled steps use only what a step may use. It runs outside the process that loads them. */
public class CompiledCodeCheck {

    private final Set<String> tests = new HashSet<>();

    /** Reads the names of the kit's graded tests, which no class of a step may have. */
    public CompiledCodeCheck(Kit kit) {
        ModuleClasses.visit(kit.built().tests(), (path, file) -> tests.add(path));
    }

    /**
     * Checks a step.
     *
     * @param classes the class files of the step, and maybe of others, by their paths on a class path
     * @return the refusal for the first use of something that is not allowed; empty if all is allowed
     */
    public Optional<Refusal> refusal(Step step, Map<String, byte[]> classes) {
        return AllowedCode.check(step, classes, name -> tests.contains(name + ".class"));
    }
}
