package signalkit.rules;

/** Where a call may lead. */
sealed interface Target {
    /** Imported code, which is searched in turn. */
    record Code(Method method) implements Target {}

    /** Library code, which the table of leaves has to judge. */
    record Leaf(MethodRef method) implements Target {}

    /** A call whose code cannot be known. */
    record Unknown(MethodRef method, String why) implements Target {}
}
