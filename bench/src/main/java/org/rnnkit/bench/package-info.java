/**
 * The benchmark: how fast the kit trains beside PyTorch and the bare matrix products, how long its users wait, and whether a
 * change has made either slower. Read {@link org.rnnkit.bench.Bench} first.
 *
 * <p>Measured once, for who looks for more speed:
 * <ul>
 * <li>By hand, tanh, loss, gradients of W_xh and biases, update and step 12's own work take 3.6 ms beside 20.4 ms of products
 * on one thread, so 0.87 of the products is the most there.
 * <li>The reference makes 0.77 of the products on AMD and 0.49 to 0.52 on an Intel processor with AVX-512, where autograd's
 * own products and sums alone make 0.64 to 0.72.
 * <li>On an AMD Zen 4, where AVX-512 takes two cycles, the bare products were 1.48 times and by hand 1.08 times as fast as
 * eager PyTorch at its best.
 * <li>OpenBLAS in place of MKL (LD_PRELOAD): of 40,000 products that two threads computed at the same time, 18 were wrong, or
 * the virtual machine hung.
 * <li>MKL multiplies with W_hh faster by columns on AMD and by rows on Intel; both gave the same bits where it was tried.
 * <li>From 64 to 128 hidden units, the reference's speed became 0.54 times what it was (the number of calls limits it); from
 * 1,024 to 2,048, 0.22 times (the products do). From epoch 50 to 500, memory grew by 0.2 %.
 * <li>torch.nn.RNN and torch.compile were as fast as eager PyTorch on two threads.
 * <li>No gain: large pages, wider vectors (ATEN_CPU_CAPABILITY), AVX-512 requested from MKL, views of all time steps in one
 * call, batched products, the virtual machine's second compiler, temporary arrays closed in the loop.
 * </ul>
 */
package org.rnnkit.bench;
