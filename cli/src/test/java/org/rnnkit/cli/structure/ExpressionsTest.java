package org.rnnkit.cli.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no text of a student's keeps a regular expression of the kit's programs busy, or fills the stack. */
class ExpressionsTest {

    private static final Path HOME = Path.of("").toAbsolutePath().getParent();
    private static final List<String> MODULES = List.of("toolkit", "testkit", "grader", "classroom", "learner", "cli");
    private static final Set<String> OF_TEXTS = Set.of("matches", "replaceAll", "replaceFirst", "split");

    @ParameterizedTest
    @ValueSource(strings = {
        // With 2,000 folders in a path, it once ended a class's grading with a StackOverflowError.
        "(?<![^\\s(\"'])(/([^\\s/\"':;,()]+/)+|[A-Za-z]:\\\\([^\\s\\\\\"':;,()]+\\\\)*)(?=[^\\s/\"':;,()])",
        // A word of 3,900 characters once kept it busy for half an hour.
        "[^\\s\"'(;:]*?([^\\s\"'(;:/\\\\]+)\\.java",
        "(a+)+b", "(a|b)*c", ".*a.*b", "(?:a*?a+a)++", "a+(b?|c*)a+a", "(?:x|\\s*)\\s*(?=y)\\s*\\s"})
    void findsWhatCanTakeLong(String expression) {
        assertThat(ExpressionCheck.problem(expression)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*", "\"[^\"]*\"", "(?<name>\\w+)\\((\\d+)\\)", ".*\\.java", "\\w++ *+\\w+x",
        "(?:[^/]++/)*+x", "(?i)a+|b+|c+",
        "\\d+(\\.\\d+)?([eE][-+]?\\d+)?", "[0-9a-f]{40,64}", "\\p{Lu}+\\p{Ll}+\\b", "(?=.*a)x", "[\\[\\]x&&[^y]]+[^]y]z"})
    void acceptsWhatDoesNot(String expression) {
        assertThat(ExpressionCheck.problem(expression)).isEmpty();
    }

    @Test
    void noExpressionOfTheKitTakesLong() throws IOException {
        List<String> bad = new ArrayList<>();
        int[] checked = {0};
        for (Found found : findAll()) {
            checked[0]++;
            ExpressionCheck.problem(found.expression())
                    .ifPresent(problem -> bad.add(found.file() + ": " + found.expression() + ": " + problem));
        }

        assertThat(bad).as("make a repetition possessive, or exclude what follows from it").isEmpty();
        assertThat(checked[0]).isGreaterThan(100);
    }

    /** An expression in a source file. What is not constant in it counts as a digit. */
    private record Found(Path file, String expression) {}

    private static List<Found> findAll() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> sources = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
                sources.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<Found> found = new ArrayList<>();
        try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) javac.getTask(null, manager, null, null, null,
                    manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            Map<String, ExpressionTree> constants = new HashMap<>();
            units.forEach(unit -> constants(unit, constants));
            units.forEach(unit -> expressions(unit, constants, found));
        }
        return found;
    }

    /** Collects the values of constants, by their names: two with the same name are in different files, and the last counts. */
    private static void constants(CompilationUnitTree unit, Map<String, ExpressionTree> constants) {
        String file = unit.getSourceFile().getName();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void none) {
                if (variable.getInitializer() != null) {
                    constants.put(file + variable.getName(), variable.getInitializer());
                    constants.put(variable.getName().toString(), variable.getInitializer());
                }
                return super.visitVariable(variable, none);
            }
        }.scan(unit, null);
    }

    private static void expressions(CompilationUnitTree unit, Map<String, ExpressionTree> constants, List<Found> found) {
        Path file = Path.of(unit.getSourceFile().getName());
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
                if (!call.getArguments().isEmpty() && call.getMethodSelect() instanceof MemberSelectTree method
                        && takesExpression(method)) {
                    value(call.getArguments().get(0)).ifPresent(text -> found.add(new Found(file.getFileName(), text)));
                }
                return super.visitMethodInvocation(call, none);
            }

            private Optional<String> value(Tree tree) {
                if (tree instanceof LiteralTree literal) {
                    return literal.getValue() instanceof String text ? Optional.of(text) : Optional.empty();
                } else if (tree instanceof ParenthesizedTree inner) {
                    return value(inner.getExpression());
                } else if (tree instanceof BinaryTree sum) {
                    Optional<String> left = value(sum.getLeftOperand());
                    Optional<String> right = value(sum.getRightOperand());
                    return left.isEmpty() && right.isEmpty() ? Optional.empty()
                            : Optional.of(left.orElse("1") + right.orElse("1"));
                } else if (tree instanceof MethodInvocationTree call
                        && call.getMethodSelect().toString().equals("String.join")) {
                    return Optional.of(String.join(value(call.getArguments().get(0)).orElseThrow(), call.getArguments().stream()
                            .skip(1).map(part -> value(part).orElse("1")).toList()));
                }
                String name = tree instanceof IdentifierTree || tree instanceof MemberSelectTree
                        ? tree.toString().replace("this.", "") : "";
                name = name.substring(name.lastIndexOf('.') + 1);
                ExpressionTree constant = constants.getOrDefault(unit.getSourceFile().getName() + name, constants.get(name));
                return constant == null || constant == tree ? Optional.empty() : value(constant);
            }
        }.scan(unit, null);
    }

    /** Tells whether a call's first argument is an expression, and not the replacement of one or a function. */
    private static boolean takesExpression(MemberSelectTree method) {
        String receiver = method.getExpression().toString();
        String name = method.getIdentifier().toString();
        return receiver.equals("Pattern") && (name.equals("compile") || name.equals("matches"))
                || OF_TEXTS.contains(name) && !receiver.matches("(?s).*\\.matcher\\(.*\\)|[A-Z_]+");
    }
}
