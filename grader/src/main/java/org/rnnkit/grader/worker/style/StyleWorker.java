package org.rnnkit.grader.worker.style;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.SeverityLevel;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.WorkerMain;

/** The worker process that checks the style of a submission's sources with Checkstyle, which only reads them. */
public final class StyleWorker {

    private StyleWorker() {}

    /**
     * Answers one request.
     *
     * @param args not used
     * @throws Exception if the rules can't be used, if the request can't be read or the answer can't be sent
     */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(worker -> worker.serve(StyleRequest.class, StyleWorker::answer));
    }

    private static StyleAnswer answer(Exchange<StyleRequest> exchange) throws Exception {
        StyleRequest request = exchange.request();
        Checker checker = new StyleRules(Path.of(request.rules())).checker();
        exchange.ready();
        try {
            Violations found = new Violations(Path.of(request.root()));
            checker.addListener(found);
            checker.process(request.sources().stream().map(File::new).toList());
            return new StyleAnswer("", found.count, found.first);
        } catch (CheckstyleException | RuntimeException | Error e) {
            return StyleAnswer.failed(isOutOfMemory(e) ? "ran out of memory while it read the sources"
                    : "can't read the sources");
        }
    }

    /** Tells whether the heap was full. Checkstyle wraps an error in another one. */
    private static boolean isOutOfMemory(Throwable thrown) {
        return thrown instanceof OutOfMemoryError || thrown.getCause() instanceof OutOfMemoryError;
    }

    /** A listener that counts the violations and keeps the first ones. */
    private static final class Violations implements AuditListener {

        private final Path root;
        private final List<String> first = new ArrayList<>();
        private int count;

        Violations(Path root) {
            this.root = root;
        }

        @Override
        public void addError(AuditEvent event) {
            if (event.getSeverityLevel() != SeverityLevel.ERROR && event.getSeverityLevel() != SeverityLevel.WARNING) {
                return;
            }
            count++;
            if (count <= StyleAnswer.MAX_LISTED) {
                String file = root.relativize(Path.of(event.getFileName())).toString().replace('\\', '/');
                first.add(StyleAnswer.line(file + ":" + event.getLine() + ": " + event.getMessage()));
            }
        }

        @Override
        public void addException(AuditEvent event, Throwable problem) {
            addError(event);
        }

        @Override
        public void auditStarted(AuditEvent event) {}

        @Override
        public void auditFinished(AuditEvent event) {}

        @Override
        public void fileStarted(AuditEvent event) {}

        @Override
        public void fileFinished(AuditEvent event) {}
    }
}
