package org.rnnkit.grader.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.toolkit.AtomicFile;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The kit's own classes on the class path of one kind of worker: the toolkit, a few packages, and nothing else. They are in a
 * jar that all workers of a kind share.
 */
public final class WorkerJar {

    /** The time of all files in jars, so that the same classes give the same jar. */
    private static final FileTime TIME = FileTime.fromMillis(0);
    private static final int NAME_LENGTH = 16;

    private WorkerJar() {}

    /**
     * Makes the jar, unless it exists.
     *
     * @param members one class of each further package; the package of the messages, which every worker needs, is added
     */
    public static Path of(Class<?> main, Class<?>... members) {
        Map<String, byte[]> files = new TreeMap<>(ModuleClasses.files(LanguageModel.class));
        Stream.concat(Stream.of(WorkerFrame.class, main), Stream.of(members)).map(ModuleClasses::filesOfPackage)
                .forEach(files::putAll);
        return Uncheck.get(() -> {
            byte[] jar = pack(files);
            String name = main.getSimpleName() + "-" + new Fingerprint().add(jar).finish().substring(0, NAME_LENGTH) + ".jar";
            return Folders.write(jar, name, BuiltKit.cache());
        }, () -> "The jar of " + main.getSimpleName() + " can't be written");
    }

    /**
     * Makes a worker's class path, with the steps' classes at its end. The kit's classes come first, so that a
     * student's class of the same name can't replace them.
     */
    public static List<Path> path(Kit kit, Path jar, List<Path> steps) {
        List<Path> path = new ArrayList<>(List.of(jar));
        path.addAll(kit.built().libraries().subList(1, kit.built().libraries().size()));
        path.addAll(steps);
        return path;
    }

    /** Makes a jar. The same files always give the same bytes. */
    public static byte[] pack(Map<String, byte[]> files) throws IOException {
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
        if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), jar)) {
            AtomicFile.write(target, jar);
        }
        return target;
    }

    /** The folders of the jars: the kit's cache, or a temporary one if nothing can be written there. */
    static final class Folders {

        private static Scratch temporary;

        private Folders() {}

        static Path write(byte[] jar, String name, Path beside) throws IOException {
            try {
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
