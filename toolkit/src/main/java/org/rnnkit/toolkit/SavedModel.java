package org.rnnkit.toolkit;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A trained model in a folder: {@code model.safetensors} has the parameters, and {@code model.json} has everything else
 * that is needed to use them.
 *
 * @param parameters the arrays, in the model's order
 * @param vocabulary the characters and their indices
 * @param numHiddens the number of hidden units
 * @param perplexity the perplexity after the training; NaN if the model was not trained
 * @param epochs the number of epochs of the training
 * @param text the source of the training text, see {@link Text#source()}
 */
public record SavedModel(NDList parameters, Vocabulary vocabulary, int numHiddens, double perplexity, int epochs,
        String text) {

    private static final String ARRAYS = "model.safetensors";
    private static final String DETAILS = "model.json";
    private static final List<String> NAMES_FROM_SCRATCH = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** The content of model.json. The names give the order of the arrays; the SHA-256 is that of model.safetensors. */
    private record Details(List<String> parameters, String sha256, List<String> tokens, Integer numHiddens,
            Double perplexity, Integer epochs, String text) {

        boolean isComplete() {
            return isComplete(parameters) && sha256 != null && isComplete(tokens) && numHiddens != null && numHiddens > 0
                    && epochs != null;
        }

        private static boolean isComplete(List<String> names) {
            return names != null && names.stream().noneMatch(Objects::isNull);
        }
    }

    /**
     * Writes both files, each completely or not at all. The parameters are not changed.
     *
     * @param directory the folder, created if needed
     * @throws UncheckedIOException if a file cannot be written
     */
    public void save(Path directory) {
        List<String> names = names();
        byte[] arrays = encode(names);
        Details details = new Details(names, Sha256.of(arrays), CharacterVocabulary.tokens(vocabulary), numHiddens,
                Double.isFinite(perplexity) ? perplexity : null, epochs, text);
        try {
            AtomicFile.write(directory.resolve(ARRAYS), arrays);
            AtomicFile.write(directory.resolve(DETAILS), (GSON.toJson(details) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The model cannot be written to " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a model.
     *
     * @param directory the folder of the saved model
     * @param manager the owner of the parameters, which have no gradients
     * @return the model
     * @throws ModelException if a file is missing or broken, or the two files are from different models
     */
    public static SavedModel load(Path directory, NDManager manager) {
        Details details = details(directory.resolve(DETAILS));
        byte[] arrays = read(directory.resolve(ARRAYS));
        if (!Sha256.of(arrays).equals(details.sha256)) {
            throw new ModelException("The model in " + directory + " is broken: " + ARRAYS + " is not the file that "
                    + DETAILS + " was written with. Train and save it again.", null);
        }
        NDList parameters = decode(arrays, details.parameters, directory, manager);
        return new SavedModel(parameters, CharacterVocabulary.ofTokens(details.tokens), details.numHiddens,
                details.perplexity == null ? Double.NaN : details.perplexity, details.epochs, details.text);
    }

    /** Reads the arrays in the order of their names, which the file does not keep. */
    private static NDList decode(byte[] arrays, List<String> names, Path directory, NDManager manager) {
        try {
            requireTrueSizes(arrays);
            NDList named = NDList.decode(manager, arrays);
            NDList parameters = new NDList();
            names.forEach(name -> parameters.add(Objects.requireNonNull(named.get(name), name)));
            return parameters;
        } catch (RuntimeException e) {
            throw new ModelException("The model in " + directory + " is broken: " + ARRAYS + " does not have the arrays that "
                    + DETAILS + " names. Train and save it again.", e);
        }
    }

    /** Checks the sizes that the header of the arrays gives, because DJL reserves memory for them before it reads on. */
    private static void requireTrueSizes(byte[] arrays) {
        long headerSize = ByteBuffer.wrap(arrays).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long dataSize = arrays.length - Long.BYTES - headerSize;
        if (headerSize < 0 || dataSize < 0) {
            throw new IllegalArgumentException("the header is longer than the file");
        }
        Map<String, JsonElement> entries = JsonParser.parseString(
                new String(arrays, Long.BYTES, (int) headerSize, StandardCharsets.UTF_8)).getAsJsonObject().asMap();
        entries.forEach((name, entry) -> {
            if (!name.equals("__metadata__")) {
                JsonArray offsets = entry.getAsJsonObject().getAsJsonArray("data_offsets");
                long begin = offsets.get(0).getAsLong();
                long end = offsets.get(1).getAsLong();
                if (begin < 0 || end < begin || end > dataSize) {
                    throw new IllegalArgumentException(name + " is not inside the file");
                }
            }
        });
    }

    private List<String> names() {
        return parameters.size() == NAMES_FROM_SCRATCH.size() ? NAMES_FROM_SCRATCH
                : IntStream.range(0, parameters.size()).mapToObj(i -> "p" + i).toList();
    }

    private byte[] encode(List<String> names) {
        // The names are given to new handles, so that the model's own arrays don't get names.
        try (NDList handles = new NDList()) {
            for (int i = 0; i < names.size(); i++) {
                NDArray handle = parameters.get(i).stopGradient();
                handle.setName(names.get(i));
                handles.add(handle);
            }
            return handles.encode(NDList.Encoding.SAFETENSORS);
        }
    }

    private static Details details(Path file) {
        try {
            Details details = GSON.fromJson(new String(read(file), StandardCharsets.UTF_8), Details.class);
            if (details != null && details.isComplete()) {
                return details;
            }
            throw new ModelException("The model's " + file + " is broken: something is missing in it. "
                    + "Train and save it again.", null);
        } catch (JsonParseException e) {
            throw new ModelException("The model's " + file + " is broken: it is not the JSON that training writes. "
                    + "Train and save it again.", e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ModelException("There is no model here: " + file + " is missing. Train one first.", e);
        } catch (IOException e) {
            throw new ModelException("The model's " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
