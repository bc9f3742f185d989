package signalkit.weaver;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.posix.Op;

/** What is known about calls into the JDK that threads communicate by. */
final class Calls {
    private static final String ATOMIC = "java/util/concurrent/atomic/";
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final Set<String> READS =
            Set.of(
                    "get",
                    "getPlain",
                    "getOpaque",
                    "getAcquire",
                    "getVolatile",
                    "getReference",
                    "getStamp",
                    "isMarked",
                    "intValue",
                    "longValue",
                    "floatValue",
                    "doubleValue",
                    "sum",
                    "length",
                    "toString");

    private Calls() {}

    /** A call that only an object's atomic operation is behind reads or writes; else a step. */
    static Op opOf(MethodInsnNode call) {
        if (isWait(call)) {
            return Op.COND_WAIT;
        }
        if (isNotify(call)) {
            return Op.COND_SIGNAL;
        }
        boolean atomic = call.owner.startsWith(ATOMIC) || call.owner.equals(VAR_HANDLE);
        if (!atomic || call.getOpcode() != Opcodes.INVOKEVIRTUAL) {
            return Op.STEP;
        }
        return READS.contains(call.name) ? Op.READ : Op.WRITE;
    }

    /** Whether the objects of a call matter, because threads meet there. */
    static boolean isConcurrent(MethodInsnNode call) {
        return !call.name.equals("<init>")
                && (call.owner.startsWith("java/util/concurrent/")
                        || call.owner.equals("java/lang/Thread")
                        || call.owner.equals(VAR_HANDLE));
    }

    /** {@link Object#wait} in its three forms; all are final, so the owner does not matter. */
    static boolean isWait(MethodInsnNode call) {
        return isVirtual(call)
                && call.name.equals("wait")
                && Set.of("()V", "(J)V", "(JI)V").contains(call.desc);
    }

    static boolean isNotify(MethodInsnNode call) {
        return isVirtual(call)
                && (call.name.equals("notify") || call.name.equals("notifyAll"))
                && call.desc.equals("()V");
    }

    private static boolean isVirtual(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKEVIRTUAL
                || call.getOpcode() == Opcodes.INVOKESPECIAL;
    }
}
