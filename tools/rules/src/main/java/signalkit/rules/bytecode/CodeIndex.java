package signalkit.rules.bytecode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Where in the imported code something is made, called, written or read.
 *
 * <p>One pass over all byte code without keeping any of it; it answers with methods, whose code is
 * then looked at closely.
 */
public final class CodeIndex {
    private static final String SIGNAL = "sun.misc.Signal";

    private final Program program;
    private final Map<MethodRef, Set<Method>> callers = new HashMap<>();
    private final Map<MethodRef, Set<Method>> referrers = new HashMap<>();
    private final Map<FieldRef, Set<Method>> readers = new HashMap<>();
    private final Map<FieldRef, Set<Method>> writers = new HashMap<>();
    private final Map<String, Set<Method>> allocators = new HashMap<>();
    private final Map<String, Set<Method>> lambdas = new HashMap<>();
    private final Map<MethodRef, Set<Method>> implementations = new HashMap<>();
    private final Map<String, Set<Method>> declarations = new HashMap<>();
    private final Set<String> descriptors = new HashSet<>();
    private final Set<Method> signalUsers = new LinkedHashSet<>();
    private final Set<String> texts = new HashSet<>();
    private final Map<String, Set<Method>> monitors = new HashMap<>();

    public CodeIndex(Program program) {
        this.program = program;
        program.classes().forEach(this::read);
        if (program.classes().stream().anyMatch(ClassFile::isUnreadable)) {
            forget(); // what was noted of classes that turned out to be invalid
            program.classes().stream().filter(file -> !file.isUnreadable()).forEach(this::read);
        }
    }

    private void forget() {
        Stream.of(callers, referrers, readers, writers, allocators, lambdas, declarations, monitors)
                .forEach(Map::clear);
        signalUsers.clear();
        texts.clear();
    }

    private void read(ClassFile file) {
        try {
            // Line numbers are read, though not needed: a class must prove to be valid here.
            file.reader().accept(new Reader(file), ClassReader.SKIP_FRAMES);
        } catch (RuntimeException | AssertionError invalid) { // ASM throws either
            file.setUnreadable();
            program.cannotRead(file.toString());
        }
    }

    /** All that is called or referred to, as the code names it. */
    public Set<MethodRef> called() {
        return callers.keySet();
    }

    /** Methods that call or refer to {@code ref} under just this name and owner. */
    public Set<Method> callers(MethodRef ref) {
        return callers.getOrDefault(ref, Set.of());
    }

    /** Methods that may call or refer to a method by the name of any class that has it. */
    public Set<Method> callers(Method method) {
        Set<Method> found = new LinkedHashSet<>(callers(method.ref));
        if (!method.is(Opcodes.ACC_PRIVATE) && !method.initialises()) {
            if (!method.isStatic()) {
                program.supertypes(method.owner.name)
                        .forEach(type -> found.addAll(callers(method.ref.in(type))));
            }
            program.subtypes(method.owner.name)
                    .forEach(file -> found.addAll(callers(method.ref.in(file.name))));
        }
        return found;
    }

    /** Methods that make a reference to a method without calling it. */
    public Set<Method> referrers(MethodRef ref) {
        return referrers.getOrDefault(ref, Set.of());
    }

    public Set<Method> readers(FieldRef field) {
        return readers.getOrDefault(field, Set.of());
    }

    public Set<Method> writers(FieldRef field) {
        return writers.getOrDefault(field, Set.of());
    }

    /** Methods that make objects of exactly this class. */
    public Set<Method> allocators(String type) {
        return allocators.getOrDefault(type, Set.of());
    }

    /** Whether some method makes objects of exactly this class. */
    public boolean isMade(ClassFile type) {
        return allocators.containsKey(type.name);
    }

    /** The imported methods that a virtual call may run on objects that the program makes. */
    public Set<Method> implementations(MethodRef ref) {
        Set<Method> found = implementations.get(ref);
        if (found == null) {
            found = program.implementations(ref, this::isMade);
            implementations.put(ref, found);
        }
        return found;
    }

    /** Methods that make a lambda or a method reference of this interface. */
    public Set<Method> lambdas(String functionalInterface) {
        return lambdas.getOrDefault(functionalInterface, Set.of());
    }

    /** The interfaces of which the program makes lambdas. */
    public Set<String> functionalInterfaces() {
        return lambdas.keySet();
    }

    /** Methods with code of a name and descriptor in classes some supertype of which is missing. */
    public Set<Method> declaring(MethodRef ref) {
        return declarations.getOrDefault(ref.name() + ref.descriptor(), Set.of());
    }

    /** Whether some method has this text as a constant. */
    public boolean hasText(String text) {
        return texts.contains(text);
    }

    /** Methods that have the name of the JVM's signal class in a constant, for reflection. */
    public Set<Method> signalUsers() {
        return signalUsers;
    }

    /**
     * Methods that may enter a monitor, by a block or as a whole.
     *
     * @param monitor as {@link #monitorOfThis} or {@link #monitorOfClass} name it
     */
    public Set<Method> monitors(String monitor) {
        return monitors.getOrDefault(monitor, Set.of());
    }

    /** What the monitor of the object is called on which a method of a class runs. */
    public static String monitorOfThis(ClassFile type) {
        return "this " + type;
    }

    /** What the monitor of a class is called. */
    public static String monitorOfClass(String className) {
        return className + ".class";
    }

    /** Throws if one is missing: a constant that is none of the right kind. */
    private static void check(String owner, String name) {
        Objects.requireNonNull(owner, "an owner");
        Objects.requireNonNull(name, "a name");
    }

    /** Throws if a method cannot have this descriptor. */
    private void check(String descriptor) {
        if (!descriptors.contains(descriptor)) {
            Type.getArgumentTypes(descriptor);
            Type.getReturnType(descriptor);
            descriptors.add(descriptor);
        }
    }

    /** Most sets have one element, and there are a million of them in fifty jars. */
    private static <K> void add(Map<K, Set<Method>> map, K key, Method method) {
        Set<Method> known = map.get(key);
        if (known == null) {
            map.put(key, Set.of(method));
        } else if (!known.contains(method)) {
            Set<Method> more = known.size() == 1 ? new LinkedHashSet<>(known) : known;
            more.add(method);
            map.put(key, more);
        }
    }

    /** Interned, since each class has a copy of its own of the names that it uses. */
    private void addCaller(MethodRef callee, Method method) {
        add(callers, callers.containsKey(callee) ? callee : callee.interned(), method);
    }

    private final class Reader extends ClassVisitor {
        private final ClassFile file;
        private final boolean incomplete;

        Reader(ClassFile file) {
            super(Opcodes.ASM9);
            this.file = file;
            this.incomplete = program.missing(file.name).isPresent();
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            Method method = file.methods.get(new MethodRef(file.name, name, descriptor));
            if (method.is(Opcodes.ACC_SYNCHRONIZED)) {
                String className = file.toString();
                add(
                        monitors,
                        method.isStatic() ? monitorOfClass(className) : monitorOfThis(file),
                        method);
            }
            if (incomplete && method.hasCode() && !method.isStatic() && !method.initialises()) {
                add(declarations, name + descriptor, method);
            }
            return method.hasCode() ? new CodeReader(method) : null;
        }
    }

    private final class CodeReader extends MethodVisitor {
        private final Method method;

        // The constants so far that a block may synchronize on:
        private final Set<String> classes = new HashSet<>();

        CodeReader(Method method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean isInterface) {
            check(owner, name);
            check(descriptor);
            addCaller(new MethodRef(owner, name, descriptor), method);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            check(owner, name);
            Type.getType(descriptor).getSort(); // throws if it is none
            FieldRef named = new FieldRef(owner, name);
            FieldRef field = program.isImported(owner) ? program.resolve(named) : named;
            add(Opcode.isPut(opcode) ? writers : readers, field, method);
        }

        @Override
        public void visitLdcInsn(Object constant) {
            boolean isClass = constant instanceof Type type && type.getSort() == Type.OBJECT;
            String name = isClass ? ((Type) constant).getClassName() : "" + constant;
            if (name.equals(SIGNAL) || name.equals(SIGNAL + "Handler")) {
                signalUsers.add(method);
            }
            if (isClass) {
                classes.add(name);
            } else if (constant instanceof String text) {
                texts.add(text);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            check(type, type);
            if (opcode == Opcodes.NEW) {
                add(allocators, type, method);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY
                    && (operand < Opcodes.T_BOOLEAN || operand > Opcodes.T_LONG)) {
                throw new IllegalArgumentException(operand + " is no type of elements");
            }
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            check(descriptor, descriptor);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                add(monitors, monitorOfThis(method.owner), method);
                classes.forEach(name -> add(monitors, monitorOfClass(name), method));
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            check(name, name);
            check(descriptor);
            if (CallSite.isLambda(bootstrap)) {
                check(((Type) arguments[0]).getDescriptor());
                check(((Handle) arguments[1]).getDesc());
                add(lambdas, Type.getReturnType(descriptor).getInternalName(), method);
                MethodRef body = MethodRef.of((Handle) arguments[1]);
                addCaller(body, method);
                add(referrers, body, method);
            }
        }
    }
}
