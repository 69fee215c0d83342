package org.rnnkit.grader.worker.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.rnnkit.grader.worker.WorkerMain;

/** The worker process that compiles. */
public final class CompilerWorker {

    private CompilerWorker() {}

    /** Answers one request after the other, until standard input ends. */
    public static void main(String[] args) throws IOException {
        WorkerMain.open().serve(CompileRequest.class, (request, call) -> {
            call.begun();
            return Javac.compile(request.sources(), Map.of(), "", request.classPath().stream().map(Path::of).toList());
        });
    }
}
