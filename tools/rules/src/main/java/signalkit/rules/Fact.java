package signalkit.rules;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import signalkit.rules.bytecode.CallSite;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;

/** What a first use leaves behind, so that later uses take no lock. */
public sealed interface Fact {
    /** The class has been initialised. */
    record Initialised(String type) implements Fact {
        @Override
        public String toString() {
            return "initialisation of " + Type.getObjectType(type).getClassName();
        }
    }

    /** The call site has got its target. */
    record Linked(Method method, InvokeDynamicInsnNode site) implements Fact {
        @Override
        public String toString() {
            return "linkage of " + describe() + " in " + method;
        }

        private String describe() {
            return switch (CallSite.of(site)) {
                case LAMBDA -> "a lambda";
                case CONCATENATION -> "a string concatenation";
                case RECORD_METHOD -> "a record's " + site.name;
                case PATTERN_SWITCH -> "a pattern switch";
                case UNKNOWN -> "a call site";
            };
        }
    }

    /** The library method has been called. */
    record Called(MethodRef method) implements Fact {
        @Override
        public String toString() {
            return "first call of " + method;
        }
    }
}
