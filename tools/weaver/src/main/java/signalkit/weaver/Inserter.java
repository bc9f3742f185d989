package signalkit.weaver;

import java.util.function.Supplier;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Writes the point before a step of one method; it must leave the operand stack as it was. */
interface Inserter {
    /** Whether a constructor has points before it has called another one. */
    boolean precedesConstruction();

    /** A point before an instruction. */
    void before(AbstractInsnNode step, Supplier<Site> site);

    /** What replaces a point before a monitor is left because of an exception. */
    void beforeAbruptExit(AbstractInsnNode step, Supplier<Site> site);
}
