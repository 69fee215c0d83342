package org.rnnkit.testkit.allowed;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/** A reading of a method's code. */
final class MethodReading extends MethodVisitor {

    private static final String STREAMS = "java/util/stream/StreamSupport";
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";
    /** The beginning of what Eclipse's compiler throws in place of code that does not compile. */
    private static final String UNCOMPILED = "Unresolved compilation problem";

    private final ClassReading type;
    private final String method;
    private final Set<Label> targets = new HashSet<>();
    private int line = -1;
    /** Whether the instruction before is the constant false, and nothing jumps here from elsewhere. */
    private boolean afterFalse;

    MethodReading(ClassReading type, String method) {
        super(Opcodes.ASM9);
        this.type = type;
        this.method = method;
    }

    private StackTraceElement place() {
        return type.place(method, line);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        type.annotation(place(), descriptor);
        return null;
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        return visitAnnotation(descriptor, visible);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int reference, TypePath path, String descriptor, boolean visible) {
        return visitAnnotation(descriptor, visible);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String caught) {
        if (caught != null) {
            type.type(place(), Type.getObjectType(caught));
        }
    }

    @Override
    public void visitInsn(int opcode) {
        afterFalse = opcode == Opcodes.ICONST_0;
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        afterFalse = false;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        afterFalse = false;
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        afterFalse = false;
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
        afterFalse = false;
        targets.add(target);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
        visitLookupSwitchInsn(other, new int[0], labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        afterFalse = false;
        targets.add(other);
        targets.addAll(List.of(labels));
    }

    @Override
    public void visitLabel(Label label) {
        afterFalse = afterFalse && !targets.contains(label);
    }

    @Override
    public void visitTypeInsn(int opcode, String named) {
        afterFalse = false;
        type.type(place(), Type.getObjectType(named));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        afterFalse = false;
        type.type(place(), Type.getType(descriptor));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        afterFalse = false;
        type.member(place(), owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (owner.equals(STREAMS) && !afterFalse) {
            type.use(place(), owner, name);
        }
        afterFalse = false;
        type.member(place(), owner, name, descriptor);
    }

    @Override
    public void visitLdcInsn(Object value) {
        afterFalse = false;
        if (value instanceof String text && text.startsWith(UNCOMPILED)) {
            type.uncompiled(place(), text);
        }
        constant(value);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        afterFalse = false;
        bootstrap(bootstrap);
        type.type(place(), Type.getMethodType(descriptor));
        if (bootstrap.getOwner().equals(LAMBDAS)) {
            lambda(Type.getReturnType(descriptor), arguments);
        }
        for (Object argument : arguments) {
            constant(argument);
        }
    }

    private void lambda(Type made, Object[] arguments) {
        type.extendable(place(), made.getInternalName(), "makes a lambda of ");
        for (Object argument : arguments) {
            if (argument instanceof Type further && further.getSort() == Type.OBJECT) {
                type.extendable(place(), further.getInternalName(), "makes a lambda of ");
            }
        }
    }

    private void bootstrap(Handle bootstrap) {
        if (!AllowedPage.PAGE.isOfCompiler(bootstrap.getOwner(), bootstrap.getName())) {
            type.use(place(), bootstrap.getOwner(), bootstrap.getName());
        }
    }

    /** Compares a constant, or a method that a lambda calls. */
    private void constant(Object value) {
        if (value instanceof Type named) {
            type.type(place(), named);
        } else if (value instanceof Handle called) {
            if (called.getOwner().equals(STREAMS)) {
                type.use(place(), STREAMS, called.getName());
            }
            type.member(place(), called.getOwner(), called.getName(), called.getDesc());
        } else if (value instanceof ConstantDynamic computed) {
            bootstrap(computed.getBootstrapMethod());
            for (int i = 0; i < computed.getBootstrapMethodArgumentCount(); i++) {
                constant(computed.getBootstrapMethodArgument(i));
            }
        }
    }
}
