package org.rnnkit.bench.result;

import ai.djl.engine.Engine;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine and the software that were measured.
 *
 * @param system the operating system and the architecture
 * @param processor the processor's name, or "unknown"
 * @param cores the number of processors
 * @param memoryMegabytes the size of the memory
 * @param load the load average of the minute before the run; negative if the system does not report it
 * @param java the virtual machine
 * @param djl DJL's version
 * @param pytorch the version of DJL's PyTorch
 * @param eager the version of eager PyTorch and the library that multiplies its matrices; null if PyTorch is not installed
 * @param device cpu or gpu
 */
public record Machine(String system, String processor, int cores, long memoryMegabytes, double load, String java, String djl,
        String pytorch, String eager, String device) {

    /** Describes this machine. Loads the engine. */
    public static Machine here(String device, String eager) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(System.getProperty("os.name") + " " + System.getProperty("os.arch"), processorName(),
                system.getAvailableProcessors(), system.getTotalMemorySize() >> 20, system.getSystemLoadAverage(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"), Engine.getDjlVersion(),
                Engine.getInstance().getVersion(), eager, device);
    }

    private static String processorName() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
