package org.rnnkit.learner.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.worker.source.CompileError;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of the advice on beginners' compiler errors: each slip with the advice that it gets. */
class ExplainedErrorsTest {

    private static final String HEAD = "import ai.djl.ndarray.NDArray;\nimport ai.djl.ndarray.NDList;\n"
            + "import ai.djl.ndarray.NDManager;\nclass A {\n    int field;\n"
            + "    static NDArray f(NDArray a, NDList list, NDManager manager) {\n";
    private static final String TAIL = "\n    }\n}\n";

    private static final List<Path> LIBRARIES = List.of(ModuleClasses.location(LanguageModel.class),
            ModuleClasses.location(NDArray.class));

    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of("char c = 'a'; String s = c; return a;", "Write Character.toString(c)"),
                Arguments.of("return OneHotEncodin.encode(a, 3);", "Do you mean OneHotEncoding?"),
                Arguments.of("NDArry b = a; return b;", "Do you mean NDArray?"),
                Arguments.of("return a", "A semicolon is missing here."),
                Arguments.of("a.add(a);", "a return is missing"),
                Arguments.of("float x = 0.01; return a.mul(x);", "write 0.01f"),
                Arguments.of("return manager.randomNormal(0, 0.01, a.getShape());",
                        "The nearest is randomNormal(float, float, Shape, DataType). A number with a decimal point"),
                Arguments.of("int n = a.getShape().get(0); return a;", "put (int) in front of the value. The sizes"),
                Arguments.of("return a.matmul(a);", "Do you mean matMul?"),
                Arguments.of("return a.mm(a);", "In DJL this is matMul."),
                Arguments.of("return a.mul(null);", "null fits every type"),
                Arguments.of("return a.multiply(a);", "mul (element by element) or matMul (the matrix product)"),
                Arguments.of("int n = list.size; return a;", "write its parentheses, too: size()."),
                Arguments.of("Object all = new java.util.Random().seed; return a;",
                        ": call one of its methods."),
                Arguments.of("return a.transpose.add(a);", "transpose is a method: write its parentheses"),
                Arguments.of("return a.transpos();", "Do you mean transpose?"),
                Arguments.of("return a * a;", "The matrix product is a.matMul(b)"),
                Arguments.of("return NDArray.transpose();", "call it on one, such as array.transpose(...)"),
                Arguments.of("return NDArray.matMul(a, a);", "a.matMul(b)"),
                Arguments.of("return a.mul(field);", "\"field\" is a field of an object"),
                Arguments.of("Thread.sleep(1); return a;", "catch (InterruptedException e)"),
                Arguments.of("return list;", "list.get(0)"),
                Arguments.of("list = a; return a;", "new NDList(array)"),
                Arguments.of("return list[0];", "list.get(i) for an NDList"),
                Arguments.of("int n = 1; if (n = 1) { return a; } return a;", "== compares"),
                Arguments.of("int numHiddens = 3; return a.mul(numHidens);", "Do you mean numHiddens?"),
                Arguments.of("String s = \"numHidde\"; int numHiddens = 3; /* numHidde */ return a.mul(numHidden);",
                        "Do you mean numHiddens?"),
                Arguments.of("if (a == nul) { return null; } return a;", "Do you mean null?"),
                Arguments.of("boolean x = tru; x = true; return a;", "Do you mean true?"),
                Arguments.of("if (a == null) { return a;", "A closing brace } is missing"),
                Arguments.of("return a;\nthrow new org.rnnkit.toolkit.NotImplementedYet(A.class);",
                        "delete this line, the stub's throw"),
                Arguments.of("throw new IllegalStateException(\"NotImplementedYet\");\n\nreturn a;",
                        "The stub's throw, above this line, ends the method. Delete it."),
                Arguments.of("while (true) { }\nreturn a;", "endless loop above this line"),
                Arguments.of("return a; } A() { this.vocabSize = 1; } NDArray g(NDArray a) { return a;",
                        "has no field with this name"),
                Arguments.of("NDArray x; return x;", "Give the variable a value where it is declared"),
                Arguments.of("final int n = 1; n = 2; return a;", "gets its value once"),
                Arguments.of("int i = 1; Runnable r = () -> list.get(i); i++; return a;", "use a for loop instead"),
                Arguments.of("java.util.List<int> x = null; return a;", "write Integer for int"),
                Arguments.of("int n = 3; n.add(1); return a;", "A number is no object"),
                Arguments.of("return a.add(a;", "A closing parenthesis ) is missing"),
                Arguments.of("if (a != null) { int n = 1; } return a.mul(n);", "n belongs to another method or block"),
                Arguments.of("new org.rnnkit.toolkit.RnnOutput(a); return a;", "Write new RnnOutput(NDArray"),
                Arguments.of("org.rnnkit.toolkit.RnnOutput o = null; return o.unknownThing();",
                        "RnnOutput has: logits(), state()."),
                Arguments.of("Updatrs.sgd(1f); return a;", "Do you mean Updaters?"),
                Arguments.of("return a; } }", "a closing brace } too many"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void namesTheSlip(String body, String advice) {
        assertThat(failure(HEAD + "        " + body + TAIL).cause()).contains(advice);
    }

    @Test
    void showsTheLineWithACaret() {
        assertThat(explained(HEAD + "\treturn a.transpos();" + TAIL)).startsWith("Do you mean transpose?").contains("""
                A.java:7: cannot find symbol
                return a.transpos();
                        ^
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.rnnkit.step1onehot.OneHotEncoding", "org.rnnkit.step6prediction.Prediction",
        "org.rnnkit.step7clipping.GradientClipping", "org.rnnkit.step8epoch.EpochTraining", "org.rnnkit.toolkit.RnnOutput",
        "org.rnnkit.toolkit.EpochResult", "java.util.List", "java.util.ArrayList", "ai.djl.ndarray.types.Shape",
        "org.rnnkit.toolkit.Updaters", "ai.djl.ndarray.NDScope", "ai.djl.nn.Activation", "ai.djl.nn.core.Embedding",
        "ai.djl.ndarray.types.DataType", "ai.djl.ndarray.NDArrays", "ai.djl.modality.nlp.Vocabulary"})
    void namesTheMissingImport(String name) {
        String simple = name.replaceAll(".*\\.", "");
        assertThat(explained(HEAD + simple + " x = null; return a;" + TAIL))
                .isEqualTo("A.java:7: not imported. Add to the imports at the top:\nimport " + name + ";");
        assertThat(explained(HEAD + simple + ".call(); return a;" + TAIL)).endsWith("\nimport " + name + ";");
    }

    @Test
    void listsEachImportOnceAndCountsTheOtherErrors() {
        assertThat(explained(HEAD + "List<Shape> x = new ArrayList<>(); List<Shape> y = null;\n"
                + "int b = misspelt; int c = misspelt; a.transpos(); a.mm(a); return a;" + TAIL)).startsWith("""
                A.java:7: not imported. Add to the imports at the top:
                import ai.djl.ndarray.types.Shape;
                import java.util.ArrayList;
                import java.util.List;
                A.java:8: cannot find symbol
                """).containsOnlyOnce("variable misspelt\n").endsWith("\n… and 2 more errors");
    }

    @Test
    void cutsLongLinesButKeepsTheCaretVisible() {
        String arguments = "a, ".repeat(40);
        List<String> lines = explained(HEAD + "        f(" + arguments + "unknown);" + TAIL).lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(71));
        assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).isEqualTo("unknown);");
    }

    @Test
    void givesNoAdviceOnUnknownErrors() {
        assertThat(explained(HEAD + "        int a = 3;" + TAIL)).startsWith("A.java:7: ").contains("already defined")
                .doesNotContain("→");
    }

    private static String explained(String source) {
        return failure(source).text();
    }

    private static Failure failure(String source) {
        Map<String, byte[]> sources = Map.of("A.java", source.getBytes(StandardCharsets.UTF_8));
        List<CompileError> errors = InProcessCompiler.compile(sources, Map.of(), "", LIBRARIES).errors();
        assertThat(errors).isNotEmpty();
        return ErrorExplanation.of(errors, sources);
    }
}
