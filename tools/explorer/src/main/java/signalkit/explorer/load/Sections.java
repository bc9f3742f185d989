package signalkit.explorer.load;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Marks which methods of a copied collection take effect at one moment.
 *
 * <p>Each of those becomes a section: it tells the run when it begins and ends. All other public
 * methods, also those of views and iterators, tell that they go from step to step.
 */
final class Sections extends ClassVisitor {
    private static final String HERE = "signalkit/explorer/jdk/Here";
    private static final String ON_OBJECT = "(Ljava/lang/Object;)V";
    private static final String ON_METHOD = "(Ljava/lang/Object;Ljava/lang/String;)V";
    private static final String PREFIX = JdkNames.COPY + "java/util/concurrent/";

    /** Added to the name of the method that has the steps. */
    private static final String STEPS = "$steps";

    private static final Set<String> MAP =
            Set.of("containsKey", "get", "getOrDefault", "put", "putIfAbsent", "remove", "replace");

    private static final Set<String> COMPUTING_MAP =
            Set.of(
                    "compute",
                    "computeIfAbsent",
                    "computeIfPresent",
                    "containsKey",
                    "entrySet",
                    "get",
                    "getOrDefault",
                    "keySet",
                    "merge",
                    "put",
                    "putIfAbsent",
                    "remove",
                    "replace",
                    "values");

    /** All methods of an array that is copied when it changes look at one array, or replace it. */
    private static final Set<String> ALL = Set.of();

    /** By class; other methods of the class have several steps. */
    private static final Map<String, Set<String>> AT_ONCE =
            Map.of(
                    "ConcurrentHashMap",
                    COMPUTING_MAP,
                    "ConcurrentHashMap$KeySetView",
                    Set.of("add", "contains", "remove"),
                    "ConcurrentLinkedQueue",
                    Set.of("add", "isEmpty", "offer", "peek", "poll"),
                    "ConcurrentLinkedDeque",
                    Set.of("isEmpty"),
                    "ConcurrentSkipListMap",
                    MAP,
                    "CopyOnWriteArrayList",
                    ALL);

    /** How the names of nested classes end that look at a collection. */
    private static final Set<String> VIEWS =
            Set.of(
                    "$KeySetView",
                    "$ValuesView",
                    "$EntrySetView",
                    "Iterator",
                    "Spliterator",
                    "Itr",
                    "Iter",
                    "$SubMap",
                    "$KeySet",
                    "$Values",
                    "$EntrySet",
                    "SubList");

    /** Their keys are in an order that their hash codes give. */
    private static final Set<String> HASH_TABLES =
            Set.of(PREFIX + "ConcurrentHashMap", JdkNames.COPY + "java/util/Hashtable");

    private String owner;
    private Set<String> atOnce;
    private boolean tells;
    private boolean isOfHashTable;

    Sections(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            String signature,
            String superName,
            String[] interfaces) {
        owner = name;
        int end = name.indexOf('$');
        isOfHashTable = HASH_TABLES.contains(end < 0 ? name : name.substring(0, end));
        if (name.startsWith(PREFIX)) {
            String simple = name.substring(PREFIX.length());
            int nested = simple.indexOf('$');
            String outermost = nested < 0 ? simple : simple.substring(0, nested);
            boolean isView = VIEWS.stream().anyMatch(simple::endsWith);
            // The iterator of an array that is copied looks at an array that nobody changes.
            boolean isFixed = simple.endsWith("COWIterator");
            atOnce = AT_ONCE.get(simple);
            tells = AT_ONCE.containsKey(outermost) && (nested < 0 || isView) && !isFixed;
        }
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] thrown) {
        int other =
                Opcodes.ACC_STATIC
                        | Opcodes.ACC_ABSTRACT
                        | Opcodes.ACC_NATIVE
                        | Opcodes.ACC_SYNTHETIC;
        boolean isEntry =
                (tells || isOfHashTable)
                        && (access & Opcodes.ACC_PUBLIC) != 0
                        && (access & other) == 0
                        && !name.equals("<init>");
        if (!isEntry) {
            return super.visitMethod(access, name, descriptor, signature, thrown);
        }
        if (atOnce != null && (atOnce == ALL || atOnce.contains(name))) {
            writeSection(
                    super.visitMethod(access, name, descriptor, signature, thrown),
                    name,
                    descriptor);
            return super.visitMethod(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC,
                    name + STEPS,
                    descriptor,
                    null,
                    thrown);
        }
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitCode() {
                super.visitCode();
                if (tells) {
                    tell(this, "manySteps");
                }
                if (isOfHashTable) {
                    super.visitVarInsn(Opcodes.ALOAD, 0);
                    super.visitLdcInsn(name);
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC, HERE, "goesThrough", ON_METHOD, false);
                }
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(Math.max(maxStack, 2), maxLocals);
            }
        };
    }

    private static void tell(MethodVisitor code, String what) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, HERE, what, ON_OBJECT, false);
    }

    /** The method that calls the one with the steps, between the begin and the end of a section. */
    private void writeSection(MethodVisitor code, String name, String descriptor) {
        Label begin = new Label();
        Label end = new Label();
        Label thrown = new Label();
        code.visitCode();
        tell(code, "beginSection");
        code.visitTryCatchBlock(begin, end, thrown, null);
        code.visitLabel(begin);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        int local = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, name + STEPS, descriptor, false);
        code.visitLabel(end);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, HERE, "endSection", "()V", false);
        Type result = Type.getReturnType(descriptor);
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        code.visitLabel(thrown);
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
        code.visitMethodInsn(Opcodes.INVOKESTATIC, HERE, "endSection", "()V", false);
        code.visitInsn(Opcodes.ATHROW);
        code.visitMaxs(Math.max(local, 2), local);
        code.visitEnd();
    }
}
