package signalkit.weaver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** What tests want to know of a class file, counted without the weaver's own code. */
record Code(ClassNode type) {
    private static final Set<Integer> STEPS =
            Set.of(
                    Opcodes.GETFIELD,
                    Opcodes.PUTFIELD,
                    Opcodes.GETSTATIC,
                    Opcodes.PUTSTATIC,
                    Opcodes.MONITORENTER,
                    Opcodes.MONITOREXIT,
                    Opcodes.INVOKEVIRTUAL,
                    Opcodes.INVOKESTATIC,
                    Opcodes.INVOKESPECIAL,
                    Opcodes.INVOKEINTERFACE,
                    Opcodes.INVOKEDYNAMIC,
                    Opcodes.IALOAD,
                    Opcodes.LALOAD,
                    Opcodes.FALOAD,
                    Opcodes.DALOAD,
                    Opcodes.AALOAD,
                    Opcodes.BALOAD,
                    Opcodes.CALOAD,
                    Opcodes.SALOAD,
                    Opcodes.IASTORE,
                    Opcodes.LASTORE,
                    Opcodes.FASTORE,
                    Opcodes.DASTORE,
                    Opcodes.AASTORE,
                    Opcodes.BASTORE,
                    Opcodes.CASTORE,
                    Opcodes.SASTORE);

    static Code of(byte[] classFile) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, 0);
        return new Code(type);
    }

    /** The lines of each method in their order, each once for a run of the same. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(type.sourceFile));
        for (MethodNode method : type.methods) {
            String last = "";
            for (AbstractInsnNode node : method.instructions) {
                if (node instanceof LineNumberNode number) {
                    String line = method.name + method.desc + ":" + number.line;
                    if (!line.equals(last)) {
                        lines.add(line);
                    }
                    last = line;
                }
            }
        }
        return lines;
    }

    /** The first line of a method's body. */
    int lineOf(String name) {
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : method.instructions) {
                if (method.name.equals(name) && node instanceof LineNumberNode number) {
                    return number.line;
                }
            }
        }
        throw new AssertionError("there is no method " + name);
    }

    /** The lines of all points. */
    NavigableSet<Integer> linesOfPoints() {
        NavigableSet<Integer> lines = new TreeSet<>();
        for (MethodNode method : type.methods) {
            int line = 0;
            for (AbstractInsnNode node : method.instructions) {
                if (node instanceof LineNumberNode number) {
                    line = number.line;
                } else if (isPoint(node)) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    int steps() {
        int steps = 0;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : method.instructions) {
                steps += isStep(node) ? 1 : 0;
            }
        }
        return steps;
    }

    /** Steps after the call of another constructor, outside static initialisers. */
    List<String> stepsWithoutPoint() {
        List<String> missing = new ArrayList<>();
        for (MethodNode method : type.methods) {
            Set<AbstractInsnNode> exempt = abruptExits(method);
            boolean open = !method.name.equals("<init>") && !method.name.equals("<clinit>");
            for (AbstractInsnNode node : method.instructions) {
                if (open && isStep(node) && !exempt.contains(node) && !isPoint(previous(node))) {
                    missing.add(method.name + ":" + node.getOpcode());
                }
                open |= isPoint(node);
            }
        }
        return missing;
    }

    long pointsWithoutStep() {
        return type.methods.stream()
                .flatMap(method -> List.of(method.instructions.toArray()).stream())
                .filter(node -> isPoint(node) && !isStep(next(node)))
                .count();
    }

    /** Points that stand before the call of another constructor. */
    int pointsBeforeSuper() {
        int points = 0;
        for (MethodNode method : type.methods) {
            int seen = 0;
            int last = 0;
            for (AbstractInsnNode node : method.instructions) {
                seen += isPoint(node) ? 1 : 0;
                if (node.getOpcode() == Opcodes.INVOKESPECIAL
                        && Set.of(type.name, type.superName).contains(((MethodInsnNode) node).owner)
                        && method.name.equals("<init>")
                        && !isPoint(previous(node))) {
                    last = seen;
                }
            }
            points += last;
        }
        return points;
    }

    private static Set<AbstractInsnNode> abruptExits(MethodNode method) {
        Set<AbstractInsnNode> exits = new HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            AbstractInsnNode node = block.type == null ? block.handler : null;
            while (node != null && node.getOpcode() != Opcodes.ATHROW) {
                exits.add(node);
                node = node.getNext();
            }
        }
        exits.removeIf(node -> node.getOpcode() != Opcodes.MONITOREXIT);
        return exits;
    }

    private static boolean isStep(AbstractInsnNode node) {
        return node != null && STEPS.contains(node.getOpcode()) && !isPoint(node);
    }

    private static boolean isPoint(AbstractInsnNode node) {
        return node instanceof MethodInsnNode call
                && call.owner.equals("signalkit/posix/Points")
                && call.name.equals("point");
    }

    private static AbstractInsnNode previous(AbstractInsnNode node) {
        AbstractInsnNode previous = node.getPrevious();
        while (previous != null && previous.getOpcode() < 0) {
            previous = previous.getPrevious();
        }
        return previous;
    }

    private static AbstractInsnNode next(AbstractInsnNode node) {
        AbstractInsnNode next = node.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }
}
