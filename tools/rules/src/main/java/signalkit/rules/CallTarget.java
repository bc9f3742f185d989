package signalkit.rules;

import java.util.List;
import java.util.function.Function;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;

/** Where a call may lead. */
sealed interface CallTarget {
    /**
     * What the call does by leading here.
     *
     * @param stored the call does not happen yet: a reference to its target is stored
     * @param ofLeaf what a call of library code does
     */
    List<CodeEffect> effects(
            int line, boolean stored, Function<MethodRef, List<CodeEffect>> ofLeaf);

    /** Imported code, which is searched in turn. */
    record Code(Method method) implements CallTarget {
        @Override
        public List<CodeEffect> effects(
                int line, boolean stored, Function<MethodRef, List<CodeEffect>> ofLeaf) {
            return List.of(new CodeEffect.Call(line, method, stored));
        }
    }

    /** Library code, which the table of leaves has to judge. */
    record Leaf(MethodRef method) implements CallTarget {
        @Override
        public List<CodeEffect> effects(
                int line, boolean stored, Function<MethodRef, List<CodeEffect>> ofLeaf) {
            return ofLeaf.apply(method);
        }
    }

    /** A call whose code cannot be known. */
    record Unknown(MethodRef method, String why) implements CallTarget {
        @Override
        public List<CodeEffect> effects(
                int line, boolean stored, Function<MethodRef, List<CodeEffect>> ofLeaf) {
            return List.of(CodeEffect.Hazard.unverified(line, method.toString(), why));
        }
    }
}
