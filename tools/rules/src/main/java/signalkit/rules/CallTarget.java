package signalkit.rules;

import java.util.List;
import java.util.Set;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Origin;

/** Where a call may lead. */
sealed interface CallTarget {
    /**
     * Imported code, which is searched in turn.
     *
     * @param captured what a lambda gives its body before the arguments of the call
     * @param isLambda whether the body of a lambda is called instead of a method of the receiver
     */
    record Code(Method method, List<Set<Origin>> captured, boolean isLambda) implements CallTarget {
        static Code of(Method method) {
            return new Code(method, List.of(), false);
        }
    }

    /** Library code, which the table of leaves has to judge. */
    record Leaf(MethodRef method) implements CallTarget {}

    /** A call whose code cannot be known. */
    record Unknown(MethodRef method, String why) implements CallTarget {
        CodeEffect.Hazard hazard(int line) {
            return CodeEffect.Hazard.unverified(line, method.toString(), why);
        }
    }
}
