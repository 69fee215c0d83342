package org.rnnkit.toolkit;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.function.IntSupplier;

/**
 * The device to compute on.
 *
 * @param device the device
 * @param note what the user should know about the choice; empty if nothing
 */
public record DeviceChoice(Device device, String note) {

    /**
     * Chooses a device by name. This loads the engine, unless the name is "cpu".
     *
     * @param name "auto" (a GPU if one can be used), "cpu" or "gpu"
     * @return the choice
     * @throws IllegalArgumentException if the name is unknown, or if it is "gpu" and there is none
     */
    public static DeviceChoice of(String name) {
        return of(name, () -> Engine.getInstance().getGpuCount());
    }

    static DeviceChoice of(String name, IntSupplier gpuCount) {
        return switch (name) {
            case "cpu" -> new DeviceChoice(Device.cpu(), "");
            case "gpu" -> {
                if (gpuCount.getAsInt() < 1) {
                    throw new IllegalArgumentException("There is no GPU that PyTorch can use here. Choose the device"
                            + " cpu or auto; or, on a machine with an NVIDIA GPU, build the kit with -Pgpu.");
                }
                yield new DeviceChoice(Device.gpu(), "");
            }
            case "auto" -> gpuCount.getAsInt() < 1
                    ? new DeviceChoice(Device.cpu(), "No GPU that PyTorch can use: training on the CPU.")
                    : new DeviceChoice(Device.gpu(), "");
            default -> throw new IllegalArgumentException(
                    "There is no device \"" + name + "\": choose auto, cpu or gpu.");
        };
    }
}
