package org.rnnkit.bench.result;

import ai.djl.engine.Engine;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The machine and the software that were measured.
 *
 * @param system the operating system and the architecture
 * @param processor the processor's name, or "unknown"
 * @param model the processor's family and model, which tell processors of the same name apart; null if not known
 * @param cores the number of processors
 * @param memoryMegabytes the size of the memory
 * @param load the load average of the minute before the run; negative if the system does not report it
 * @param java the virtual machine
 * @param djl DJL's version
 * @param pytorch the version of DJL's PyTorch
 * @param eager the version of eager PyTorch and the library that multiplies its matrices; null if it was not compared
 * @param device cpu or gpu
 */
public record Machine(String system, String processor, String model, int cores, long memoryMegabytes, double load, String java,
        String djl, String pytorch, String eager, String device) {

    /** Describes this machine. Loads the engine. */
    public static Machine here(String device, String eager) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(System.getProperty("os.name") + " " + System.getProperty("os.arch"), Cpu.name(), Cpu.model(),
                system.getAvailableProcessors(), system.getTotalMemorySize() >> 20, system.getSystemLoadAverage(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"), Engine.getDjlVersion(),
                Engine.getInstance().getVersion(), eager, device);
    }

    /** Returns the name of the file for this processor's results. */
    public String fileName() {
        return (processorWords() + (model == null ? "" : " " + model)).toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "")
                + (device.equals("cpu") ? "" : "-" + device) + ".json";
    }

    /** Returns the processor's name without marks of registration. */
    public String processorWords() {
        return processor.replaceAll("\\((R|TM|tm)\\)", "");
    }
}
