package org.rnnkit.cli.authoring;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.tools.ToolProvider;

/**
 * A reader of a step's solution that finds each call of the toolkit, of DJL and of other steps. If parts of it are marked,
 * because the stub has the others, it is the calls in these parts.
 */
final class SolutionCalls extends TreePathScanner<Void, Void> {

    private final Trees trees;
    private final JavacTask task;
    private final CompilationUnitTree unit;
    private final List<ApiCall> calls = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    private SolutionCalls(JavacTask task, CompilationUnitTree unit) {
        this.task = task;
        this.trees = Trees.instance(task);
        this.unit = unit;
    }

    /** Reads a source file. */
    static SolutionCalls in(Path source) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) javac.getTask(errors, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            task.analyze();
            if (!errors.toString().isEmpty()) {
                throw new IllegalArgumentException(errors.toString());
            }
            SolutionCalls found = new SolutionCalls(task, unit);
            found.scan(unit, null);
            Set<Long> marked = marked(Files.readAllLines(source));
            found.calls.removeIf(call -> !marked.isEmpty() && !marked.contains(call.line()));
            return found;
        }
    }

    private static Set<Long> marked(List<String> lines) {
        Set<Long> marked = new HashSet<>();
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            inside = line.startsWith("// <solution") || inside && !line.startsWith("// </solution");
            if (inside) {
                marked.add(i + 1L);
            }
        }
        return marked;
    }

    /** Returns the calls in their order. */
    List<ApiCall> calls() {
        return calls;
    }

    /** Returns the type of each field, parameter and local variable, as simple names. */
    Map<String, String> variables() {
        return variables;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
        Element type = task.getTypes().asElement(typeOf(variable));
        if (type != null) {
            variables.put(variable.getName().toString(), type.getSimpleName().toString());
        }
        return super.visitVariable(variable, unused);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        Tree method = call.getMethodSelect();
        if (method instanceof MemberSelectTree select) {
            addMethod(select, typeOf(select.getExpression()));
        } else { // a method of this class, or one that is imported statically
            addMethod(method, trees.getElement(path(method)).getEnclosingElement().asType());
        }
        return super.visitMethodInvocation(call, unused);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void unused) {
        addMethod(reference, typeOf(reference.getQualifierExpression()));
        return super.visitMemberReference(reference, unused);
    }

    @Override
    public Void visitNewClass(NewClassTree call, Void unused) {
        add(typeOf(call.getIdentifier()), "new", false, call.getIdentifier());
        return super.visitNewClass(call, unused);
    }

    /** Adds the calls of close() at the end of a try with resources. */
    @Override
    public Void visitTry(TryTree attempt, Void unused) {
        for (Tree resource : attempt.getResources()) {
            add(typeOf(resource), "close", false, resource);
        }
        return super.visitTry(attempt, unused);
    }

    /** The type is that of the receiver: {@code forEach} of an NDList counts as DJL's, though a Java collection declares it. */
    private void addMethod(Tree method, TypeMirror receiver) {
        Element element = trees.getElement(path(method));
        add(receiver, element.getSimpleName().toString(), element.getModifiers().contains(Modifier.STATIC), method);
    }

    private void add(TypeMirror mirror, String method, boolean isStatic, Tree place) {
        if (task.getTypes().asElement(mirror) instanceof TypeElement type && isTaught(type.getQualifiedName().toString())) {
            // A chain of calls may begin on a line above: the call stands where its name ends.
            long line = unit.getLineMap().getLineNumber(trees.getSourcePositions().getEndPosition(unit, place));
            calls.add(new ApiCall(type.getSimpleName().toString(), method, isStatic, line));
        }
    }

    private boolean isTaught(String type) {
        return (type.startsWith("ai.djl.") || type.startsWith("org.rnnkit.")) && !type.startsWith(unit.getPackageName() + ".");
    }

    private TypeMirror typeOf(Tree tree) {
        return trees.getTypeMirror(path(tree));
    }

    private TreePath path(Tree tree) {
        return trees.getPath(unit, tree);
    }

    /**
     * A call of the toolkit, of DJL or of another step in a step's solution.
     *
     * @param type the simple name of the type whose method or constructor is called
     * @param name the method's name, or "new"
     * @param isStatic whether it is a static method
     * @param line the line of the solution in which the call stands
     */
    record ApiCall(String type, String name, boolean isStatic, long line) {

        boolean isConstructor() {
            return name.equals("new");
        }

        /** Writes the call with its type. */
        @Override
        public String toString() {
            return isConstructor() ? "new " + type + "(...)" : type + "." + name + "(...)";
        }
    }
}
