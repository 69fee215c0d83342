package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the filter's program, by running it as the kernel would. */
class SystemCallFilterTest {

    private static final int X86_64 = 0xc000003e;
    private static final int AARCH64 = 0xc00000b7;
    private static final int ALLOW = 0x7fff0000;
    private static final int NOT_PERMITTED = 0x00050001;
    private static final int INVALID = 0x00050016;
    private static final int NO_TERMINAL = 0x00050019;
    private static final int NO_SUCH_CALL = 0x00050026;
    private static final int NO_SUCH_FAMILY = 0x00050061;

    /** The calls are read, openat, futex, execve, mmap, exit_group. */
    @ParameterizedTest
    @CsvSource({"0, 63", "257, 56", "202, 98", "59, 221", "9, 222", "231, 94"})
    void allowsTheCallsOfTheList(int onX86, int onArm) {
        assertThat(run("amd64", X86_64, onX86, 0, 0)).isEqualTo(ALLOW);
        assertThat(run("aarch64", AARCH64, onArm, 0, 0)).isEqualTo(ALLOW);
    }

    /** Whoever allows one more has to change this number, and to say in the list why. */
    @ParameterizedTest
    @CsvSource({"amd64, 0xc000003e, 147", "aarch64, 0xc00000b7, 120"})
    void allowsNoOthers(String processor, String machine, int allowed) {
        int audit = Integer.parseUnsignedInt(machine.substring(2), 16);
        byte[] program = SystemCallFilter.of(processor, false).orElseThrow();
        int[] answers = IntStream.range(0, 0x1000).map(number -> run(program, audit, number, 0, 0)).toArray();

        assertThat(Arrays.stream(answers).filter(answer -> answer == ALLOW).count()).isEqualTo(allowed);
        assertThat(Arrays.stream(answers).distinct()).contains(NO_SUCH_CALL).doesNotContain(0);
    }

    @ParameterizedTest
    @CsvSource({"amd64, 0xc000003e, 56, 41, 16, 62", "aarch64, 0xc00000b7, 220, 198, 29, 129"})
    void judgesSomeCallsByTheirArguments(String processor, String machine, int clone, int socket, int ioctl, int kill) {
        int audit = Integer.parseUnsignedInt(machine.substring(2), 16);
        int threadOfJava = 0x003d0f00;
        int newUserNamespace = 0x10000000 | 17;
        assertThat(run(processor, audit, clone, threadOfJava, 0)).isEqualTo(ALLOW);
        assertThat(run(processor, audit, clone, 17, 0)).as("fork").isEqualTo(ALLOW);
        assertThat(run(processor, audit, clone, newUserNamespace, 0)).isEqualTo(NOT_PERMITTED);
        assertThat(run(processor, audit, clone, 34, 0)).as("a queued signal at the child's end").isEqualTo(NOT_PERMITTED);
        assertThat(run(processor, audit, 435, 0, 0)).as("clone3").isEqualTo(NO_SUCH_CALL);
        assertThat(run(processor, audit, socket, 1, 0)).as("a socket in a file").isEqualTo(NO_SUCH_FAMILY);
        assertThat(run(processor, audit, socket, 40, 0)).as("a socket to the host").isEqualTo(NO_SUCH_FAMILY);
        assertThat(run(processor, audit, ioctl, 0, 0x5413)).as("the size of a terminal").isEqualTo(ALLOW);
        assertThat(run(processor, audit, ioctl, 0, 0x5412)).as("typing into a terminal").isEqualTo(NO_TERMINAL);
        assertThat(run(processor, audit, kill, 1, 31)).isEqualTo(ALLOW);
        assertThat(run(processor, audit, kill, 1, 32)).as("a signal that is queued").isEqualTo(INVALID);
        assertThat(run(processor, audit, kill, 1, -1)).isEqualTo(INVALID);
    }

    /** Java takes an error for a length, and then computes with vectors that the processor does not have. */
    @Test
    void tellsTheLengthOfVectors() {
        assertThat(run("aarch64", AARCH64, 167, 51, 0)).isEqualTo(ALLOW);
        assertThat(run("aarch64", AARCH64, 167, 4, 0)).as("what a debugger may do").isEqualTo(INVALID);
    }

    @Test
    void allowsTheRequestsOfAGpuButNoTyping() {
        byte[] program = SystemCallFilter.of("amd64", true).orElseThrow();
        assertThat(run(program, X86_64, 16, 0, 0xc0384627)).isEqualTo(ALLOW);
        assertThat(run(program, X86_64, 16, 0, 0x5412)).isEqualTo(NOT_PERMITTED);
        assertThat(run("amd64", X86_64, 16, 0, 0xc0384627)).as("without a GPU").isEqualTo(NO_TERMINAL);
    }

    @Test
    void knowsNoOtherArchitecture() {
        assertThat(run("amd64", 0x40000003, 3, 0, 0)).as("32 bits").isEqualTo(NO_SUCH_CALL);
        assertThat(run("amd64", X86_64, 0x40000000 | 9, 0, 0)).as("x32").isEqualTo(NO_SUCH_CALL);
        assertThat(SystemCallFilter.of("riscv64", false)).isEmpty();
    }

    /** Runs the program on a call: its number and the lower halves of its first two arguments. */
    private static int run(String processor, int audit, int number, int first, int second) {
        return run(SystemCallFilter.of(processor, false).orElseThrow(), audit, number, first, second);
    }

    private static int run(byte[] bytes, int audit, int number, int first, int second) {
        ByteBuffer program = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int accumulator = 0;
        for (int at = 0; true; at += 8) {
            int value = program.getInt(at + 4);
            boolean jumps = switch (program.getShort(at)) {
                case 0x15 -> accumulator == value;
                case 0x35 -> Integer.compareUnsigned(accumulator, value) >= 0;
                case 0x45 -> (accumulator & value) != 0;
                default -> false;
            };
            switch (program.getShort(at)) {
                case 0x06:
                    return value;
                case 0x20:
                    accumulator = switch (value) {
                        case 0 -> number;
                        case 4 -> audit;
                        case 16 -> first;
                        case 24 -> second;
                        case 32, 40 -> 0;
                        default -> throw new AssertionError("reads at " + value);
                    };
                    break;
                default:
                    at += 8 * Byte.toUnsignedInt(program.get(at + (jumps ? 2 : 3)));
            }
        }
    }
}
