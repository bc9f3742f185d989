package signalkit.weaver;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.posix.Op;

/** What is known about calls into the JDK that threads communicate by. */
final class Calls {
    private static final String ATOMIC = "java/util/concurrent/atomic/";
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final String FUNCTIONS = "java/util/function/";

    /** What the explorer puts in the place of classes of the JDK. */
    private static final String MODELS = "signalkit/explorer/jdk/";

    /** Nobody could tell one order of calls to these from another. */
    private static final Set<String> IMMUTABLE =
            Set.of(
                    "java/lang/Boolean",
                    "java/lang/Byte",
                    "java/lang/Character",
                    "java/lang/Class",
                    "java/lang/Double",
                    "java/lang/Enum",
                    "java/lang/Float",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Math",
                    "java/lang/Record",
                    "java/lang/Short",
                    "java/lang/StackTraceElement",
                    "java/lang/String",
                    "java/lang/Void",
                    "java/util/UUID");

    /** Calls whose arguments are texts or nothing, and which others notice all the same. */
    private static final Set<String> TELLING =
            Set.of(
                    "java/io/FileInputStream.<init>",
                    "java/io/FileOutputStream.<init>",
                    "java/io/FileReader.<init>",
                    "java/io/FileWriter.<init>",
                    "java/io/RandomAccessFile.<init>",
                    "java/lang/ProcessHandle.current",
                    "java/lang/System.clearProperty",
                    "java/lang/System.getenv",
                    "java/lang/System.setProperty",
                    "java/lang/invoke/MethodHandles.arrayElementGetter",
                    "java/lang/invoke/MethodHandles.arrayElementSetter",
                    "java/lang/invoke/MethodHandles.varHandleExactInvoker",
                    "java/lang/invoke/MethodHandles.varHandleInvoker",
                    "java/lang/ref/Cleaner.create",
                    "java/time/Clock.instant",
                    "java/time/Clock.millis",
                    "java/util/Calendar.getInstance",
                    "java/util/Date.<init>",
                    "java/util/GregorianCalendar.<init>",
                    "java/util/LinkedHashMap.<init>",
                    "java/util/SplittableRandom.<init>",
                    "java/util/UUID.randomUUID",
                    "java/util/WeakHashMap.<init>",
                    "java/util/concurrent/ThreadLocalRandom.current");

    /** What a VarHandle says of itself, or makes; all its other methods access memory. */
    private static final Set<String> OF_HANDLES =
            Set.of(
                    "accessModeType",
                    "coordinateTypes",
                    "describeConstable",
                    "equals",
                    "getClass",
                    "hasInvokeExactBehavior",
                    "hashCode",
                    "isAccessModeSupported",
                    "toMethodHandle",
                    "toString",
                    "varType",
                    "withInvokeBehavior",
                    "withInvokeExactBehavior");

    /** Methods of atomics that call a function of the program's. */
    private static final Set<String> CALLING =
            Set.of("accumulateAndGet", "getAndAccumulate", "getAndUpdate", "updateAndGet");

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
        boolean isAccess = call.owner.equals(VAR_HANDLE) && !OF_HANDLES.contains(call.name);
        boolean atomic = call.owner.startsWith(ATOMIC) || isAccess;
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

    /** Whether a call into the JDK may touch an object that threads could share. */
    static boolean tellsArguments(MethodInsnNode call) {
        if (call.owner.startsWith("[")) {
            return true;
        }
        if (call.owner.startsWith(MODELS)) {
            return looksAtMany(call);
        }
        if (!JdkClasses.has(call.owner.replace('/', '.')) || isAtomic(call)) {
            return false;
        }
        boolean hasReceiver =
                call.getOpcode() != Opcodes.INVOKESTATIC && !call.name.equals("<init>");
        return hasReceiver && isShareable(call.owner) && !call.name.equals("getClass")
                || hasShareable(call.desc) && !call.owner.startsWith(FUNCTIONS)
                || TELLING.contains(call.owner + "." + call.name)
                || call.owner.startsWith("java/time/") && call.name.equals("now")
                || call.owner.equals("java/util/stream/StreamSupport")
                || call.name.equals("newUpdater");
    }

    /** Whether an instruction calls methods of objects: it makes a text of them, or hashes them. */
    static boolean callsMethods(InvokeDynamicInsnNode call) {
        return call.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")
                        && hasShareable(call.desc)
                || call.bsm.getOwner().equals("java/lang/runtime/ObjectMethods");
    }

    /** Whether a model is given what holds objects, or compares what it is given. */
    private static boolean looksAtMany(MethodInsnNode call) {
        return call.desc.contains("Ljava/util/Collection;")
                || call.desc.startsWith("([")
                || call.desc.equals("(Ljava/lang/Object;)Z")
                        && (call.name.equals("contains") || call.name.equals("remove"));
    }

    /** One location is all that the call is about, or a handle to it. */
    private static boolean isAtomic(MethodInsnNode call) {
        return call.owner.startsWith(ATOMIC)
                && !CALLING.contains(call.name)
                && !(call.owner.endsWith("/AtomicReference") && call.name.equals("toString"))
                && !call.name.startsWith("compareAnd")
                && !call.name.startsWith("weakCompareAnd")
                && !call.owner.endsWith("Accumulator")
                && !call.owner.endsWith("Array")
                && !call.owner.endsWith("Updater");
    }

    private static boolean hasShareable(String descriptor) {
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            if (argument.getSort() == Type.ARRAY
                    || argument.getSort() == Type.OBJECT
                            && isShareable(argument.getInternalName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isShareable(String type) {
        return type.endsWith("Builder")
                || !IMMUTABLE.contains(type)
                        && !type.startsWith(FUNCTIONS)
                        && !type.startsWith("java/time/")
                        && !type.startsWith("java/math/");
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
