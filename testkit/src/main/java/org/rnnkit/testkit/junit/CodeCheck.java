package org.rnnkit.testkit.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;
import org.rnnkit.testkit.allowed.AllowedCode;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;

/** A check that a step's code uses only what a step may use, where nobody has checked it before its tests run. */
final class CodeCheck {

    private CodeCheck() {}

    /**
     * Checks the class files that a loader has for a step.
     *
     * @throws AssertionFailedError with the line in its stack trace, if the step is refused
     */
    static void require(Step step, ClassLoader loader) {
        Path file = file(step.fullName().replace('.', '/'), loader);
        Path classes = file.resolve("../../../..").normalize(); // the class is in org/rnnkit/step1onehot/
        Optional<Refusal> refusal = AllowedCode.checkOtherPackages(classes, name -> isTwice(name, loader)).or(() ->
                AllowedCode.check(step, classes, name -> !file(name, loader).equals(classes.resolve(name + ".class"))));
        if (refusal.isPresent()) {
            AssertionFailedError failure = new AssertionFailedError(refusal.get().message());
            failure.setStackTrace(new StackTraceElement[] {refusal.get().place()});
            throw failure;
        }
    }

    private static boolean isTwice(String name, ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(name + ".class")).size() > 1;
        } catch (IOException e) {
            throw new UncheckedIOException("can't look for " + name, e);
        }
    }

    private static Path file(String name, ClassLoader loader) {
        URL file = loader.getResource(name + ".class");
        if (file == null) {
            throw new NoClassDefFoundError(name);
        }
        try {
            return Path.of(file.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file: " + file, e);
        }
    }
}
