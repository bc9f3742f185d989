package signalkit.weaver;

import java.util.function.Supplier;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import signalkit.posix.Points;

/** Points that only let a signal in: one call without operands. */
final class LeanPoints implements Inserter {
    private static final String POINTS = Points.class.getName().replace('.', '/');

    private final InsnList code;

    LeanPoints(MethodNode method) {
        this.code = method.instructions;
    }

    /** None: a handler there would find an object that is none yet. */
    @Override
    public boolean precedesConstruction() {
        return false;
    }

    @Override
    public void before(AbstractInsnNode step, Supplier<Site> site) {
        code.insertBefore(
                step, new MethodInsnNode(Opcodes.INVOKESTATIC, POINTS, "point", "()V", false));
    }

    @Override
    public void beforeAbruptExit(AbstractInsnNode step, Supplier<Site> site) {
        // None: a process that ends throws at every point, and this one would lead to itself.
    }
}
