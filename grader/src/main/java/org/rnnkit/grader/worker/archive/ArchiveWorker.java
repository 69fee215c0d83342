package org.rnnkit.grader.worker.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.IOSupplier;
import org.apache.commons.io.input.ChecksumInputStream;
import org.rnnkit.grader.worker.WorkerMain;

/**
 * The worker process that opens the archives of one submission after another. A hostile archive may fill its memory or keep it
 * busy, which ends this process only. Archives are not unpacked: single files are read. The first bytes of a file say what kind
 * of archive it is, since its name may be wrong.
 */
public final class ArchiveWorker {

    private static final int TAR_MARK = 257;
    private static final int HEAD = 512;

    /** The folder for archives that are inside others: the readers of archives need files. */
    private final Path folder;
    private final List<Closeable> open = new ArrayList<>();
    private final Map<Integer, IOSupplier<InputStream>> contents = new HashMap<>();
    private long unpacked;

    private ArchiveWorker(Path folder) {
        this.folder = folder;
    }

    /** Answers one request after the other, until standard input ends. */
    public static void main(String[] args) throws IOException {
        ArchiveWorker worker = new ArchiveWorker(Files.createDirectories(Path.of("inside").toAbsolutePath()));
        WorkerMain.open().serve(ArchiveRequest.class, (request, call) -> {
            call.begun();
            return worker.answer(request);
        });
    }

    private ArchiveAnswer answer(ArchiveRequest request) {
        try {
            return switch (request.task()) {
                case OPEN -> open(Path.of(request.upload()), request);
                case OPEN_INSIDE -> {
                    try (InputStream in = content(request.number())) {
                        yield open(copy(in, request), request);
                    }
                }
                case READ -> {
                    try (InputStream in = content(request.number())) {
                        yield ArchiveAnswer.read(in.readNBytes((int) request.maxBytes()));
                    }
                }
                case CLOSE -> close();
            };
        } catch (IOException | IllegalArgumentException e) { // the second for names in an unknown encoding, for example
            return ArchiveAnswer.refused(ArchiveProblem.UNREADABLE,
                    e instanceof EOFException || e.getMessage() == null ? "it ends too early"
                            : e.getMessage().replace(String.valueOf(request.upload()), "it"));
        }
    }

    private InputStream content(int number) throws IOException {
        if (!contents.containsKey(number)) {
            throw new IOException("another archive beside it can't be opened");
        }
        return contents.get(number).get();
    }

    private ArchiveAnswer open(Path file, ArchiveRequest request) throws IOException {
        if (unpacked > request.maxBytes()) {
            return ArchiveAnswer.refused(ArchiveProblem.TOO_LARGE, "");
        }
        byte[] head = new byte[HEAD];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(head, 0, HEAD);
        }
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK")) {
            return openZip(file, request.first());
        } else if (start.startsWith("\u001f\u008b")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                Path tar = copy(in, request);
                return unpacked > request.maxBytes() ? ArchiveAnswer.refused(ArchiveProblem.TOO_LARGE, "")
                        : openTar(tar, request.first());
            }
        } else if (start.startsWith("ustar", TAR_MARK) || Arrays.equals(head, new byte[HEAD]) && Files.size(file) > 0) {
            return openTar(file, request.first());
        }
        String format = otherFormat(start);
        return !format.isEmpty() ? ArchiveAnswer.refused(ArchiveProblem.FORMAT, format)
                : ArchiveAnswer.refused(ArchiveProblem.UNREADABLE,
                        Files.size(file) == 0 ? "it has no content" : "it is neither a zip nor a tar archive");
    }

    private static String otherFormat(String start) {
        return start.startsWith("7z\u00bc\u00af") ? "7z" : start.startsWith("Rar!") ? "rar"
                : start.startsWith("BZh") ? "bz2" : start.startsWith("\u00fd7zXZ") ? "xz" : "";
    }

    private ArchiveAnswer openTar(Path file, int first) throws IOException {
        TarFile tar = new TarFile(file.toFile(), StandardCharsets.UTF_8.name());
        open.add(tar);
        List<ArchivedFile> files = new ArrayList<>();
        tar.getEntries().stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            contents.put(first + files.size(), () -> tar.getInputStream(entry));
            files.add(new ArchivedFile(entry.getName(), entry.getSize(), entry.isSymbolicLink() || entry.isLink(),
                    !entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO()));
        });
        return ArchiveAnswer.opened(files);
    }

    private ArchiveAnswer openZip(Path file, int first) throws IOException {
        // As most programs do, it believes the directory at the end, not the names in front of the files.
        ZipFile zip = ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).setUseUnicodeExtraFields(false).get();
        open.add(zip);
        List<ArchivedFile> files = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                return ArchiveAnswer.refused(ArchiveProblem.ENCRYPTED, "");
            } else if (!entry.getName().endsWith("/") && !entry.getName().endsWith("\\")) {
                contents.put(first + files.size(), () -> verified(zip, entry));
                files.add(new ArchivedFile(entry.getName(), entry.getSize(), entry.isUnixSymlink(), true));
            }
        }
        return ArchiveAnswer.opened(files);
    }

    /** Opens a file in a zip. Its end can't be read if the checksum is wrong. */
    private static InputStream verified(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        return ChecksumInputStream.builder().setInputStream(zip.getInputStream(entry)).setChecksum(new CRC32())
                .setExpectedChecksumValue(entry.getCrc()).get();
    }

    private Path copy(InputStream in, ArchiveRequest request) throws IOException {
        Path file = Files.createTempFile(folder, "archive", "");
        try (OutputStream out = Files.newOutputStream(file)) {
            unpacked += IOUtils.copyLarge(in, out, 0, Math.max(0, request.maxBytes() - unpacked) + 1);
        }
        return file;
    }

    private ArchiveAnswer close() throws IOException {
        contents.clear();
        unpacked = 0;
        IOUtils.close(open.toArray(Closeable[]::new));
        open.clear();
        FileUtils.cleanDirectory(folder.toFile());
        return ArchiveAnswer.opened(List.of());
    }
}
