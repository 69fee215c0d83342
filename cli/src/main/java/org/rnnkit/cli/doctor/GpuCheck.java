package org.rnnkit.cli.doctor;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.rnnkit.grader.sandbox.EngineTrial;
import org.rnnkit.grader.system.CommandProbe;

/** The check of a GPU, for a user who has asked for one with RNNKIT_GPU=1. It names the first thing that is missing. */
final class GpuCheck {

    private static final String SUBJECT = "GPU";
    private static final String OR_CPU = " Or leave RNNKIT_GPU out: everything works on the CPU, too.";

    private final Supplier<CommandProbe> driver;
    private final BooleanSupplier hasCuda;
    private final EngineTrial engine;

    /**
     * Makes a check, without running it.
     *
     * @param driver asks NVIDIA's driver for the names of the GPUs
     * @param hasCuda looks for the library of the CUDA runtime
     * @param engine the result of starting the engine with RNNKIT_GPU=1
     */
    GpuCheck(Supplier<CommandProbe> driver, BooleanSupplier hasCuda, EngineTrial engine) {
        this.driver = driver;
        this.hasCuda = hasCuda;
        this.engine = engine;
    }

    CheckResult run() {
        CommandProbe gpus = driver.get();
        if (!gpus.succeeded()) {
            return CheckResult.lacking(SUBJECT, "NVIDIA's driver does not answer: " + gpus.line(),
                    "Install NVIDIA's driver, until nvidia-smi shows the GPU. A container needs NVIDIA's Container Toolkit and "
                            + "the option --gpus all." + OR_CPU);
        }
        if (!hasCuda.getAsBoolean()) {
            return CheckResult.lacking(SUBJECT, gpus.line() + ", but the library of the CUDA runtime (cudart) is missing, by "
                    + "which DJL chooses its build of PyTorch",
                    "Install the CUDA runtime of a version that nvidia-smi shows as possible." + OR_CPU);
        }
        if (!engine.works()) {
            return CheckResult.lacking(SUBJECT, gpus.line() + ", but PyTorch for CUDA does not start (see Engine)",
                    "DJL downloads PyTorch for CUDA at the first start. This needs the network once, and several GB of disk in "
                            + "the home folder." + OR_CPU);
        }
        if (!engine.message().contains(SUBJECT)) {
            return CheckResult.lacking(SUBJECT, gpus.line() + ", but PyTorch does not see it: " + engine.message(),
                    "The driver may be older than the CUDA that PyTorch was built for. Update the driver." + OR_CPU);
        }
        return CheckResult.good(SUBJECT, gpus.line() + ": PyTorch uses it");
    }
}
