package org.rnnkit.grader.submission;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.io.IOUtils;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.Worker;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.archive.ArchiveAnswer;
import org.rnnkit.grader.worker.archive.ArchiveRequest;
import org.rnnkit.grader.worker.archive.ArchiveWorker;
import org.rnnkit.grader.worker.archive.ArchivedFile;

/**
 * The process in which archives are opened: what was handed in, and archives inside of it. It starts with the first archive and
 * is the same for all submissions. An archive that fills its memory or runs past its time ends it, and can't be opened; the
 * next archive gets a new process. One submission at a time has it, so that nobody's archive is lost by somebody else's.
 */
public final class Archives implements AutoCloseable {

    private static final long MAX_BYTES = 200_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOO_MUCH = "its files or their names take too much memory or time";

    private final Kit kit;
    private final Supplier<Sandbox> sandbox;
    private final long maxBytes;
    private final Duration limit;
    /** Belongs to the submission whose archives are open. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Null before the first archive. */
    private Scratch scratch;
    /** Null if no process runs. */
    private Worker worker;
    private long uploaded;
    /** The number of files in all archives of the submission. A file keeps its number, also if another process follows. */
    private int files;

    /** Makes the process, without starting it. */
    public Archives(Kit kit, Supplier<Sandbox> sandbox) {
        this(kit, sandbox, MAX_BYTES, LIMIT);
    }

    /** Makes the process with other limits: for the size of an archive and of what is unpacked from it, and for one request. */
    Archives(Kit kit, Supplier<Sandbox> sandbox, long maxBytes, Duration limit) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.maxBytes = maxBytes;
        this.limit = limit;
    }

    /**
     * Lists the files of an upload.
     *
     * @throws IOException if it can't be read, or has been replaced by a link since it was looked at
     * @throws RefusedException if it can't be opened
     */
    List<SubmissionEntry> open(Path file) throws IOException {
        if (!lock.isHeldByCurrentThread()) {
            lock.lock();
        }
        Path copy = copy(file);
        return entries(ask(ArchiveRequest.open(copy, files, maxBytes)));
    }

    /** Copies an upload to where the process can read it. */
    private Path copy(Path file) throws IOException {
        if (scratch == null) {
            scratch = new Scratch();
        }
        Path copy = Files.createTempFile(uploads(), "upload", "");
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                OutputStream out = Files.newOutputStream(copy)) {
            uploaded += IOUtils.copyLarge(in, out, 0, Math.max(0, maxBytes - uploaded) + 1);
        } catch (IOException e) {
            Scratch.requireSpace(scratch.folder());
            throw e;
        }
        if (uploaded > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
        return copy;
    }

    private Path uploads() {
        return Scratch.createSubfolder(scratch.folder(), "uploads");
    }

    private List<SubmissionEntry> entries(ArchiveAnswer opened) {
        List<SubmissionEntry> entries = new ArrayList<>();
        for (ArchivedFile file : opened.files()) {
            entries.add(SubmissionEntry.inArchive(file.name(), file.size(), file.isLink() ? SubmissionEntry.LINK
                    : file.isRegular() ? "" : "not a regular file", new Archived(files + entries.size())));
        }
        files += entries.size();
        SubmissionEntry.requireFew(files);
        return entries;
    }

    /** The content of a file in an archive. */
    private final class Archived implements EntryContent {

        private final int number;

        Archived(int number) {
            this.number = number;
        }

        @Override
        public byte[] read(int maxBytesRead) {
            byte[] content = ask(ArchiveRequest.read(number, maxBytesRead)).content();
            if (content.length > maxBytesRead) {
                throw Refusals.unreadable(TOO_MUCH);
            }
            return content;
        }

        @Override
        public List<SubmissionEntry> open(Archives archives) {
            // Archives stay closed once there are too many entries: each more would take memory.
            SubmissionEntry.requireFew(files);
            return entries(ask(ArchiveRequest.openInside(number, files, maxBytes)));
        }
    }

    private ArchiveAnswer ask(ArchiveRequest request) {
        if (worker != null && !worker.isAlive()) {
            end();
        }
        if (worker == null) {
            worker = new Worker(sandbox.get(), settings());
        }
        WorkerReply<ArchiveAnswer> reply = worker.ask(request, ArchiveAnswer.class, limit);
        if (reply.answer().isEmpty()) {
            end();
            reply.exit().requireBegun();
            throw Refusals.unreadable(TOO_MUCH);
        }
        ArchiveAnswer answer = reply.answer().get();
        switch (answer.problem()) {
            case NONE -> {
                return answer;
            }
            case FORMAT -> throw Refusals.otherFormat(answer.detail());
            case ENCRYPTED -> throw Refusals.encrypted();
            case TOO_LARGE -> throw Refusals.tooLarge(maxBytes);
            default -> {
                Scratch.requireSpace(scratch.folder());
                throw Refusals.unreadable(answer.detail());
            }
        }
    }

    private WorkerSettings settings() {
        return WorkerSettings.of(ArchiveWorker.class, kit.built().classPath(ArchiveWorker.class), scratch.folder())
                .withFlags("-Xmx256m", "-XX:+ExitOnOutOfMemoryError").withReadable(List.of(uploads()));
    }

    /** Closes the archives of a submission, so that another submission can have the process. */
    void finishSubmission() {
        if (!lock.isHeldByCurrentThread()) {
            return;
        }
        try {
            uploaded = 0;
            files = 0;
            if (worker != null && worker.ask(ArchiveRequest.close(), ArchiveAnswer.class, limit).answer().isEmpty()) {
                end();
            }
            if (scratch != null) {
                Stream.of(uploads().toFile().listFiles()).forEach(File::delete);
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    @Override
    public void close() {
        end();
        if (scratch != null) {
            scratch.close();
            scratch = null;
        }
    }
}
