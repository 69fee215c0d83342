package org.rnnkit.bench.waiting;

/** A program that prints a line: no command of the kit can answer faster. */
final class BareJvm {

    private BareJvm() {}

    /** Prints a line. */
    public static void main(String[] args) {
        System.out.println("ready");
    }
}
