package signalkit.rules;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Origins;

/** Tells what becomes of a function object in the method that makes it. */
final class LambdaUse {
    /** The three fates. */
    enum Use {
        /** It only goes to another thread, or is registered as a handler. */
        ELSEWHERE,
        /** It is only stored in fields: it runs when somebody reads them. */
        STORED,
        /** It may run here and now. */
        HERE
    }

    private final Origins origins;
    private final Leaves leaves;
    private final Map<InvokeDynamicInsnNode, Use> known = new IdentityHashMap<>();

    LambdaUse(Origins origins, Leaves leaves) {
        this.origins = origins;
        this.leaves = leaves;
    }

    Use of(Method maker, InvokeDynamicInsnNode lambda) {
        Use use = known.get(lambda);
        if (use == null) {
            use = find(maker, lambda);
            known.put(lambda, use);
        }
        return use;
    }

    private Use find(Method maker, InvokeDynamicInsnNode lambda) {
        List<AbstractInsnNode> consumers = origins.flow(maker).consumers(lambda);
        if (!consumers.isEmpty() && consumers.stream().allMatch(this::runsElsewhere)) {
            return Use.ELSEWHERE;
        }
        boolean stored = consumers.stream().allMatch(Opcode::isPut);
        return stored ? Use.STORED : Use.HERE;
    }

    private boolean runsElsewhere(AbstractInsnNode consumer) {
        return consumer instanceof MethodInsnNode call && leaves.runsElsewhere(MethodRef.of(call));
    }
}
