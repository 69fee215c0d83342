package org.rnnkit.grader.catalogue;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A condition that skips the rest of a wrong solution's tests once its message is known: the first failure that names the
 * mistake is the message, whatever fails after it. JUnit finds the class in META-INF/services; it skips nothing elsewhere.
 */
public final class SkipOnceMessageIsKnown implements ExecutionCondition {

    private static volatile boolean decided;

    /** Says whether the message of the solution on trial is known. */
    static void set(boolean known) {
        decided = known;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decided ? ConditionEvaluationResult.disabled("the message is known")
                : ConditionEvaluationResult.enabled("the message is not known");
    }
}
