package org.rnnkit.testkit.allowed;

import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/** A reading of one of a step's classes, which compares all that it names with the list. */
final class ClassReading extends ClassVisitor {

    private static final AllowedPage LIST = AllowedPage.PAGE;

    private final KnownClasses known;
    private final Findings findings;
    private String name;
    private String file;

    ClassReading(KnownClasses known, Findings findings) {
        super(Opcodes.ASM9);
        this.known = known;
        this.findings = findings;
    }

    @Override
    public void visit(int version, int access, String type, String generic, String parent, String[] interfaces) {
        name = type;
        file = simpleName(type).replaceFirst("\\..*", "") + ".java";
    }

    @Override
    public void visitSource(String source, String debug) {
        file = source == null ? file : source;
    }

    /** Reports that the tests have a class of the same name. */
    void taken() {
        findings.taken(unknownLine(""), simpleName(name));
    }

    /** Compares the parents, when the source file is known. */
    void checkParents(String parent, String[] interfaces) {
        Stream.concat(Stream.of(parent), Stream.of(interfaces)).forEach(type -> extendable(unknownLine(""), type, "extends "));
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        annotation(unknownLine(""), descriptor);
        return null;
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(int reference, TypePath path, String descriptor, boolean visible) {
        return visitAnnotation(descriptor, visible);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String component, String descriptor, String generic) {
        return new RecordComponentVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return ClassReading.this.visitAnnotation(annotation, visible);
            }
        };
    }

    @Override
    public FieldVisitor visitField(int access, String field, String descriptor, String generic, Object value) {
        type(unknownLine(field), Type.getType(descriptor));
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return ClassReading.this.visitAnnotation(annotation, visible);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int access, String method, String descriptor, String generic, String[] thrown) {
        StackTraceElement place = unknownLine(method);
        if ((access & Opcodes.ACC_NATIVE) != 0) {
            findings.act(place, "declares the native method " + method, "Write it in Java.");
        }
        if (method.equals("finalize") && descriptor.equals("()V")) {
            findings.act(place, "overrides finalize, which Java calls on another thread",
                    "Close what is open at the end of a try block.");
        }
        type(place, Type.getMethodType(descriptor));
        for (String exception : thrown == null ? new String[0] : thrown) {
            type(place, Type.getObjectType(exception));
        }
        return new MethodReading(this, method);
    }

    StackTraceElement place(String method, int line) {
        return new StackTraceElement(name.replace('/', '.'), method, file, line);
    }

    private StackTraceElement unknownLine(String method) {
        return place(method, -1);
    }

    void annotation(StackTraceElement place, String descriptor) {
        String type = Type.getType(descriptor).getInternalName();
        if (!LIST.isAnnotation(type)) {
            findings.use(place, "@" + simpleName(type), Stream.of(dotted(type)));
        }
    }

    /** Compares a type, or all types of a method's descriptor. */
    void type(StackTraceElement place, Type type) {
        notAllowed(type).ifPresent(refused -> findings.use(place, simpleName(refused), Stream.of(dotted(refused))));
        if (type.getSort() == Type.OBJECT && LIST.isForbidden(findings.step, type.getInternalName(), "", "")) {
            findings.forbidden(place, simpleName(type.getInternalName()));
        }
    }

    /** Finds the first class in a type that is neither the step's own nor on the list. */
    private Optional<String> notAllowed(Type type) {
        return switch (type.getSort()) {
            case Type.ARRAY -> notAllowed(type.getElementType());
            case Type.METHOD -> Stream.concat(Stream.of(type.getArgumentTypes()), Stream.of(type.getReturnType()))
                    .flatMap(part -> notAllowed(part).stream()).findFirst();
            case Type.OBJECT -> Optional.of(type.getInternalName())
                    .filter(name -> !known.isOwn(name) && LIST.rule(name).isEmpty());
            default -> Optional.empty();
        };
    }

    /** Compares the use of a field, method or constructor. */
    void member(StackTraceElement place, String owner, String member, String descriptor) {
        if (owner.startsWith("[")) { // only clone() belongs to arrays themselves
            type(place, Type.getObjectType(owner));
            return;
        }
        String declaring = known.declaring(owner, member + descriptor).orElse(owner);
        if (known.isOwn(declaring)) {
            return;
        }
        String shown = shown(known.isOwn(owner) ? declaring : owner, member);
        Stream<String> names = Stream.of(dotted(declaring) + "." + member, dotted(owner) + "." + member);
        Optional<String> type = notAllowed(Type.getType(descriptor));
        if (!isAllowed(owner, declaring, member, descriptor)) {
            findings.use(place, shown, names);
        } else if (type.isPresent()) {
            findings.use(place, shown, Stream.concat(names, Stream.of(dotted(type.get()))));
        } else if (LIST.isForbidden(findings.step, declaring, member, descriptor)) {
            findings.forbidden(place, shown);
        }
    }

    /** A parent that is not on the list, such as AbstractStringBuilder, passes its members on to a class that is. */
    private boolean isAllowed(String owner, String declaring, String member, String descriptor) {
        Optional<MemberRule> ofOwner = known.isOwn(owner) ? Optional.empty() : LIST.rule(owner);
        Optional<MemberRule> rule = LIST.rule(declaring).or(() -> ofOwner);
        return (known.isOwn(owner) || ofOwner.isPresent())
                && rule.filter(found -> found.allows(member, descriptor)).isPresent();
    }

    /** Compares a class or interface that an own class or a lambda extends. */
    void extendable(StackTraceElement place, String type, String deed) {
        if (known.isOwn(type) || LIST.isExtendable(type)) {
            return;
        }
        if (LIST.rule(type).isEmpty()) {
            findings.use(place, simpleName(type), Stream.of(dotted(type)));
        } else {
            findings.act(place, deed + simpleName(type), "Put one into a field or a variable, and call its methods.");
        }
    }

    void use(StackTraceElement place, String owner, String member) {
        findings.use(place, shown(owner, member), Stream.of(dotted(owner) + "." + member));
    }

    void uncompiled(StackTraceElement place, String problem) {
        findings.uncompiled(place, problem);
    }

    private static String shown(String owner, String member) {
        return simpleName(owner) + (member.equals("<init>") ? "" : "." + member);
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('/') + 1).replace('$', '.');
    }

    private static String dotted(String type) {
        return type.replace('/', '.');
    }
}
