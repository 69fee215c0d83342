package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of models that are saved, perhaps damaged, and loaded. */
class SavedModelTest {

    private static final Vocabulary VOCABULARY = CharacterVocabulary.of("time traveller");

    @TempDir
    private Path folder;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void loadsTheModelThatWasSaved() {
        NDList parameters = parameters(5);
        new SavedModel(parameters, VOCABULARY, 4, 1.25, 500, "the kit's own story").save(folder.resolve("runs/one"));

        SavedModel loaded = SavedModel.load(folder.resolve("runs/one"), manager);

        assertSameArrays(loaded.parameters(), parameters);
        assertThat(loaded.parameters()).extracting(NDArray::getName)
                .containsExactly("W_xh", "W_hh", "b_h", "W_hq", "b_q");
        assertThat(CharacterVocabulary.tokens(loaded.vocabulary()))
                .isEqualTo(CharacterVocabulary.tokens(VOCABULARY));
        assertThat(loaded.vocabulary().getIndex("?")).isZero();
        assertThat(loaded.numHiddens()).isEqualTo(4);
        assertThat(loaded.perplexity()).isEqualTo(1.25);
        assertThat(loaded.epochs()).isEqualTo(500);
        assertThat(loaded.text()).isEqualTo("the kit's own story");
        assertThat(folder.resolve("runs/one").toFile().list())
                .containsExactlyInAnyOrder("model.safetensors", "model.json");
    }

    @Test
    void keepsTheOrderOfAnyNumberOfParameters() {
        NDList parameters = parameters(12);
        model(parameters).save(folder);

        assertSameArrays(SavedModel.load(folder, manager).parameters(), parameters);
    }

    @Test
    void savingDoesNotChangeTheParameters() {
        NDList parameters = parameters(5);
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        int before = manager.getManagedArrays().size();
        model(parameters).save(folder);

        assertThat(parameters).allMatch(NDArray::hasGradient).extracting(NDArray::getName).containsOnlyNulls();
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void savesAnUntrainedModel() {
        model(parameters(5)).save(folder);

        assertThat(SavedModel.load(folder, manager).perplexity()).isNaN();
    }

    @Test
    void namesAMissingFile() throws IOException {
        assertRejected("model.json is missing");

        model(parameters(5)).save(folder);
        Files.delete(folder.resolve("model.safetensors"));
        assertRejected("model.safetensors is missing");
    }

    @Test
    void namesABrokenFile() throws IOException {
        model(parameters(5)).save(folder);
        Path details = folder.resolve("model.json");
        String whole = Files.readString(details);

        Files.writeString(details, whole.substring(0, whole.length() / 2));
        assertRejected("is not the JSON");
        Files.writeString(details, "");
        assertRejected("something is missing in it");
        Files.writeString(details, whole.replace("numHiddens", "numHidden"));
        assertRejected("something is missing in it");

        Files.writeString(details, whole.replace("\"W_xh\"", "null"));
        assertRejected("something is missing in it");
        Files.writeString(details, whole.replaceFirst("(\"numHiddens\": )4", "$1-4"));
        assertRejected("something is missing in it");
        Files.writeString(details, whole.replace("\"W_xh\"", "\"W_yh\""));
        assertRejected("does not have the arrays that model.json names");

        Files.writeString(details, whole);
        Files.write(folder.resolve("model.safetensors"), new byte[1], StandardOpenOption.APPEND);
        assertRejected("model.safetensors is not the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0008\0\0\0\0\0\0\0{}      ", "\u0004\0\0\0\0\0\0\0[[[["})
    void namesArraysThatCannotBeRead(String arrays) throws IOException {
        replaceArrays(arrays);
        assertRejected("does not have the arrays");
    }

    /** DJL would reserve as much memory before it reads on. */
    @Test
    void rejectsArraysThatClaimToBeLargerThanTheirFile() throws IOException {
        replaceArrays("\0\0\0\u007F\0\0\0\0{}");
        assertThatThrownBy(() -> SavedModel.load(folder, manager)).hasRootCauseMessage("the header is longer than the file");

        replaceArrays("\u0042\0\0\0\0\0\0\0{\"W_xh\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,2100000000]}}");
        assertThatThrownBy(() -> SavedModel.load(folder, manager)).hasRootCauseMessage("W_xh is not inside the file");
    }

    private void replaceArrays(String content) throws IOException {
        model(parameters(5)).save(folder);
        byte[] arrays = content.getBytes(StandardCharsets.UTF_8);
        Path details = folder.resolve("model.json");
        Files.writeString(details, Files.readString(details).replaceFirst("(\"sha256\": \")\\w+", "$1" + Sha256.of(arrays)));
        Files.write(folder.resolve("model.safetensors"), arrays);
    }

    @Test
    void detectsFilesFromTwoModels() throws IOException {
        model(parameters(5)).save(folder);
        model(new NDList(manager.ones(new Shape(2)))).save(folder.resolve("other"));
        Files.delete(folder.resolve("model.json"));
        Files.copy(folder.resolve("other/model.json"), folder.resolve("model.json"));

        assertRejected("model.safetensors is not the file");
    }

    private void assertRejected(String problem) {
        assertThatThrownBy(() -> SavedModel.load(folder, manager)).isInstanceOf(ModelException.class)
                .hasMessageContainingAll(folder.toString(), problem).hasMessageNotContaining("\n");
    }

    private static SavedModel model(NDList parameters) {
        return new SavedModel(parameters, VOCABULARY, 4, Double.NaN, 0, "the kit's own story");
    }

    private NDList parameters(int count) {
        NDList parameters = new NDList();
        for (int i = 0; i < count; i++) {
            parameters.add(manager.randomNormal(new Shape(2, i + 1)));
        }
        return parameters;
    }

    private static void assertSameArrays(NDList actual, NDList expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).getShape()).isEqualTo(expected.get(i).getShape());
            assertThat(actual.get(i).toFloatArray()).isEqualTo(expected.get(i).toFloatArray());
        }
    }
}
