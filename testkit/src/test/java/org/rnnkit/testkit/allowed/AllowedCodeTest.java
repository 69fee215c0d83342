package org.rnnkit.testkit.allowed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.steps.Step;

/** Tests of what is refused in a step's code, each with the smallest class that only this rule refuses. */
class AllowedCodeTest {

    private static final Step EPOCH = CompiledStep.step("step8epoch");
    private static final String WHY = ", which a step may not use: it runs in the same program as its tests, so it gets "
            + "arrays, the toolkit and plain Java";

    @TempDir
    private Path folder;

    private String refused(String members) {
        return refused(EPOCH, members);
    }

    private String refused(Step step, String members) {
        return CompiledStep.check(step, "package " + step.packageName() + ";\npublic class " + step.className() + " {\n"
                + members + "\n}", folder, name -> false).map(Refusal::message).orElse("accepted");
    }

    @Test
    void acceptsWhatStudentsNaturallyWrite() throws IOException {
        try (InputStream natural = AllowedCodeTest.class.getResourceAsStream("natural.txt")) {
            String source = new String(natural.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(CompiledStep.check(EPOCH, source, folder, name -> false)).isEmpty();
        }
    }

    @Test
    void saysTheLineWhyAndWhatToDoInstead() {
        assertThat(refused("static Object f() {\nreturn java.util.concurrent.Executors.newSingleThreadExecutor(); }"))
                .isEqualTo("EpochTraining.java:4 uses Executors.newSingleThreadExecutor" + WHY
                        + ", without threads. Do the work in a loop on this thread.");
    }

    /** The parts of a line: a method's body, what is named in the message, and a part of the advice. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // the likeliest uses, with advice of their own
            "new Thread(() -> { }).start(); | Thread | loop on this thread",
            "Thread.sleep(1); | Thread.sleep | Leave the pause out",
            "java.util.List.of(1).parallelStream().count(); | List.parallelStream | Leave the word parallel out",
            "java.nio.file.Files.readString(null); | Files.readString | in its arguments",
            "new java.io.FileReader((String) null); | FileReader | in its arguments",
            "new java.util.Scanner(System.in); | System.in | without input",
            "System.exit(1); | System.exit | Return the result, or throw an exception",
            "System.getProperty(\"x\"); | System.getProperty | a constant in your class",
            "Class.forName(\"x\"); | Class.forName | without reflection",
            "f().getClass().getDeclaredMethods(); | Class.getDeclaredMethods | without reflection",
            "new Exception().getStackTrace(); | Exception.getStackTrace | the exception's message",
            "Runtime.getRuntime().totalMemory(); | Runtime.getRuntime | Close arrays with their manager",
            "org.junit.jupiter.api.Assertions.assertTrue(true); | Assertions.assertTrue | use if and throw",
            "org.rnnkit.testkit.Expect.that(true, \"\"); | Expect.that | without a view of the tests",
            "java.util.logging.Logger.getLogger(\"x\"); | Logger.getLogger | Print with System.out.println",
            "System.setOut(null); | System.setOut | Print with System.out.println",
            "new java.util.Date(); | Date | System.nanoTime()",
            "org.rnnkit.step1onehot.OneHotEncoding.helper(); | OneHotEncoding.helper | in this step's own package",
            "new org.rnnkit.util.Helper(); | Helper | in this step's own package",
            "ai.djl.Model.newInstance(null); | Model.newInstance | Write the loop yourself",
            "org.rnnkit.toolkit.EngineSettings.class.getName(); | EngineSettings | without files and settings",
            // a member counts for the class that declares it
            "new Own().getStackTrace(); | Throwable.getStackTrace | the exception's message",
            "new Own().setStackTrace(null); | Throwable.setStackTrace | the exception's message",
            "new Object().wait(); | Object.wait | without threads",
            // all types of a method's descriptor
            "((ai.djl.nn.Parameter) null).getArray().getManager().getDevice().getDevices(); | Device.getDevices |",
            "((ai.djl.modality.nlp.Vocabulary) null).getClass().getModule(); | Class.getModule | without reflection",
            "((ai.djl.training.dataset.Dataset) null).prepare(null); | Dataset.prepare | Write the loop yourself",
            // by method where a class is mixed
            "new java.util.Formatter(\"file\"); | Formatter | without files",
            "new java.util.Formatter(new StringBuilder()).format(\"x\"); | accepted |",
            "((ai.djl.ndarray.NDArray) null).toByteBuffer(true); | NDArray.toByteBuffer | toFloatArray()",
            "((ai.djl.ndarray.NDArray) null).toByteBuffer(); | accepted |",
            "((ai.djl.ndarray.NDManager) null).load(null); | NDManager.load | Make arrays with NDManager",
            "((ai.djl.ndarray.NDManager) null).attachInternal(null); | NDManager.attachInternal | Make arrays",
            "ai.djl.engine.Engine.getInstance().newModel(null, null); | Engine.newModel | NDArray and NDManager",
            "ai.djl.engine.Engine.getEngine(\"RPC\"); | Engine.getEngine | NDArray and NDManager",
            "ai.djl.ndarray.NDManager.newBaseManager(\"RPC\"); | NDManager.newBaseManager | Make arrays with NDManager",
            "ai.djl.ndarray.NDManager.newBaseManager(null, \"RPC\"); | NDManager.newBaseManager | Make arrays with NDManager",
            "ai.djl.ndarray.NDManager.newBaseManager(); | accepted |",
            "ai.djl.pytorch.jni.JniUtils.setGradMode(true); | JniUtils.setGradMode | NDArray and NDManager",
            "System.out.close(); | PrintStream.close | Print with System.out.println",
            "java.util.Locale.setDefault(null); | Locale.setDefault | Pass a locale",
            "Integer.getInteger(\"x\"); | Integer.getInteger | a constant in your class",
            // parallel streams
            "java.util.stream.IntStream.range(0, 1).parallel(); | IntStream.parallel | Leave the word parallel out",
            "java.util.function.UnaryOperator<java.util.stream.IntStream> p = java.util.stream.IntStream::parallel; "
                    + "| IntStream.parallel | Leave the word parallel out",
            "java.util.Arrays.parallelSort(new int[1]); | Arrays.parallelSort | Leave the word parallel out",
            "java.util.stream.StreamSupport.stream(new Bag().spliterator(), true); | StreamSupport.stream | Leave the word",
            "boolean p = false; java.util.stream.StreamSupport.stream(new Bag().spliterator(), p & Own.flag); "
                    + "| StreamSupport.stream | Leave the word parallel out",
            "java.util.stream.StreamSupport.stream(new Bag().spliterator(), Own.flag ? true : false); "
                    + "| StreamSupport.stream | Leave the word parallel out",
            "java.util.stream.StreamSupport.stream(new Bag().spliterator(), false); | accepted |",
            // references to methods and constructors, and constants
            "java.util.function.Function<Runnable, Thread> t = Thread::new; | Thread | loop on this thread",
            "java.util.function.Supplier<?> s = java.util.concurrent.Executors::newCachedThreadPool; "
                    + "| Executors.newCachedThreadPool | loop on this thread",
            "Object c = java.io.File.class; | File | without files",
            "Object a = new java.io.File[1][1]; | File | without files",
            "Object a = (java.io.File) f(); | File | without files",
            "boolean b = f() instanceof java.io.File; | File | without files",
            // what lambdas and own classes may be
            "Thread.UncaughtExceptionHandler h = (t, e) -> { }; | Thread.UncaughtExceptionHandler | without threads",
            "ai.djl.ndarray.BytesSupplier b = () -> null; | BytesSupplier | call its methods"})
    void refuses(String body, String named, String instead) {
        String message = refused("static Object f() { return null; }\n"
                + "static class Own extends RuntimeException { static boolean flag; }\n"
                + "static class Bag extends java.util.ArrayList<Integer> { }\n"
                + "static void g() throws Throwable { " + body + " }");

        assertThat(message).startsWith(named.equals("accepted") ? named : "EpochTraining.java:6 ").contains(named)
                .contains(instead == null ? "" : instead);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "static class Worker extends Thread { } | uses Thread, | loop on this thread",
            "static Object f() { return (Runnable & java.io.Serializable) () -> { }; } | SerializedLambda | Leave Serializable",
            "static void f() { try { f(); } catch (ClassCircularityError e) { } } | ClassCircularityError | docs/allowed.md",
            "static class Arrays extends ai.djl.ndarray.NDList { } | extends NDList, | call its methods",
            "static abstract class A implements ai.djl.ndarray.NDManager { } | extends NDManager, | call its methods",
            "static abstract class A implements ai.djl.modality.nlp.Vocabulary { } | extends Vocabulary, | call its methods",
            "static abstract class A extends ai.djl.training.optimizer.Optimizer { A() { super(null); } } | Optimizer |",
            "static native void f(); | native method f | Write it in Java",
            "protected void finalize() { } | overrides finalize | end of a try block",
            "private static java.io.File file; | uses File, | without files",
            "static void f() throws ClassNotFoundException { } | ClassNotFoundException |",
            "static void f(java.io.File file) { } | uses File, | without files",
            "static java.io.File[] f() { return null; } | uses File, | without files",
            "record R(java.io.File file) { } | uses File, | without files",
            "@org.junit.jupiter.api.Test void f() { } | uses @Test | without a view of the tests",
            "@interface Mine { } | uses Annotation, | without reflection",
            "static class E extends Error { } | Error |"})
    void refusesDeclarations(String member, String named, String instead) {
        assertThat(refused(member)).startsWith("EpochTraining.java").contains(named)
                .contains(instead == null ? "" : instead);
    }

    @Test
    void namesTheFirstLineOfTheStepsOwnFile() {
        assertThat(refused("static class A { Object a() {\nreturn new Thread(); } }\nstatic Object f() {\n"
                + "return Runtime.getRuntime(); }")).startsWith("EpochTraining.java:4 ");
    }

    @Test
    void refusesAClassWithTheNameOfATest() {
        String source = "package org.rnnkit.step8epoch; public class EpochTraining { } class EpochTrainingTest { }";

        assertThat(CompiledStep.check(EPOCH, source, folder, "org/rnnkit/step8epoch/EpochTrainingTest"::equals)
                .map(Refusal::message)).contains("EpochTraining.java has a class EpochTrainingTest, which a step may not do: "
                        + "the tests have one, too. Give yours another name.");
    }

    /** A test is not the step's own, even if it is in the same package. */
    @Test
    void refusesAClassInThePlaceOfOneOfTheKitOrOfALibrary() throws IOException {
        for (String name : List.of("org/rnnkit/step13gru/Own", "org/junit/Test", "my/Helper")) {
            Path file = folder.resolve(name + ".class");
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        assertThat(AllowedCode.checkOtherPackages(folder, name -> false)).isEmpty();
        assertThat(AllowedCode.checkOtherPackages(folder, "org/junit/Test"::equals)).get().extracting(Refusal::message)
                .asString().startsWith("Test.java makes a class in the package org.junit, which a step may not do: ");

        Files.createDirectories(folder.resolve("org/rnnkit/testkit"));
        Files.createFile(folder.resolve("org/rnnkit/testkit/Expect$1.class"));
        assertThat(AllowedCode.checkOtherPackages(folder, name -> false)).get().extracting(Refusal::message)
                .asString().startsWith("Expect.java makes a class in the package org.rnnkit.testkit, which a step may not do");
    }

    @Test
    void refusesAStepThatNamesATest() throws IOException {
        String message = refused("static Object f() { return new EpochTrainingTest(); } }\nclass EpochTrainingTest {");
        assertThat(message).isEqualTo("accepted");

        Files.delete(folder.resolve("org/rnnkit/step8epoch/EpochTrainingTest.class"));
        assertThat(AllowedCode.check(EPOCH, folder, name -> false).orElseThrow().message())
                .contains("uses EpochTrainingTest");
    }

    @Test
    void refusesWhatTheChapterOfOneStepForbids() {
        String collector = "static Object f() { return ai.djl.engine.Engine.getInstance().newGradientCollector(); }";

        assertThat(refused(collector)).isEqualTo("accepted");
        assertThat(refused(CompiledStep.step("step12backward"), collector)).isEqualTo("RnnBackward.java:3 uses "
                + "Engine.newGradientCollector, which a step may not use here: the chapter of step 12 asks you to do this work "
                + "yourself.");
    }

    /** As Eclipse and VS Code do it. */
    @Test
    void saysThatCodeDoesNotCompileIfAnIdeHasCompiledItInSpiteOfThat() {
        assertThat(refused("static Object f() { return new Thread(); }\nstatic void g() {\n"
                + "throw new Error(\"Unresolved compilation problem: \\n\\tx cannot be resolved\\n\"); }"))
                .isEqualTo("EpochTraining.java:5 does not compile: x cannot be resolved\n"
                        + "Your IDE has made a class of it in spite of that.");
    }
}
