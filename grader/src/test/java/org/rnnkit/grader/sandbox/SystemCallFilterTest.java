package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the filter's program, by running it as the kernel would. */
class SystemCallFilterTest {

    private static final int X86_64 = 0xc000003e;
    private static final int AARCH64 = 0xc00000b7;
    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int NOT_PERMITTED = 0x00050001;
    private static final int NOT_IMPLEMENTED = 0x00050026;
    private static final int NO_SUCH_FAMILY = 0x00050061;

    /** The calls are keyctl, memfd_create, ptrace, io_uring_setup, bpf, mount, fallocate; read, openat, futex, execve, mmap. */
    @ParameterizedTest
    @CsvSource({"250, 219, false", "319, 279, false", "101, 117, false", "425, 425, false", "321, 280, false",
        "165, 40, false", "285, 47, false", "0, 63, true", "257, 56, true", "202, 98, true", "59, 221, true", "9, 222, true"})
    void deniesOnlyWhatNoStepNeeds(int onX86, int onArm, boolean allowed) {
        int expected = allowed ? ALLOW : NOT_PERMITTED;
        assertThat(run("amd64", X86_64, onX86, 0, 0)).isEqualTo(expected);
        assertThat(run("aarch64", AARCH64, onArm, 0, 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"amd64, 0xc000003e, 56, 41, 16", "aarch64, 0xc00000b7, 220, 198, 29"})
    void judgesSomeCallsByTheirArguments(String processor, String machine, int clone, int socket, int ioctl) {
        int audit = Integer.parseUnsignedInt(machine.substring(2), 16);
        int threadOfJava = 0x003d0f00;
        int newUserNamespace = 0x10000000 | 17;
        assertThat(run(processor, audit, clone, threadOfJava, 0)).isEqualTo(ALLOW);
        assertThat(run(processor, audit, clone, 17, 0)).as("fork").isEqualTo(ALLOW);
        assertThat(run(processor, audit, clone, newUserNamespace, 0)).isEqualTo(NOT_PERMITTED);
        assertThat(run(processor, audit, 435, 0, 0)).as("clone3").isEqualTo(NOT_IMPLEMENTED);
        assertThat(run(processor, audit, socket, 1, 0)).as("a socket in a file").isEqualTo(ALLOW);
        assertThat(run(processor, audit, socket, 40, 0)).as("a socket to the host").isEqualTo(NO_SUCH_FAMILY);
        assertThat(run(processor, audit, ioctl, 0, 0x5413)).as("the size of a terminal").isEqualTo(ALLOW);
        assertThat(run(processor, audit, ioctl, 0, 0x5412)).as("typing into a terminal").isEqualTo(NOT_PERMITTED);
    }

    @Test
    void knowsNoOtherArchitecture() {
        assertThat(run("amd64", 0x40000003, 3, 0, 0)).as("32 bits").isEqualTo(KILL);
        assertThat(run("amd64", X86_64, 0x40000000 | 9, 0, 0)).as("x32").isEqualTo(NOT_IMPLEMENTED);
        assertThat(SystemCallFilter.of("riscv64")).isEmpty();
    }

    /** Runs the program on a call: its number and the lower halves of its first two arguments. */
    private static int run(String processor, int audit, int number, int first, int second) {
        ByteBuffer program = ByteBuffer.wrap(SystemCallFilter.of(processor).orElseThrow()).order(ByteOrder.LITTLE_ENDIAN);
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
                        default -> throw new AssertionError("reads at " + value);
                    };
                    break;
                default:
                    at += 8 * Byte.toUnsignedInt(program.get(at + (jumps ? 2 : 3)));
            }
        }
    }
}
