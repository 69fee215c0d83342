package org.rnnkit.testkit.cases;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.rnnkit.testkit.Evidence;

/** A thread that has not loaded the engine, which behaves in another way there. A new one for each case would cost time. */
public final class OtherThread {

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(() -> {
            JniUtils.setNumThreads(1); // a setting of each thread
            task.run();
        }, "another thread");
        thread.setDaemon(true);
        return thread;
    });

    private OtherThread() {}

    /** Makes a call on the other thread, and throws what it throws. */
    public static <T> T call(Supplier<T> call) {
        Evidence evidence = Evidence.current();
        try {
            return CompletableFuture.supplyAsync(() -> {
                evidence.collectOfThisThread();
                return call.get();
            }, THREAD).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw (Error) e.getCause();
        }
    }
}
