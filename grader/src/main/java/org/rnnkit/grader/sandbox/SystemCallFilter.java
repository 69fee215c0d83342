package org.rnnkit.grader.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A filter for system calls: a seccomp program in the kernel's classic BPF code, which a sandbox hands to the kernel. It
 * denies what no step needs and what reaches past the sandbox or its limits, such as the keyrings of the user who grades. The
 * program reads the call's number and arguments from a {@code struct seccomp_data}; see {@code linux/seccomp.h} and
 * {@code linux/bpf_common.h}.
 */
final class SystemCallFilter {

    /** The sentence in a report if there is no filter. */
    static final String MISSING = "system calls are not filtered: the code can reach the keyrings of this user and parts of "
            + "the kernel that it does not need, and take space on the disk that is not counted";

    /** Linux's numbers for "operation not permitted", "function not implemented" and "address family not supported". */
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    private static final int RETURN_ALLOW = 0x7fff0000;
    private static final int RETURN_ERROR = 0x00050000;
    private static final int RETURN_KILL = 0x80000000;

    /** The codes of the instructions: load a word, jump if equal, if at least, if a bit is set, return. */
    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int JUMP_BITS = 0x45;
    private static final int RETURN = 0x06;
    private static final int INSTRUCTION_BYTES = 8;

    /** Offsets in {@code struct seccomp_data}; of an argument, its lower half. */
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    /** All flags of clone that make a namespace. */
    private static final int NEW_NAMESPACE = 0x7e020080;
    /** Sockets in files, IPv4, IPv6 and the kernel's list of network interfaces, which Java reads. */
    private static final int[] SOCKET_FAMILIES = {1, 2, 10, 16};
    /** Requests of ioctl that type into the terminal of the grader. */
    private static final int[] TERMINAL_INPUT = {0x5412, 0x541c};

    /** A kind of processor, with Linux's number for it and the numbers of the calls whose arguments the filter reads. */
    private enum Machine {
        X86_64("amd64", 0xc000003e, 1, 56, 435, 41, 16),
        AARCH64("aarch64", 0xc00000b7, 2, 220, 435, 198, 29);

        private final String java;
        private final int audit;
        private final int column;
        private final int clone;
        private final int clone3;
        private final int socket;
        private final int ioctl;

        Machine(String java, int audit, int column, int clone, int clone3, int socket, int ioctl) {
            this.java = java;
            this.audit = audit;
            this.column = column;
            this.clone = clone;
            this.clone3 = clone3;
            this.socket = socket;
            this.ioctl = ioctl;
        }
    }

    private final Machine machine;
    private final List<Instruction> program = new ArrayList<>();

    /** An instruction: a code, how many instructions to skip if its condition is true and if not, and its constant. */
    private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

    private SystemCallFilter(Machine machine) {
        this.machine = machine;
    }

    /**
     * Makes the program for a kind of processor.
     *
     * @param processor its name in Java's property {@code os.arch}
     * @return the program's bytes; empty if the kit has no filter for this processor
     */
    static Optional<byte[]> of(String processor) {
        for (Machine machine : Machine.values()) {
            if (machine.java.equals(processor)) {
                return Optional.of(new SystemCallFilter(machine).assemble());
            }
        }
        return Optional.empty();
    }

    private byte[] assemble() {
        load(ARCHITECTURE);
        // Programs of another architecture have other numbers, which this filter does not know.
        add(JUMP_EQUAL, 1, 0, machine.audit);
        add(RETURN, 0, 0, RETURN_KILL);
        load(NUMBER);
        if (machine == Machine.X86_64) {
            // The numbers of x32, a second set on the same architecture.
            returnIf(JUMP_AT_LEAST, 0x40000000, ENOSYS);
        }
        // Its flags are in memory, which a filter can't read. Told that it does not exist, the C library uses clone.
        returnIf(JUMP_EQUAL, machine.clone3, ENOSYS);
        denied().forEach(number -> returnIf(JUMP_EQUAL, number, EPERM));
        ifCalled(machine.clone, FIRST_ARGUMENT, () -> returnIf(JUMP_BITS, NEW_NAMESPACE, EPERM));
        ifCalled(machine.ioctl, SECOND_ARGUMENT, () -> {
            for (int request : TERMINAL_INPUT) {
                returnIf(JUMP_EQUAL, request, EPERM);
            }
        });
        ifCalled(machine.socket, FIRST_ARGUMENT, () -> {
            for (int family : SOCKET_FAMILIES) {
                allowIf(family);
            }
            add(RETURN, 0, 0, RETURN_ERROR | EAFNOSUPPORT);
        });
        add(RETURN, 0, 0, RETURN_ALLOW);
        ByteBuffer bytes = ByteBuffer.allocate(program.size() * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        program.forEach(next -> bytes.putShort((short) next.code()).put((byte) next.ifTrue()).put((byte) next.ifFalse())
                .putInt(next.value()));
        return bytes.array();
    }

    /** Reads the denied calls of this machine. */
    private List<Integer> denied() {
        try (InputStream file = SystemCallFilter.class.getResourceAsStream("denied-system-calls.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +")[machine.column]).filter(number -> !number.equals("-"))
                    .map(Integer::valueOf).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The kit's own denied-system-calls.txt can't be read", e);
        }
    }

    /** Adds instructions for one call. They look at one of its arguments; if none of them returns, the call is allowed. */
    private void ifCalled(int number, int argument, Runnable instructions) {
        int jump = program.size();
        add(JUMP_EQUAL, 0, 0, number);
        load(argument);
        instructions.run();
        add(RETURN, 0, 0, RETURN_ALLOW);
        program.set(jump, new Instruction(JUMP_EQUAL, 0, program.size() - jump - 1, number));
    }

    private void returnIf(int jump, int value, int error) {
        add(jump, 0, 1, value);
        add(RETURN, 0, 0, RETURN_ERROR | error);
    }

    private void allowIf(int value) {
        add(JUMP_EQUAL, 0, 1, value);
        add(RETURN, 0, 0, RETURN_ALLOW);
    }

    private void load(int offset) {
        add(LOAD, 0, 0, offset);
    }

    private void add(int code, int ifTrue, int ifFalse, int value) {
        program.add(new Instruction(code, ifTrue, ifFalse, value));
    }
}
