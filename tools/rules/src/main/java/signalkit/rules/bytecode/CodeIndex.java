package signalkit.rules.bytecode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
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
    private final Set<Method> monitors = new LinkedHashSet<>();

    public CodeIndex(Program program) {
        this.program = program;
        program.classes().forEach(this::read);
        if (program.classes().stream().anyMatch(ClassFile::isUnreadable)) {
            forget(); // what was noted of classes that turned out to be invalid
            program.classes().stream().filter(file -> !file.isUnreadable()).forEach(this::read);
        }
    }

    private void forget() {
        Stream.of(callers, referrers, readers, writers, allocators, lambdas, declarations)
                .forEach(Map::clear);
        signalUsers.clear();
        monitors.clear();
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

    /** Methods that have the name of the JVM's signal class in a constant, for reflection. */
    public Set<Method> signalUsers() {
        return signalUsers;
    }

    /** Methods that enter a monitor, by a block or as a whole. */
    public Set<Method> monitors() {
        return monitors;
    }

    /** Throws if a method cannot have this descriptor. */
    private void check(String descriptor) {
        if (!descriptors.contains(descriptor)) {
            Type.getArgumentTypes(descriptor);
            Type.getReturnType(descriptor);
            descriptors.add(descriptor);
        }
    }

    private static <K> void add(Map<K, Set<Method>> map, K key, Method method) {
        map.computeIfAbsent(key, k -> new LinkedHashSet<>(2)).add(method);
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
                monitors.add(method);
            }
            if (incomplete && method.hasCode() && !method.isStatic() && !method.initialises()) {
                add(declarations, name + descriptor, method);
            }
            return method.hasCode() ? new CodeReader(method) : null;
        }
    }

    private final class CodeReader extends MethodVisitor {
        private final Method method;

        CodeReader(Method method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean isInterface) {
            check(descriptor);
            add(callers, new MethodRef(owner, name, descriptor), method);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
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
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                add(allocators, type, method);
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                monitors.add(method);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            check(descriptor);
            if (CallSite.isLambda(bootstrap)) {
                add(lambdas, Type.getReturnType(descriptor).getInternalName(), method);
                MethodRef body = MethodRef.of((Handle) arguments[1]);
                add(callers, body, method);
                add(referrers, body, method);
            }
        }
    }
}
