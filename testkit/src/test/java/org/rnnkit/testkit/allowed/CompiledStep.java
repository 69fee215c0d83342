package org.rnnkit.testkit.allowed;

import java.net.URI;
import java.nio.file.Path;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A step that is compiled in this JVM, beside contract members of other steps. */
final class CompiledStep {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    /** One for all: it reads the class path's archives once. */
    private static final StandardJavaFileManager FILES = JAVAC.getStandardFileManager(null, null, null);
    /** What the code of a step may call of other steps; with a helper that it may not. */
    private static final List<String> OTHERS = List.of("""
            package org.rnnkit.step1onehot;
            public class OneHotEncoding {
                public static ai.djl.ndarray.NDArray encode(ai.djl.ndarray.NDArray tokens, int vocabSize) { return tokens; }
                public static int helper() { return 1; }
                public static class Helper { }
            }""", """
            package org.rnnkit.step4rnn;
            import ai.djl.ndarray.*;
            public class RnnForward {
                public static org.rnnkit.toolkit.RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
                    return null;
                }
            }""", """
            package org.rnnkit.step5model;
            import ai.djl.ndarray.*;
            import org.rnnkit.toolkit.*;
            public class RnnModelScratch implements LanguageModel {
                public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens, ParameterInitializer parameters,
                        StateInitializer state, ForwardFunction forward) { }
                public RnnOutput forward(NDArray tokens, NDList state) { return null; }
                public NDList beginState(NDManager manager, int batchSize) { return null; }
                public NDList parameters() { return null; }
            }""", """
            package org.rnnkit.step7clipping;
            public class GradientClipping {
                public static double clip(ai.djl.ndarray.NDList parameters, float theta) { return 0; }
            }""", """
            package org.rnnkit.util;
            public class Helper { }""");

    private CompiledStep() {}

    static Step step(String id) {
        return Steps.withId(id).orElseThrow();
    }

    /** Compiles a source file of a step and checks it. */
    static Optional<Refusal> check(Step step, String source, Path folder, Predicate<String> isTaken) {
        StringWriter errors = new StringWriter();
        List<JavaFileObject> sources = Stream.concat(Stream.of(source), OTHERS.stream())
                .<JavaFileObject>map(CompiledStep::file).toList();
        if (!JAVAC.getTask(errors, FILES, null, List.of("-g", "-proc:none", "-source", "17", "-target", "17", "-Xlint:none",
                "-d", folder.toString()), null, sources).call()) {
            throw new AssertionError(errors.toString());
        }
        return AllowedCode.check(step, folder, isTaken);
    }

    private static JavaFileObject file(String source) {
        String type = source.replaceFirst("(?s).*?public (?:final )?class (\\w+).*", "$1");
        return new SimpleJavaFileObject(URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
