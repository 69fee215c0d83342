package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of the system properties that the engine reads when it loads, and of the choice of a device. */
class EngineSettingsTest {

    private static final List<String> NAMES =
            List.of("ai.djl.pytorch.num_threads", "ai.djl.pytorch.num_interop_threads", "OPT_OUT_TRACKING");

    private Properties before;

    @BeforeEach
    void clear() {
        before = (Properties) System.getProperties().clone();
        NAMES.forEach(System::clearProperty);
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void setsThePropertiesOfTheEngine() {
        EngineSettings.apply(3);

        assertThat(NAMES).extracting(System::getProperty).containsExactly("3", "1", "true");
    }

    @Test
    void rejectsLessThanOneThreadAndSetsNothing() {
        assertThatThrownBy(() -> EngineSettings.apply(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, but is 0");
        assertThat(NAMES).extracting(System::getProperty).containsOnlyNulls();
    }

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
