package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.cli.command.DoctorCommand.CheckResult;
import org.rnnkit.grader.sandbox.EngineTrial;
import org.rnnkit.grader.system.CommandProbe;

/** Tests of the check of a GPU. */
class GpuCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "false | true  | true  | PyTorch 2.7.1, 1 GPU | NVIDIA's driver does not answer          | --gpus all",
        "true  | false | true  | PyTorch 2.7.1, 1 GPU | cudart                                   | Install the CUDA runtime",
        "true  | true  | false | no network           | does not start (see Engine)              | downloads PyTorch for CUDA",
        "true  | true  | true  | PyTorch 2.7.1, CPU   | does not see it: PyTorch 2.7.1, CPU      | Update the driver"})
    void namesTheFirstThingThatIsMissingAndHowToGetIt(boolean driver, boolean cuda, boolean starts, String message,
            String words, String remedy) {
        CheckResult result = check(driver, cuda, starts, message);

        assertThat(result.grade()).isEqualTo(CheckResult.Grade.LACKING);
        assertThat(result.words()).contains(words);
        assertThat(result.remedy()).contains(remedy).endsWith("leave RNNKIT_GPU out: everything works on the CPU, too.");
    }

    @Test
    void namesTheGpuThatWorks() {
        CheckResult result = check(true, true, true, "PyTorch 2.7.1, 1 GPU");

        assertThat(result.grade()).isEqualTo(CheckResult.Grade.GOOD);
        assertThat(result.words()).startsWith("NVIDIA A10, 24 GB").contains("PyTorch uses it");
        assertThat(result.remedy()).isEmpty();
    }

    private static CheckResult check(boolean driver, boolean cuda, boolean starts, String message) {
        return DoctorCommand.gpu(() -> new CommandProbe(driver, driver ? "NVIDIA A10, 24 GB" : "it is not there"), () -> cuda,
                new EngineTrial(starts, message, 1));
    }
}
