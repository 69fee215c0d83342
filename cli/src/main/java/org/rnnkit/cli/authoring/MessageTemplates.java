package org.rnnkit.cli.authoring;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rnnkit.testkit.board.TestSentence;

/**
 * The English messages in Java sources: every text of more than one word, and the names of test methods. A text that is put
 * together with + is one message, in which {1}, {2} ... stand for the parts that are not literals.
 */
final class MessageTemplates extends TreeScanner<Void, Void> {

    private static final Pattern FORMAT = Pattern.compile("%[-0-9.,]*[dsf]");
    private static final Pattern WORDS = Pattern.compile("\\p{L}[\\p{L}'’]+[,;:]? .*\\p{L}{2}|.*\\p{L} \\p{L}.*");
    private static final Pattern NO_SENTENCE = Pattern.compile(
            "[^\\p{L}]*|.*(?:\\\\|\\(\\?|<!--|</|%\\d|-src |device-width|swatch).*");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+\\}");

    private final Set<String> messages = new LinkedHashSet<>();
    /** The texts of the constants of the file's types, by their names. */
    private final Map<String, String> constants = new HashMap<>();

    private MessageTemplates() {}

    /** Lists the messages in source files, in their order. */
    static Set<String> in(List<Path> files) throws IOException {
        MessageTemplates templates = new MessageTemplates();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
                    manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                templates.scan(unit, null);
            }
        }
        return templates.messages;
    }

    /** Adds the lines of a text as messages, each with its own numbering of the places. */
    static void addLines(String text, Set<String> messages) {
        text.replace("%n", "\n").lines().map(line -> numbered(FORMAT.matcher(line.strip()).replaceAll("{0}")))
                .filter(line -> WORDS.matcher(line).find() && !NO_SENTENCE.matcher(line).matches()).forEach(messages::add);
    }

    private static String numbered(String line) {
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(line);
        for (int number = 1; place.find(); number++) {
            place.appendReplacement(text, "{" + number + "}");
        }
        return place.appendTail(text).toString();
    }

    @Override
    public Void visitBinary(BinaryTree node, Void unused) {
        List<ExpressionTree> parts = new ArrayList<>();
        addParts(node, parts);
        if (node.getKind() != Kind.PLUS || parts.stream().noneMatch(part -> text(part).isPresent())) {
            return super.visitBinary(node, unused);
        }
        StringBuilder text = new StringBuilder();
        for (ExpressionTree part : parts) {
            if (part instanceof LiteralTree literal) {
                text.append(literal.getValue());
            } else if (text(part).isPresent()) {
                text.append(text(part).get());
            } else {
                text.append(text.toString().endsWith("{0}") ? "" : "{0}");
                scan(part, unused);
            }
        }
        addLines(text.toString(), messages);
        return null;
    }

    private static void addParts(ExpressionTree node, List<ExpressionTree> parts) {
        if (node instanceof BinaryTree plus && plus.getKind() == Kind.PLUS) {
            addParts(plus.getLeftOperand(), parts);
            addParts(plus.getRightOperand(), parts);
        } else if (node instanceof ParenthesizedTree inner && inner.getExpression() instanceof BinaryTree) {
            addParts(inner.getExpression(), parts);
        } else {
            parts.add(node);
        }
    }

    /** Returns the text of a literal, or of a constant of the same file. */
    private Optional<String> text(ExpressionTree part) {
        if (part instanceof IdentifierTree name) {
            return Optional.ofNullable(constants.get(name.getName().toString()));
        }
        return part instanceof LiteralTree literal && literal.getValue() instanceof String text ? Optional.of(text)
                : Optional.empty();
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree node, Void unused) {
        constants.clear();
        return super.visitCompilationUnit(node, unused);
    }

    @Override
    public Void visitClass(ClassTree node, Void unused) {
        for (Tree member : node.getMembers()) {
            if (member instanceof VariableTree field && field.getModifiers().getFlags().contains(Modifier.FINAL)
                    && field.getInitializer() instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                constants.put(field.getName().toString(), text);
            }
        }
        return super.visitClass(node, unused);
    }

    @Override
    public Void visitLiteral(LiteralTree node, Void unused) {
        if (node.getValue() instanceof String text) {
            addLines(text, messages);
        }
        return null;
    }

    @Override
    public Void visitMethod(MethodTree node, Void unused) {
        boolean isTest = node.getModifiers().getAnnotations().stream()
                .anyMatch(annotation -> annotation.getAnnotationType().toString().endsWith("Test"));
        if (isTest) {
            messages.add(TestSentence.ofMethod(node.getName().toString()));
        }
        return super.visitMethod(node, unused);
    }

    /** Leaves out what annotations say: no reader sees it. */
    @Override
    public Void visitAnnotation(AnnotationTree node, Void unused) {
        return null;
    }
}
