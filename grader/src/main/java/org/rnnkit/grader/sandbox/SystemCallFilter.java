package org.rnnkit.grader.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;

/**
 * A filter for system calls: a seccomp program in the kernel's classic BPF code, which bubblewrap hands to the kernel. The
 * calls of {@code allowed-system-calls.txt} are allowed, a few of them only with certain arguments. All others, also those of
 * another architecture and those that a later kernel will have, answer that there is no such call. The program reads the
 * call's number and arguments from a {@code struct seccomp_data}; see {@code linux/seccomp.h} and
 * {@code linux/bpf_common.h}.
 */
final class SystemCallFilter {

    private static final int EPERM = 1;
    private static final int ENOMEM = 12;
    private static final int EINVAL = 22;
    private static final int ENOTTY = 25;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    private static final int RETURN_ALLOW = 0x7fff0000;
    private static final int RETURN_ERROR = 0x00050000;

    /** The codes of the instructions: load a word, jump if equal, if at least, if a bit is set, return. */
    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int JUMP_BITS = 0x45;
    private static final int RETURN = 0x06;
    private static final int INSTRUCTION_BYTES = 8;

    /** Offsets in {@code struct seccomp_data}; of the arguments, the lower half of the first. */
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int ARGUMENT_BYTES = 8;

    /** All flags of clone that make a namespace, or that let a child's end send another signal than SIGCHLD. */
    private static final int NAMESPACE_OR_SIGNAL = 0x7e0200ee;
    /** The flag of mmap for large pages, of which the machine has a few and which do not count as the process's memory. */
    private static final int LARGE_PAGES = 0x40000;
    /**
     * Commands of fcntl: to copy a descriptor, and to read and set its flags. Others queue signals, watch a folder or enlarge a
     * pipe; with locks and hints on a file that several workers can read, their steps could talk to each other.
     */
    private static final int[] FILE_COMMANDS = {0, 1, 2, 3, 4, 1030};
    /** Options of prctl: names of threads and of memory, and the length of aarch64's vectors, which Java asks for. */
    private static final int[] PROCESS_OPTIONS = {15, 16, 0x53564d41, 50, 51};
    /** Requests of ioctl: whether it is a terminal (old and new), its size, bytes to read, not to wait, to close on execve. */
    private static final int[] FILE_REQUESTS = {0x5401, 0x802c542a, 0x5413, 0x541b, 0x5421, 0x5450, 0x5451};
    /** Requests of ioctl that type into the terminal of the grader. */
    private static final int[] TERMINAL_INPUT = {0x5412, 0x541c};
    /** Sockets between the process's own threads. Java makes a pair of them and never uses it. */
    private static final int[] UNIX = {1};
    /** The first signal that the kernel queues, in a queue whose length is limited for each user. */
    private static final int FIRST_QUEUED_SIGNAL = 32;

    /** A kind of processor, named as in Java's {@code os.arch}: Linux's number for it, and its column in the list of calls. */
    private enum Machine {
        AMD64(0xc000003e, 1),
        AARCH64(0xc00000b7, 2);

        private final int audit;
        private final int column;

        Machine(int audit, int column) {
            this.audit = audit;
            this.column = column;
        }
    }

    /** An instruction: its code, how many instructions to skip if its condition holds and if not, and its constant. */
    private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

    private final List<Instruction> program = new ArrayList<>();

    private SystemCallFilter() {}

    /**
     * Makes the program for a kind of processor.
     *
     * @param processor its name in Java's property {@code os.arch}
     * @param gpu whether the requests of a GPU's driver are allowed
     * @return the program's bytes; empty if the kit has no filter for this processor
     */
    static Optional<byte[]> of(String processor, boolean gpu) {
        for (Machine machine : Machine.values()) {
            if (machine.name().equalsIgnoreCase(processor)) {
                return Optional.of(new SystemCallFilter().assemble(machine.audit, calls(machine.column), gpu));
            }
        }
        return Optional.empty();
    }

    private byte[] assemble(int architecture, Map<String, Integer> calls, boolean gpu) {
        load(ARCHITECTURE);
        add(JUMP_EQUAL, 1, 0, architecture);
        answer(ENOSYS);
        load(NUMBER);
        // clone3 is not on the list, because its flags are in memory, which a filter can't read: the C library then uses clone.
        refuse(calls.remove("clone"), 0, JUMP_BITS, EPERM, NAMESPACE_OR_SIGNAL);
        refuse(calls.remove("mmap"), 3, JUMP_BITS, ENOMEM, LARGE_PAGES);
        refuse(calls.remove("kill"), 1, JUMP_AT_LEAST, EINVAL, FIRST_QUEUED_SIGNAL);
        refuse(calls.remove("tgkill"), 2, JUMP_AT_LEAST, EINVAL, FIRST_QUEUED_SIGNAL);
        allowOnly(calls.remove("fcntl"), 1, EINVAL, FILE_COMMANDS);
        allowOnly(calls.remove("prctl"), 0, EINVAL, PROCESS_OPTIONS);
        allowOnly(calls.remove("socketpair"), 0, EAFNOSUPPORT, UNIX);
        allowOnly(calls.remove("socket"), 0, EAFNOSUPPORT);
        if (gpu) {
            refuse(calls.remove("ioctl"), 1, JUMP_EQUAL, EPERM, TERMINAL_INPUT);
        } else {
            allowOnly(calls.remove("ioctl"), 1, ENOTTY, FILE_REQUESTS);
        }
        calls.values().forEach(this::allowIf);
        answer(ENOSYS);
        ByteBuffer bytes = ByteBuffer.allocate(program.size() * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        program.forEach(next -> bytes.putShort((short) next.code()).put((byte) next.ifTrue()).put((byte) next.ifFalse())
                .putInt(next.value()));
        return bytes.array();
    }

    /** Reads the allowed calls and their numbers on a machine. */
    private static Map<String, Integer> calls(int column) {
        String list = Uncheck.get(() -> IOUtils.toString(
                SystemCallFilter.class.getResource("allowed-system-calls.txt"), StandardCharsets.UTF_8));
        Map<String, Integer> calls = new LinkedHashMap<>();
        list.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(" +"))
                .filter(call -> !call[column].equals("-"))
                .forEach(call -> calls.put(call[0], Integer.valueOf(call[column])));
        return calls;
    }

    /** Allows a call unless a condition holds for one of its arguments and one of the values. */
    private void refuse(int call, int argument, int condition, int error, int... values) {
        judge(call, argument, () -> {
            for (int value : values) {
                add(condition, 0, 1, value);
                answer(error);
            }
            add(RETURN, 0, 0, RETURN_ALLOW);
        });
    }

    /** Allows a call only if one of its arguments has one of the values. */
    private void allowOnly(int call, int argument, int error, int... values) {
        judge(call, argument, () -> {
            for (int value : values) {
                allowIf(value);
            }
            answer(error);
        });
    }

    /** Adds instructions for one call; the last of them returns. */
    private void judge(int call, int argument, Runnable instructions) {
        int jump = program.size();
        add(JUMP_EQUAL, 0, 0, call);
        load(FIRST_ARGUMENT + argument * ARGUMENT_BYTES);
        instructions.run();
        program.set(jump, new Instruction(JUMP_EQUAL, 0, program.size() - jump - 1, call));
    }

    private void allowIf(int value) {
        add(JUMP_EQUAL, 0, 1, value);
        add(RETURN, 0, 0, RETURN_ALLOW);
    }

    private void answer(int error) {
        add(RETURN, 0, 0, RETURN_ERROR | error);
    }

    private void load(int offset) {
        add(LOAD, 0, 0, offset);
    }

    private void add(int code, int ifTrue, int ifFalse, int value) {
        program.add(new Instruction(code, ifTrue, ifFalse, value));
    }
}
