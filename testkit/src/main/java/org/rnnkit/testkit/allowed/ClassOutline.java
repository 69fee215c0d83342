package org.rnnkit.testkit.allowed;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The parents and the members of a class. Names are those of class files, with slashes.
 *
 * @param parent the superclass; null for Object
 * @param members each name with its descriptor
 */
record ClassOutline(String parent, List<String> interfaces, Set<String> members) {

    /** The place of the major version in a class file, and the version that stands there in place of a newer one. */
    private static final int VERSION = 7;
    private static final byte KNOWN_VERSION = Opcodes.V17;

    static ClassOutline of(ClassReader type) {
        Set<String> members = new HashSet<>();
        type.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String generic, String[] thrown) {
                members.add(name + descriptor);
                return null;
            }

            @Override
            public FieldVisitor visitField(int access, String name, String descriptor, String generic, Object value) {
                members.add(name + descriptor);
                return null;
            }
        }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return new ClassOutline(type.getSuperName(), List.of(type.getInterfaces()), members);
    }

    /** Reads a class of a library or of Java. It may be newer than ASM knows, but parents and members look the same. */
    static ClassOutline ofLibrary(byte[] file) {
        file[VERSION - 1] = 0;
        file[VERSION] = KNOWN_VERSION;
        return of(new ClassReader(file));
    }
}
