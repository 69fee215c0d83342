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
     * @param name the device's name
     * @return the choice
     * @throws IllegalArgumentException if the name is unknown, or if it is "gpu" and PyTorch finds no GPU
     */
    public static DeviceChoice of(DeviceName name) {
        return of(name, () -> Engine.getInstance().getGpuCount());
    }

    static DeviceChoice of(DeviceName name, IntSupplier gpuCount) {
        return switch (name) {
            case CPU -> new DeviceChoice(Device.cpu(), "");
            case GPU -> {
                if (gpuCount.getAsInt() < 1) {
                    throw new IllegalArgumentException("There is no GPU that PyTorch can use here. Choose the device"
                            + " cpu or auto; or, on a machine with an NVIDIA GPU, build the kit with -Pgpu.");
                }
                yield new DeviceChoice(Device.gpu(), "");
            }
            case AUTO -> gpuCount.getAsInt() < 1
                    ? new DeviceChoice(Device.cpu(), "No GPU that PyTorch can use: training on the CPU.")
                    : new DeviceChoice(Device.gpu(), "");
        };
    }
}
