package signalkit.weaver;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import signalkit.posix.Op;

/** Finds the steps of one method and has a point inserted before each. */
final class MethodWeaver {
    private static final String STEPS = Steps.class.getName().replace('.', '/');

    private final ClassNode type;
    private final MethodNode method;
    private final Inserter inserter;
    private final Collection<Integer> lines;

    private int line;
    private int ordinal;

    /** A weaver that adds to {@code lines} each one where a signal can come from now on. */
    MethodWeaver(ClassNode type, MethodNode method, Inserter inserter, Collection<Integer> lines) {
        this.type = type;
        this.method = method;
        this.inserter = inserter;
        this.lines = lines;
    }

    void weave() {
        Set<AbstractInsnNode> abrupt = abruptExits();
        boolean constructed = !method.name.equals("<init>");
        int raw = 0; // objects of other classes that were made and whose constructor is to come
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            } else if (constructed) {
                weave(instruction, abrupt.contains(instruction));
            } else {
                if (inserter.precedesConstruction() && !isOwnField(instruction)) {
                    weave(instruction, abrupt.contains(instruction));
                }
                if (instruction.getOpcode() == Opcodes.NEW) {
                    raw++;
                } else if (instruction instanceof MethodInsnNode call
                        && call.name.equals("<init>")) {
                    constructed = raw == 0;
                    raw--;
                }
            }
        }
    }

    /** The only access to an object that is none yet, which nobody may be told of. */
    private boolean isOwnField(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.PUTFIELD
                && ((FieldInsnNode) instruction).owner.equals(type.name);
    }

    private void weave(AbstractInsnNode instruction, boolean abrupt) {
        Op op = opOf(instruction);
        if (op == null || isCopyOfConstants(instruction)) {
            return;
        }
        int number = ordinal++;
        int place = line;
        Supplier<Site> site = () -> site(op, instruction, number, place);
        if (abrupt) {
            inserter.beforeAbruptExit(instruction, site);
        } else {
            inserter.before(instruction, site);
            if (place > 0) {
                lines.add(place);
            }
        }
    }

    /**
     * The monitor exits that only an exception leads to.
     *
     * <p>They cover themselves: an exception in one leads to it again, without end.
     */
    private Set<AbstractInsnNode> abruptExits() {
        Set<AbstractInsnNode> exits = new HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            AbstractInsnNode node = block.type == null ? block.handler : null;
            while (node != null && !endsStraightCode(node)) {
                if (node.getOpcode() == Opcodes.MONITOREXIT) {
                    exits.add(node);
                }
                node = node.getNext();
            }
        }
        return exits;
    }

    private static boolean endsStraightCode(AbstractInsnNode node) {
        int opcode = node.getOpcode();
        return opcode == Opcodes.MONITORENTER
                || opcode == Opcodes.ATHROW
                || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
                || node instanceof JumpInsnNode
                || node instanceof TableSwitchInsnNode
                || node instanceof LookupSwitchInsnNode;
    }

    /** What an instruction does that somebody else could see or that a handler could break. */
    private static Op opOf(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            return Op.READ;
        }
        if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            return Op.WRITE;
        }
        return switch (opcode) {
            case Opcodes.GETFIELD, Opcodes.GETSTATIC -> Op.READ;
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC -> Op.WRITE;
            case Opcodes.MONITORENTER -> Op.MONITOR_ENTER;
            case Opcodes.MONITOREXIT -> Op.MONITOR_EXIT;
            case Opcodes.INVOKEDYNAMIC -> Op.STEP;
            default ->
                    instruction instanceof MethodInsnNode call && !isCorrection(call)
                            ? Calls.opOf(call)
                            : null;
        };
    }

    /**
     * The constants of an enum are copied for the program, which nobody could notice, and for the
     * JDK, which keeps its copy: so it would be a step of the first run alone.
     */
    private boolean isCopyOfConstants(AbstractInsnNode instruction) {
        return (type.access & Opcodes.ACC_ENUM) != 0
                && method.name.equals("values")
                && method.desc.equals("()[L" + type.name + ";")
                && (op(instruction) == Opcodes.GETSTATIC
                        || instruction instanceof MethodInsnNode call && call.name.equals("clone"));
    }

    /** What the weaver has added after a step is none. */
    private static boolean isCorrection(MethodInsnNode call) {
        return call.owner.equals(STEPS) && call.desc.equals("(Ljava/lang/Object;I)I");
    }

    private Site site(Op op, AbstractInsnNode instruction, int number, int place) {
        String owner = "";
        String member = "";
        String descriptor = "";
        boolean isStatic = false;
        if (instruction instanceof FieldInsnNode field) {
            owner = field.owner;
            member = field.name;
            descriptor = field.desc;
            isStatic = op(field) == Opcodes.GETSTATIC || op(field) == Opcodes.PUTSTATIC;
        } else if (instruction instanceof MethodInsnNode call) {
            owner = call.owner;
            member = call.name;
            descriptor = call.desc;
            isStatic = op(call) == Opcodes.INVOKESTATIC;
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            owner = dynamic.bsm.getOwner();
            member = dynamic.name;
            descriptor = dynamic.desc;
            isStatic = true;
        }
        return new Site(
                op,
                type.name.replace('/', '.'),
                method.name,
                method.desc,
                type.sourceFile,
                place,
                number,
                owner.replace('/', '.'),
                member,
                descriptor,
                isStatic,
                op(instruction) == Opcodes.INVOKESPECIAL && !member.equals("<init>"));
    }

    private static int op(AbstractInsnNode instruction) {
        return instruction.getOpcode();
    }
}
