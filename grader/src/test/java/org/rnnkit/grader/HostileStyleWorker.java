package org.rnnkit.grader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.worker.Messages.Exchange;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.source.StyleWorker.StyleAnswer;
import org.rnnkit.grader.worker.source.StyleWorker.StyleRequest;

/** A style check that does what its source says: the worst case, in which a source has taken over the process. */
final class HostileStyleWorker {

    private static final int LARGE = 1 << 20;
    private static final StyleAnswer RIGHT = new StyleAnswer("", 0, List.of());

    private HostileStyleWorker() {}

    /** Does what the first source says. */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(worker -> worker.serve(StyleRequest.class, HostileStyleWorker::answer));
    }

    private static Object answer(Exchange<StyleRequest> exchange) throws IOException, InterruptedException {
        exchange.ready();
        Path source = Path.of(exchange.request().sources().get(0));
        switch (Files.readString(source)) {
            case "print gigabytes":
                byte[] text = "all is well ".repeat(LARGE / 10).getBytes(StandardCharsets.UTF_8);
                while (true) {
                    System.out.write(text);
                    System.err.write(text);
                }
            case "fill the disk":
                try {
                    for (int i = 0; i < 300; i++) {
                        Files.write(source.resolveSibling("large" + i), new byte[LARGE]);
                    }
                } finally {
                    Thread.sleep(60_000); // the space stays taken
                }
                return RIGHT;
            case "start a process":
                SleepingProgram.start("86399");
                return RIGHT;
            case "end":
                Runtime.getRuntime().halt(0);
                return null;
            case "forge":
                return Map.of("problem", "", "violations", -5, "first", List.of());
            default:
                return RIGHT;
        }
    }
}
