package org.rnnkit.testkit.allowed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes that a step's code names: its own, and those of libraries, whose files are read from the class path.
 *
 * @param own the step's own classes by name
 */
record KnownClasses(Map<String, ClassOutline> own) {

    private static final Map<String, Optional<ClassOutline>> LIBRARIES = new ConcurrentHashMap<>();

    boolean isOwn(String type) {
        return own.containsKey(type);
    }

    /**
     * Finds the class that declares a member, as the virtual machine does: the superclasses first.
     *
     * @return the class; empty if the owner or one of its parents can't be read, or none has the member
     */
    Optional<String> declaring(String owner, String member) {
        Set<String> seen = new HashSet<>();
        Deque<String> interfaces = new ArrayDeque<>();
        for (String type : parents(owner)) {
            if (outline(type).orElseThrow().members().contains(member)) {
                return Optional.of(type);
            }
            interfaces.addAll(outline(type).orElseThrow().interfaces());
        }
        while (!interfaces.isEmpty()) {
            String type = interfaces.remove();
            Optional<ClassOutline> known = seen.add(type) ? outline(type) : Optional.empty();
            if (known.isPresent() && known.get().members().contains(member)) {
                return Optional.of(type);
            }
            known.ifPresent(outline -> interfaces.addAll(outline.interfaces()));
        }
        return Optional.empty();
    }

    /** Lists a class and its superclasses, as far as they can be read. */
    private List<String> parents(String type) {
        List<String> parents = new ArrayList<>();
        Optional<ClassOutline> known = outline(type);
        String name = type;
        while (known.isPresent()) {
            parents.add(name);
            name = known.get().parent();
            known = name == null ? Optional.empty() : outline(name);
        }
        return parents;
    }

    private Optional<ClassOutline> outline(String type) {
        ClassOutline mine = own.get(type);
        return mine != null ? Optional.of(mine) : LIBRARIES.computeIfAbsent(type, KnownClasses::read);
    }

    private static Optional<ClassOutline> read(String type) {
        try (InputStream file = KnownClasses.class.getClassLoader().getResourceAsStream(type + ".class")) {
            return file == null ? Optional.empty() : Optional.of(ClassOutline.ofLibrary(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the class " + type, e);
        }
    }
}
