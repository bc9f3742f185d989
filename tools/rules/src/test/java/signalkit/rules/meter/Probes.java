package signalkit.rules.meter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;

/**
 * Generates a {@link Probe} for each leaf.
 *
 * <p>They go to the boot class path, so that linking them runs no Java code, whose locks would be
 * counted.
 */
final class Probes {
    private static final Type OBJECT = Type.getType(Object.class);

    private Probes() {}

    static String className(int leaf) {
        return "signalkit.rules.meter.Probe" + leaf;
    }

    /** Writes a jar for the boot class path: the probes and what the woven JDK calls. */
    static void writeBootJar(List<Leaf> leaves, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Class<?> type : List.of(LockEvents.class, Probe.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getResourceAsStream("/" + name)) {
                    add(out, name, in.readAllBytes());
                }
            }
            for (int i = 0; i < leaves.size(); i++) {
                String name = className(i).replace('.', '/');
                add(out, name + ".class", probe(name, leaves.get(i)));
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    private static byte[] probe(String name, Leaf leaf) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC,
                name,
                null,
                "java/lang/Object",
                new String[] {Type.getInternalName(Probe.class)});
        constructor(writer);
        MethodVisitor visitor =
                writer.visitMethod(
                        Opcodes.ACC_PUBLIC, "call", "([Ljava/lang/Object;)V", null, null);
        GeneratorAdapter code =
                new GeneratorAdapter(visitor, Opcodes.ACC_PUBLIC, "call", "([Ljava/lang/Object;)V");
        call(code, leaf);
        code.returnValue();
        code.endMethod();
        writer.visitEnd();
        return writer.toByteArray();
    }

    static void constructor(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void call(GeneratorAdapter code, Leaf leaf) {
        Executable member = leaf.member;
        Type owner = Type.getType(member.getDeclaringClass());
        if (member instanceof Constructor<?>) {
            code.newInstance(owner);
            code.dup();
        }
        int operand = 0;
        if (leaf.needsObject()) {
            load(code, operand++, owner);
        }
        for (Class<?> type : member.getParameterTypes()) {
            load(code, operand++, Type.getType(type));
        }
        invoke(code, member, owner);
    }

    private static void load(GeneratorAdapter code, int operand, Type type) {
        code.loadArg(0);
        code.push(operand);
        code.arrayLoad(OBJECT);
        code.unbox(type);
    }

    private static void invoke(GeneratorAdapter code, Executable member, Type owner) {
        if (member instanceof Constructor<?> constructor) {
            String descriptor = Type.getConstructorDescriptor(constructor);
            code.invokeConstructor(
                    owner, new org.objectweb.asm.commons.Method("<init>", descriptor));
            code.pop();
            return;
        }
        Method method = (Method) member;
        boolean isInterface = method.getDeclaringClass().isInterface();
        boolean isStatic = java.lang.reflect.Modifier.isStatic(method.getModifiers());
        int opcode =
                isStatic
                        ? Opcodes.INVOKESTATIC
                        : isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        code.visitMethodInsn(
                opcode,
                owner.getInternalName(),
                method.getName(),
                Type.getMethodDescriptor(method),
                isInterface);
        Type result = Type.getReturnType(method);
        if (result.getSize() == 2) {
            code.pop2();
        } else if (result.getSize() == 1) {
            code.pop();
        }
    }
}
