package signalkit.explorer.load;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.MethodRemapper;

/**
 * Rewrites a class file so that it uses models and copies in place of JDK classes. Thread-safe.
 *
 * <p>A handler that catches everything, or what reflection wraps, first lets pass what unwinds the
 * threads of a run that is over.
 */
final class JdkRewriter {
    private static final String HERE = "signalkit/explorer/jdk/Here";

    private static final String GIVEN = "signalkit/explorer/jdk/GivenObjects";
    private static final String TO_ARRAY = "(Ljava/util/function/IntFunction;)[Ljava/lang/Object;";

    /** Their methods have the types of the caller. */
    private static final Set<String> TAKES_ANYTHING =
            Set.of("java/lang/invoke/VarHandle", "java/lang/invoke/MethodHandle");

    private static final String SET = "java/util/HashSet";
    private static final String ORDERED_SET = "java/util/LinkedHashSet";

    /** What copies call in place of what a program calls. */
    private static final Map<String, String> IN_COPIES =
            Map.of(
                    "availableProcessors", "oneProcessor",
                    "nanoTime", "clockNanos",
                    "currentTimeMillis", "clockMillis");

    private static final String CANCELLATION = "signalkit/explorer/jdk/pool/ModelCancellation";
    private static final String CANCELLED = "Ljava/util/concurrent/CancellationException;";
    private static final String OF_CAUSE = "(Ljava/lang/String;" + CANCELLED + ")V";
    private static final String LONG_OF_CLASS = "(Ljava/lang/Class;)J";
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";

    /** Copies are trusted to need no more than the order that they ask for. */
    private static final Map<String, String> IN_ORDER =
            Map.ofEntries(
                    Map.entry("get", "getVolatile"),
                    Map.entry("getAcquire", "getVolatile"),
                    Map.entry("getOpaque", "getVolatile"),
                    Map.entry("set", "setVolatile"),
                    Map.entry("setOpaque", "setVolatile"),
                    Map.entry("setRelease", "setVolatile"),
                    Map.entry("getAndAddRelease", "getAndAdd"),
                    Map.entry("getAndSetAcquire", "getAndSet"),
                    Map.entry("getAndSetRelease", "getAndSet"),
                    Map.entry("compareAndExchangeAcquire", "compareAndExchange"),
                    Map.entry("compareAndExchangeRelease", "compareAndExchange"),
                    Map.entry("getAndBitwiseOrAcquire", "getAndBitwiseOr"),
                    Map.entry("getAndBitwiseOrRelease", "getAndBitwiseOr"),
                    Map.entry("getAndBitwiseAndAcquire", "getAndBitwiseAnd"),
                    Map.entry("getAndBitwiseAndRelease", "getAndBitwiseAnd"),
                    Map.entry("weakCompareAndSet", "compareAndSet"),
                    Map.entry("weakCompareAndSetAcquire", "compareAndSet"),
                    Map.entry("weakCompareAndSetPlain", "compareAndSet"),
                    Map.entry("weakCompareAndSetRelease", "compareAndSet"));

    private static final JdkNames NAMES = JdkNames.PROGRAM;
    private static final JdkNames NAMES_IN_COPIES = new JdkNames(true);

    /** What may hold the end of a run: some wrap what they catch. */
    private static final Set<String> CATCH_ALL =
            Set.of(
                    "java/lang/Throwable",
                    "java/lang/Error",
                    "java/lang/Exception",
                    "java/lang/ReflectiveOperationException",
                    "java/lang/reflect/InvocationTargetException");

    private JdkRewriter() {}

    /**
     * Rewrites a class file of the program or, for a copy, of the JDK.
     *
     * @param isCopy a copy keeps its sets in the order of insertion, so that it does the same in
     *     every run, and does not spin
     */
    static byte[] rewrite(byte[] classFile, boolean isCopy) {
        ClassReader reader = new ClassReader(classFile);
        // One more slot of the stack is used in handlers, where the maximum was one at least.
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor next = isCopy ? new Sections(writer) : writer;
        boolean isNamed = !isCopy && hasFinalizer(reader);
        reader.accept(new Classes(next, isCopy, isNamed), 0);
        return writer.toByteArray();
    }

    private static boolean hasFinalizer(ClassReader reader) {
        boolean[] has = new boolean[1];
        ClassVisitor looker =
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            String signature,
                            String[] thrown) {
                        has[0] |= isFinalizer(name, descriptor);
                        return null;
                    }
                };
        reader.accept(looker, ClassReader.SKIP_CODE);
        return has[0];
    }

    private static boolean isFinalizer(String name, String descriptor) {
        return name.equals("finalize") && descriptor.equals("()V");
    }

    private static final class Classes extends ClassRemapper {
        private final boolean isCopy;
        private final boolean hasFinalizer;

        Classes(ClassVisitor next, boolean isCopy, boolean hasFinalizer) {
            super(Opcodes.ASM9, next, isCopy ? NAMES_IN_COPIES : NAMES);
            this.isCopy = isCopy;
            this.hasFinalizer = hasFinalizer;
        }

        /**
         * A finalizer would run on a thread that no run controls: it never runs, and who makes an
         * object that has one says so.
         */
        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            boolean finalizes = isFinalizer(name, descriptor);
            MethodVisitor method =
                    super.visitMethod(
                            access, finalizes ? "finalize$" : name, descriptor, signature, thrown);
            return hasFinalizer && name.equals("<init>") ? naming(method) : method;
        }

        private static MethodVisitor naming(MethodVisitor next) {
            return new MethodVisitor(Opcodes.ASM9, next) {
                private boolean isNamed;

                @Override
                public void visitVarInsn(int opcode, int variable) {
                    if (!isNamed) {
                        isNamed = true;
                        super.visitLdcInsn("a finalizer");
                        super.visitMethodInsn(
                                Opcodes.INVOKESTATIC,
                                HERE,
                                "undecided",
                                "(Ljava/lang/String;)V",
                                false);
                    }
                    super.visitVarInsn(opcode, variable);
                }

                @Override
                public void visitMaxs(int maxStack, int maxLocals) {
                    super.visitMaxs(Math.max(maxStack, 1), maxLocals);
                }
            };
        }

        @Override
        protected MethodVisitor createMethodRemapper(MethodVisitor next) {
            return new Methods(next, isCopy);
        }
    }

    private static final class Methods extends MethodRemapper {
        private final Set<Label> catchers = new java.util.HashSet<>();
        private final boolean isCopy;
        private boolean atCatcher;

        Methods(MethodVisitor next, boolean isCopy) {
            super(Opcodes.ASM9, next, isCopy ? NAMES_IN_COPIES : NAMES);
            this.isCopy = isCopy;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            passEnd();
            super.visitTypeInsn(opcode, opcode == Opcodes.NEW ? made(type) : type);
        }

        /** The class of which a set is made. */
        private String made(String type) {
            return isCopy && type.equals(SET) ? ORDERED_SET : type;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if (type != null && CATCH_ALL.contains(type)) {
                catchers.add(handler);
            }
            super.visitTryCatchBlock(start, end, handler, type);
        }

        @Override
        public void visitLabel(Label label) {
            super.visitLabel(label);
            atCatcher |= catchers.contains(label);
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            passEnd();
            super.visitVarInsn(opcode, variable);
        }

        @Override
        public void visitInsn(int opcode) {
            passEnd();
            super.visitInsn(opcode);
        }

        /** The first instruction of a handler stores what is caught, or drops it. */
        private void passEnd() {
            if (atCatcher) {
                atCatcher = false;
                super.visitInsn(Opcodes.DUP);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, HERE, "pass", "(Ljava/lang/Throwable;)V", false);
            }
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean isInterface) {
            passEnd();
            Redirects.Target target = Redirects.of(owner, name);
            if (target != null) {
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        target.owner(),
                        isCopy ? IN_COPIES.getOrDefault(name, target.name()) : target.name(),
                        staticDescriptor(opcode, owner, descriptor),
                        false);
                return;
            }
            if (isCopy && owner.equals(VAR_HANDLE)) {
                if (!name.endsWith("Fence")) {
                    String inOrder = IN_ORDER.getOrDefault(name, name);
                    super.visitMethodInsn(opcode, owner, inOrder, descriptor, isInterface);
                }
                return;
            }
            if (owner.equals(JdkNames.UNSAFE) && descriptor.equals(LONG_OF_CLASS)) {
                // Later JDKs have offsets of 64 bits.
                super.visitMethodInsn(
                        opcode, owner, "longArrayBaseOffset", descriptor, isInterface);
                return;
            }
            if (isCopy && name.equals("<init>") && descriptor.equals(OF_CAUSE)) {
                cancelled("keepCause", "(" + CANCELLED + ")V");
                super.visitMethodInsn(opcode, owner, name, "(Ljava/lang/String;)V", false);
                cancelled("caused", "(" + CANCELLED + ")" + CANCELLED);
                return;
            }
            refuseForeign(owner, name, descriptor);
            String made = name.equals("<init>") ? made(owner) : owner;
            boolean fills = !isCopy && fills(name, descriptor);
            if (fills) {
                given("of", "(Ljava/util/function/IntFunction;)Ljava/util/function/IntFunction;");
            }
            super.visitMethodInsn(opcode, made, name, descriptor, isInterface);
            if (fills) {
                given("filled", "([Ljava/lang/Object;)[Ljava/lang/Object;");
            } else if (collects(owner, descriptor)) {
                given("of", "(Ljava/util/stream/Collector;)Ljava/util/stream/Collector;");
            }
        }

        private void cancelled(String name, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, CANCELLATION, name, descriptor, false);
        }

        private void given(String name, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, GIVEN, name, descriptor, false);
        }

        /** Fills an array that a function of the program makes. */
        private static boolean fills(String name, String descriptor) {
            return name.equals("toArray") && descriptor.equals(TO_ARRAY);
        }

        /** Makes a collector that changes what a function of the program makes. */
        private static boolean collects(String owner, String descriptor) {
            return owner.equals("java/util/stream/Collectors")
                    && descriptor.contains("Ljava/util/function/Supplier;");
        }

        private static String staticDescriptor(int opcode, String owner, String descriptor) {
            return opcode == Opcodes.INVOKESTATIC
                    ? descriptor
                    : "(L" + owner + ";" + descriptor.substring(1);
        }

        /** A method that stays the JDK's takes none of the classes that others stand for. */
        private void refuseForeign(String owner, String name, String descriptor) {
            boolean isForeign =
                    isJdk(owner)
                            && !TAKES_ANYTHING.contains(owner)
                            && NAMES.map(owner).equals(owner)
                            && !NAMES.mapMethodDesc(descriptor).equals(descriptor);
            if (isForeign) {
                super.visitLdcInsn(owner.replace('/', '.') + "." + name);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, HERE, "refuse", "(Ljava/lang/String;)V", false);
            }
        }

        private static boolean isJdk(String owner) {
            return owner.startsWith("java/")
                    || owner.startsWith("javax/")
                    || owner.startsWith("jdk/")
                    || owner.startsWith("sun/")
                    || owner.startsWith("signalkit/posix/");
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] redirected = arguments.clone();
            for (int i = 0; i < redirected.length; i++) {
                if (redirected[i] instanceof Handle handle) {
                    nameGiven(handle);
                    redirected[i] = redirect(handle);
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, redirected);
        }

        /** A reference to such a method hands over no function that could be told. */
        private void nameGiven(Handle handle) {
            if (!isCopy
                    && (fills(handle.getName(), handle.getDesc())
                            || collects(handle.getOwner(), handle.getDesc()))) {
                super.visitLdcInsn("what a reference to " + handle.getName() + " changes");
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, HERE, "undecided", "(Ljava/lang/String;)V", false);
            }
        }

        private static Handle redirect(Handle handle) {
            Redirects.Target target = Redirects.of(handle.getOwner(), handle.getName());
            if (target == null) {
                return handle;
            }
            boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC;
            return new Handle(
                    Opcodes.H_INVOKESTATIC,
                    target.owner(),
                    target.name(),
                    staticDescriptor(
                            isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL,
                            handle.getOwner(),
                            handle.getDesc()),
                    false);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(maxStack + 2, maxLocals);
        }
    }

    /** For tests: the name that stands for one of the JDK. */
    static String nameFor(String name) {
        return Type.getObjectType(NAMES.map(name)).getInternalName();
    }
}
