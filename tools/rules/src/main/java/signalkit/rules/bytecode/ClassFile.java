package signalkit.rules.bytecode;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * One class: its head is read at once, the code of its methods on demand.
 *
 * <p>Imported classes are searched; of library classes only the head is used: supertypes, which
 * methods are declared, and the annotations.
 */
public final class ClassFile {
    private static final MethodNode NO_CODE = new MethodNode();

    private final byte[] bytes;
    private Map<MethodRef, MethodNode> code;
    private boolean unreadable;

    public final boolean imported;
    public final String name;
    public final String superName;
    public final List<String> interfaces;
    public final int access;
    public final String sourceFile;
    public final boolean handlerContext;

    /** Whether it names all its subtypes. */
    final boolean sealed;

    public final Map<MethodRef, Method> methods = new LinkedHashMap<>();
    public final Map<FieldRef, Integer> fieldAccess = new HashMap<>();

    ClassFile(byte[] bytes, boolean imported) {
        this.bytes = bytes;
        this.imported = imported;
        ClassNode head = new ClassNode();
        new ClassReader(bytes).accept(head, ClassReader.SKIP_CODE);
        name = head.name.intern();
        superName = head.superName == null ? null : head.superName.intern();
        interfaces = List.copyOf(head.interfaces);
        access = head.access;
        sealed = head.permittedSubclasses != null;
        sourceFile = head.sourceFile == null ? "unknown source" : head.sourceFile;
        handlerContext =
                Annotations.isHandlerContext(head.invisibleAnnotations)
                        || Annotations.isHandlerContext(head.visibleAnnotations);
        Optional<String> classIsSafe =
                Annotations.safeReason(head.invisibleAnnotations, head.visibleAnnotations);
        for (MethodNode method : head.methods) {
            MethodRef ref = new MethodRef(name, method.name, method.desc).interned();
            methods.put(ref, method(ref, method, classIsSafe));
        }
        for (FieldNode field : head.fields) {
            fieldAccess.put(new FieldRef(name, field.name.intern()), field.access);
        }
    }

    private Method method(MethodRef ref, MethodNode node, Optional<String> classIsSafe) {
        ref.parameters(); // throws if the descriptor is none
        List<AnnotationNode> invisible = node.invisibleAnnotations;
        List<AnnotationNode> visible = node.visibleAnnotations;
        return new Method(
                this,
                ref,
                node.access,
                Annotations.isHandlerContext(invisible) || Annotations.isHandlerContext(visible),
                Annotations.safeReason(invisible, visible).or(() -> classIsSafe));
    }

    void setUnreadable() {
        unreadable = true;
    }

    /** Whether the code of its methods cannot be read. */
    public boolean isUnreadable() {
        return unreadable;
    }

    public boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    public boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    /** The bodies of the lambdas that a method contains, in the compiler's order. */
    public List<Method> lambdasIn(String place) {
        return methods.values().stream()
                .filter(method -> method.lambdaNumber(place) >= 0)
                .sorted(Comparator.comparingInt(method -> method.lambdaNumber(place)))
                .toList();
    }

    public ClassReader reader() {
        return new ClassReader(bytes);
    }

    public MethodNode code(MethodRef ref) {
        if (code == null) {
            ClassNode whole = new ClassNode();
            code = new HashMap<>();
            try {
                reader().accept(whole, ClassReader.SKIP_FRAMES);
                whole.methods.forEach(m -> code.put(new MethodRef(name, m.name, m.desc), m));
            } catch (RuntimeException | AssertionError invalid) { // ASM throws either
                setUnreadable();
            }
        }
        return code.getOrDefault(ref, NO_CODE);
    }

    @Override
    public String toString() {
        return name.replace('/', '.');
    }
}
