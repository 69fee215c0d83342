package org.rnnkit.bench.race;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rnnkit.bench.worker.Turn;

/** A worker that does no work. It answers every turn with a given lap, and writes its name and the turn's epochs to files. */
final class FakeWorker {

    /** The number of laps of a worker that can't do its task. */
    static final int ERROR = -1;

    private FakeWorker() {}

    /**
     * Answers turns.
     *
     * @param args a name, the file, the tokens of each lap, and the number of laps before it ends or ERROR
     */
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        in.readLine(); // the request
        if (Integer.parseInt(args[3]) == ERROR) {
            in.readLine();
            System.out.println("{\"error\": \"no compiler\\nwas found\\nin 20 places\"}");
        }
        String turn;
        for (int lap = 0; lap < Integer.parseInt(args[3]) && (turn = in.readLine()) != null; lap++) {
            note(args[1], args[0]);
            note(args[1] + ".epochs", new Gson().fromJson(turn, Turn.class).epochs() + " ");
            System.out.println("{\"tokens\": " + args[2] + ", \"seconds\": 0.5, \"perplexity\": null}");
        }
    }

    private static void note(String file, String what) throws IOException {
        Files.writeString(Path.of(file), what, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
