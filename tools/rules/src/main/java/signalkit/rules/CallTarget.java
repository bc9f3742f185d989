package signalkit.rules;

import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;

/** Where a call may lead. */
sealed interface CallTarget {
    /** Imported code, which is searched in turn. */
    record Code(Method method) implements CallTarget {}

    /** Library code, which the table of leaves has to judge. */
    record Leaf(MethodRef method) implements CallTarget {}

    /** A call whose code cannot be known. */
    record Unknown(MethodRef method, String why) implements CallTarget {}
}
