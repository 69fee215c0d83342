package org.rnnkit.bench.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Answers every turn with a lap of its own choice, and notes its name in a file. */
final class FakeWorker {

    private FakeWorker() {}

    /** Works; args are a name, the file, tokens a lap, and how many laps it lives for. */
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        in.readLine(); // the request
        for (int lap = 0; lap < Integer.parseInt(args[3]) && in.readLine() != null; lap++) {
            Files.writeString(Path.of(args[1]), args[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.out.println("{\"tokens\": " + args[2] + ", \"seconds\": 0.5, \"perplexity\": null}");
        }
    }
}
