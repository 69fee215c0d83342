package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.DeviceChoice.DeviceName;

/** Tests of the choice of a device by name, with and without a GPU. */
class DeviceChoiceTest {

    @Test
    void takesTheGpuWhereThereIsOne() {
        assertThat(DeviceChoice.of(DeviceName.AUTO, () -> 1)).isEqualTo(new DeviceChoice(Device.gpu(), ""));
        assertThat(DeviceChoice.of(DeviceName.GPU, () -> 2)).isEqualTo(new DeviceChoice(Device.gpu(), ""));
        assertThat(DeviceChoice.of(DeviceName.CPU, () -> 1)).isEqualTo(new DeviceChoice(Device.cpu(), ""));
    }

    @Test
    void fallsBackToTheCpuAndSaysSo() {
        DeviceChoice choice = DeviceChoice.of(DeviceName.AUTO, () -> 0);

        assertThat(choice.device()).isEqualTo(Device.cpu());
        assertThat(choice.note()).contains("No GPU", "CPU");
    }

    @Test
    void refusesAGpuThatIsNotThere() {
        assertThatThrownBy(() -> DeviceChoice.of(DeviceName.GPU, () -> 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("no GPU", "cpu or auto", "-Pgpu").hasMessageNotContaining("\n");
    }

    @Test
    void findsKnownNamesOnly() {
        assertThat(DeviceName.find("tpu")).isEmpty();
        assertThat(DeviceName.find("gpu")).contains(DeviceName.GPU);
    }

    @Test
    void asksForNoEngineWhereTheCpuIsNamed() {
        assertThat(DeviceChoice.of(DeviceName.CPU, () -> {
            throw new IllegalStateException("asked");
        }).device()).isEqualTo(Device.cpu());
    }
}
