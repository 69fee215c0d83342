package org.rnnkit.learner.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.RnnReader;

/**
 * The small trained model that comes with the kit. It writes in plain Java, so it needs neither a learner's step nor the
 * engine. The reference has trained it on the kit's story, in four minutes; DIR/model.* are its resources:
 *
 * <pre>
 * ./rnnkit train solutions --text toolkit/src/main/resources/org/rnnkit/toolkit/story.txt --tokens 100000 --hidden 128 \
 *     --sampling random --steps 16 --lr 0.3 --epochs 2500 --out DIR
 * </pre>
 *
 * @param tokens its characters, by index; the unknown token is the first
 * @param parameters its numbers
 */
public record SmallModel(List<String> tokens, Parameters parameters) {

    /** The temperature at which it writes: below 1, so that more of its words are right. */
    public static final double TEMPERATURE = 0.4;

    private static final double LEAST = 0.01;
    private static final String ARRAYS = "model.safetensors";
    private static final String DETAILS = "model.json";

    /** Reads the model. */
    public static SmallModel read() {
        return Uncheck.get(() -> {
            ByteBuffer file = ByteBuffer.wrap(bytes(ARRAYS)).order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = new byte[(int) file.getLong()];
            file.get(header);
            JsonNode arrays = WorkerFrame.JSON.readTree(header);
            FloatBuffer numbers = file.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            return new SmallModel(
                    WorkerFrame.JSON.readTree(bytes(DETAILS)).get("tokens").valueStream().map(JsonNode::asText).toList(),
                    new Parameters(rows(arrays.get("W_xh"), numbers), rows(arrays.get("W_hh"), numbers),
                            rows(arrays.get("b_h"), numbers)[0], rows(arrays.get("W_hq"), numbers),
                            rows(arrays.get("b_q"), numbers)[0]));
        });
    }

    /** Reads the rows of an array. A vector is one row. */
    private static double[][] rows(JsonNode array, FloatBuffer numbers) {
        int first = array.at("/data_offsets/0").asInt() / Float.BYTES;
        int end = array.at("/data_offsets/1").asInt() / Float.BYTES;
        int columns = array.get("shape").get(array.get("shape").size() - 1).asInt();
        return IntStream.range(0, (end - first) / columns).mapToObj(row -> IntStream.range(0, columns)
                .mapToDouble(column -> numbers.get(first + row * columns + column)).toArray()).toArray(double[][]::new);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream file = SmallModel.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    /** Writes the model's files to a folder, from which a worker can load it. */
    public static Path copyTo(Path parent) {
        return Uncheck.get(() -> {
            Path folder = Files.createDirectories(parent.resolve("small-model"));
            for (String name : List.of(ARRAYS, DETAILS)) {
                Files.write(folder.resolve(name), bytes(name));
            }
            return folder;
        });
    }

    /** Returns how many numbers it has learned. */
    public long size() {
        return parameters.flat().stream().mapToLong(values -> values.length).sum();
    }

    /** Writes what follows a beginning. */
    public String write(PlayRequest request, Random random) {
        RnnReader reader = reader(request.prefix());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < request.length(); i++) {
            int token = drawn(reader.logits(), request.temperature(), random);
            text.append(tokens.get(token));
            reader.read(token);
        }
        return text.toString();
    }

    private RnnReader reader(String beginning) {
        RnnReader reader = new RnnReader(parameters);
        beginning.chars().forEach(character -> reader.read(Math.max(0, tokens.indexOf(Character.toString(character)))));
        return reader;
    }

    /** Draws a token with its probability in softmax(logits / T), as PlayWriter does: by noise from Gumbel's distribution. */
    private static int drawn(double[] logits, double temperature, Random random) {
        double[] noisy = Arrays.stream(logits)
                .map(logit -> logit - temperature * Math.log(-Math.log(random.nextDouble()))).toArray();
        return IntStream.range(0, noisy.length).reduce((a, b) -> noisy[b] > noisy[a] ? b : a).orElseThrow();
    }

    /** Returns the characters of at least 1 % that may follow a beginning, the most likely one first. */
    public List<Candidate> candidates(String beginning, int count) {
        double[] weights = Arrays.stream(reader(beginning).logits()).map(Math::exp).toArray();
        double sum = Arrays.stream(weights).sum();
        return IntStream.range(0, weights.length).mapToObj(i -> new Candidate(tokens.get(i), weights[i] / sum))
                .filter(candidate -> candidate.probability() >= LEAST)
                .sorted(Comparator.comparingDouble(Candidate::probability).reversed()).limit(count).toList();
    }
}
