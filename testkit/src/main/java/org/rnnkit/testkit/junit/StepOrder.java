package org.rnnkit.testkit.junit;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The order of the test classes: by step, and within a step the chapter's example last. */
public final class StepOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparingInt(StepOrder::number)
                .thenComparing(test -> test.getTestClass().getSimpleName().startsWith("Chapter"))
                .thenComparing(test -> test.getTestClass().getName()));
    }

    private static int number(ClassDescriptor test) {
        return Steps.of(test.getTestClass()).map(Step::number).orElse(0);
    }
}
