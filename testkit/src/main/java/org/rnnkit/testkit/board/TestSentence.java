package org.rnnkit.testkit.board;

import java.util.Optional;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** The name of a test as a student reads it. */
public final class TestSentence {

    private TestSentence() {}

    /**
     * Names a test. A repeated or parameterised test has the name of its method and its own name.
     *
     * @param test the test
     * @param plan the plan that it belongs to
     * @return a sentence such as "state is a new array every time"
     */
    public static String of(TestIdentifier test, TestPlan plan) {
        Optional<TestIdentifier> parent = plan.getParent(test);
        boolean ofMethod = parent.flatMap(TestIdentifier::getSource).filter(TestSentence::isMethod).isPresent();
        return ofMethod ? of(parent.get(), plan) + ": " + test.getDisplayName() : sentence(test);
    }

    /**
     * Names a test method.
     *
     * @param method the name of the method, such as "stateIsANewArrayEveryTime"
     * @return a sentence such as "state is a new array every time"
     */
    public static String ofMethod(String method) {
        return MethodSentence.of(method);
    }

    /** Splits the name of the test's method into words, unless the test has a display name of its own. */
    private static String sentence(TestIdentifier test) {
        String display = test.getDisplayName();
        String method = test.getSource().filter(TestSentence::isMethod)
                .map(source -> ((MethodSource) source).getMethodName()).orElse("");
        return display.startsWith(method + "(") ? MethodSentence.of(method) : display;
    }

    private static boolean isMethod(TestSource source) {
        return source instanceof MethodSource;
    }
}
