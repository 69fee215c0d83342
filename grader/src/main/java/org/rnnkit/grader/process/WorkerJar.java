package org.rnnkit.grader.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The kit's own classes on the class path of one kind of worker: the toolkit, a few packages, and nothing else. They are in
 * a jar, because a {@link ClassArchive} can be made only for jars. All workers of a kind share the jar.
 */
public final class WorkerJar {

    /** All jars have the same time, so that an archive is still valid after another grader has made the same jar. */
    private static final FileTime TIME = FileTime.fromMillis(0);
    private static final int NAME_LENGTH = 16;

    private WorkerJar() {}

    /**
     * Makes the jar, unless it exists.
     *
     * @param main the worker's main class
     * @param members one class of each further package; the package of the messages, which every worker needs, is added
     * @return the jar
     */
    public static Path of(Class<?> main, Class<?>... members) {
        Map<String, byte[]> files = new TreeMap<>(ModuleClasses.files(LanguageModel.class));
        Stream.concat(Stream.of(Messages.class, main), Stream.of(members)).map(ModuleClasses::filesOfPackage)
                .forEach(files::putAll);
        try {
            byte[] jar = pack(files);
            return Folders.write(jar, main.getSimpleName() + "-" + new Fingerprint().add(jar).finish()
                    .substring(0, NAME_LENGTH) + ".jar", ModuleClasses.location(WorkerJar.class).resolveSibling("workers"));
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of " + main.getSimpleName() + " can't be written", e);
        }
    }

    /**
     * Makes a worker's class path. The kit's classes come first, so that a student's class of the same name can't replace
     * them.
     *
     * @param kit the kit
     * @param jar the worker's jar
     * @param steps the folders with the steps' classes
     * @return the class path
     */
    public static List<Path> path(Kit kit, Path jar, List<Path> steps) {
        List<Path> path = new ArrayList<>(List.of(jar));
        path.addAll(kit.libraries().subList(1, kit.libraries().size()));
        path.addAll(steps);
        return path;
    }

    private static byte[] pack(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                JarEntry entry = new JarEntry(file.getKey());
                entry.setLastModifiedTime(TIME);
                jar.putNextEntry(entry);
                jar.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Path write(byte[] jar, Path target) throws IOException {
        if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), jar)) {
            return target;
        }
        Path part = target.resolveSibling(UUID.randomUUID() + ".part");
        try {
            Files.write(part, jar);
            Files.setLastModifiedTime(part, TIME);
            return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The folders of the jars: beside the grader's classes, or a temporary one if nothing can be written there. */
    static final class Folders {

        private static Scratch temporary;

        private Folders() {}

        static Path write(byte[] jar, String name, Path beside) throws IOException {
            try {
                Files.createDirectories(beside);
                return WorkerJar.write(jar, beside.resolve(name));
            } catch (IOException readOnlyOrFull) {
                return WorkerJar.write(jar, temporary().resolve(name));
            }
        }

        private static synchronized Path temporary() {
            if (temporary == null || !temporary.isIntact()) {
                temporary = new Scratch();
            }
            return temporary.folder();
        }
    }
}
