package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

/** Tests of the choice of a device by name, with and without a GPU. */
class DeviceChoiceTest {

    @Test
    void choosesTheGpuIfThereIsOne() {
        assertThat(DeviceChoice.of("auto", () -> 1)).isEqualTo(new DeviceChoice(Device.gpu(), ""));
        assertThat(DeviceChoice.of("gpu", () -> 2)).isEqualTo(new DeviceChoice(Device.gpu(), ""));
        assertThat(DeviceChoice.of("cpu", () -> 1)).isEqualTo(new DeviceChoice(Device.cpu(), ""));
    }

    @Test
    void fallsBackToTheCpuAndSaysSo() {
        DeviceChoice choice = DeviceChoice.of("auto", () -> 0);

        assertThat(choice.device()).isEqualTo(Device.cpu());
        assertThat(choice.note()).contains("No GPU", "CPU");
    }

    @Test
    void rejectsAMissingGpu() {
        assertThatThrownBy(() -> DeviceChoice.of("gpu", () -> 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("no GPU", "cpu or auto", "-Pgpu").hasMessageNotContaining("\n");
    }

    @Test
    void rejectsUnknownNames() {
        assertThatThrownBy(() -> DeviceChoice.of("tpu")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("tpu", "auto, cpu or gpu");
    }

    @Test
    void needsNoEngineForTheCpu() {
        assertThat(DeviceChoice.of("cpu", () -> {
            throw new IllegalStateException("asked");
        }).device()).isEqualTo(Device.cpu());
    }
}
