package org.rnnkit.bench.result;

import ai.djl.engine.Engine;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where it was measured.
 *
 * @param system operating system and architecture
 * @param processor the processor's name, as far as the system tells
 * @param cores how many processors
 * @param memoryMegabytes how much memory
 * @param load how many programs computed on average in the minute before; negative where the system does not tell
 * @param java the virtual machine
 * @param djl DJL's version
 * @param pytorch the version of DJL's PyTorch
 * @param eager the version of eager PyTorch and what multiplies its matrices; null where there is none
 * @param device cpu or gpu
 */
public record Machine(String system, String processor, int cores, long memoryMegabytes, double load, String java, String djl,
        String pytorch, String eager, String device) {

    /** This one; loads the engine. */
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
