package signalkit.explorer;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.Callable;
import signalkit.explorer.load.ValueCopy;

/** The code of a lambda, found again in the woven classes. Immutable. */
final class LambdaEntry implements ScenarioCode.Entry {
    private final Class<?> holder;
    private final SerializedLambda lambda;

    private LambdaEntry(Class<?> holder, SerializedLambda lambda) {
        this.holder = holder;
        this.lambda = lambda;
    }

    /** The code of a program; a {@link ScenarioException} says why a program has none. */
    static ScenarioCode codeOf(PlainProgram program) {
        SerializedLambda lambda = serialized(program);
        Class<?> holder = holder(lambda, program.getClass().getClassLoader());
        LambdaEntry entry = new LambdaEntry(holder, lambda);
        entry.checkCaptured();
        String name = holder.getSimpleName() + "." + entry.method();
        return ScenarioCode.program(name, holder.getClassLoader(), entry);
    }

    private static SerializedLambda serialized(PlainProgram program) {
        try {
            Method replace = program.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (replace.invoke(program) instanceof SerializedLambda lambda) {
                return lambda;
            }
        } catch (ReflectiveOperationException e) {
            // Said below.
        }
        throw new ScenarioException(
                program.getClass().getName()
                        + " is no lambda; write Explorer.check(() -> …) or name a static method");
    }

    private static Class<?> holder(SerializedLambda lambda, ClassLoader loader) {
        try {
            return Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
        } catch (ClassNotFoundException e) {
            throw new ScenarioException("there is no class " + e.getMessage());
        }
    }

    /** The method as the source names it: of a lambda, the method that it is written in. */
    private String method() {
        String name = lambda.getImplMethodName();
        if (!name.startsWith("lambda$")) {
            return name.equals("<init>") ? "new" : name;
        }
        String[] parts = name.split("\\$");
        return parts.length > 2 && !parts[1].isEmpty() ? parts[1] : name;
    }

    /** Says now what each run would say. */
    private void checkCaptured() {
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            if (!isThis(i)) {
                try {
                    ValueCopy.of(lambda.getCapturedArg(i), holder.getClassLoader());
                } catch (IllegalArgumentException e) {
                    throw new ScenarioException(
                            "the program uses "
                                    + e.getMessage()
                                    + " that is made outside it;"
                                    + " make inside the lambda what its threads share");
                }
            } else if (!ValueCopy.isBare(holder)) {
                throw new ScenarioException(
                        "the program uses this "
                                + holder.getSimpleName()
                                + ", whose fields all runs would share; make inside the lambda"
                                + " what its threads share, or use @ExploreTest");
            }
        }
    }

    private boolean isThis(int captured) {
        int kind = lambda.getImplMethodKind();
        boolean isInstance =
                kind != MethodHandleInfo.REF_invokeStatic
                        && kind != MethodHandleInfo.REF_newInvokeSpecial;
        return isInstance
                && captured == 0
                && lambda.getCapturedArg(0) != null
                && lambda.getCapturedArg(0).getClass() == holder;
    }

    @Override
    public Callable<?> in(ClassLoader loader) throws ClassNotFoundException, NoSuchMethodException {
        Class<?> type = Class.forName(holder.getName(), false, loader);
        String descriptor = lambda.getImplMethodSignature();
        Class<?>[] parameters =
                MethodType.fromMethodDescriptorString(descriptor, loader).parameterArray();
        Executable code =
                lambda.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial
                        ? type.getDeclaredConstructor(parameters)
                        : type.getDeclaredMethod(lambda.getImplMethodName(), parameters);
        code.setAccessible(true);
        return () -> call(code, loader);
    }

    private Object[] captured(Executable code, ClassLoader loader) throws NoSuchMethodException {
        Object[] captured = new Object[lambda.getCapturedArgCount()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] =
                    isThis(i)
                            ? ValueCopy.bare(code.getDeclaringClass())
                            : ValueCopy.of(lambda.getCapturedArg(i), loader);
        }
        return captured;
    }

    private Object call(Executable code, ClassLoader loader) throws Exception {
        Object[] captured = captured(code, loader);
        try {
            if (code instanceof Constructor<?> constructor) {
                return constructor.newInstance(captured);
            }
            boolean isStatic = Modifier.isStatic(code.getModifiers());
            Object receiver = isStatic ? null : captured[0];
            Object[] arguments =
                    isStatic ? captured : Arrays.copyOfRange(captured, 1, captured.length);
            return ((Method) code).invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw ProgramScenario.<RuntimeException>sneaky(e.getCause());
        }
    }
}
