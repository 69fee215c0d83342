package org.rnnkit.cli.authoring;

/**
 * A call of the toolkit, of DJL or of another step in a step's solution.
 *
 * @param type the simple name of the type whose method or constructor is called
 * @param name the method's name, or "new"
 * @param kind the kind of the call
 * @param line the line of the solution in which the call stands
 */
record ApiCall(String type, String name, Kind kind, long line) {

    /** A kind of call. */
    enum Kind { METHOD, STATIC_METHOD, CONSTRUCTOR }

    /** Writes the call with its type. */
    @Override
    public String toString() {
        return kind == Kind.CONSTRUCTOR ? "new " + type + "(...)" : type + "." + name + "(...)";
    }
}
