package signalkit.explorer.jdk;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import signalkit.explorer.load.StandIns;
import signalkit.weaver.Steps;
import signalkit.weaver.WeavingClassLoader;

/**
 * Stands for the methods by which a program finds classes by their names and looks at them: it gets
 * the models and the copies, which answer with the names that the JDK has given.
 */
public final class ModelClass {
    private static final StackWalker STACK =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private ModelClass() {}

    /** As in {@link Class}. */
    public static Class<?> forName(String name) throws ClassNotFoundException {
        ClassLoader own = STACK.getCallerClass().getClassLoader();
        return find(name, true, own, own);
    }

    /** As in {@link Class}; {@code loader} finds all classes but those of the JDK. */
    public static Class<?> forName(String name, boolean initialize, ClassLoader loader)
            throws ClassNotFoundException {
        return find(name, initialize, loader, STACK.getCallerClass().getClassLoader());
    }

    /** As in {@link Class}, which returns null instead of throwing here. */
    public static Class<?> forName(Module module, String name) {
        return Class.forName(module, name);
    }

    /** As in {@link ClassLoader}; {@code loader} finds all classes but those of the JDK. */
    public static Class<?> loadClass(ClassLoader loader, String name)
            throws ClassNotFoundException {
        String standIn = StandIns.of(name);
        return standIn.equals(name)
                ? loader.loadClass(name)
                : find(name, false, loader, STACK.getCallerClass().getClassLoader());
    }

    private static Class<?> find(
            String name, boolean initialize, ClassLoader loader, ClassLoader own)
            throws ClassNotFoundException {
        String standIn = StandIns.of(name);
        Class<?> type = Class.forName(standIn, initialize, standIn.equals(name) ? loader : own);
        if (initialize) {
            Steps.use(type);
        }
        return type;
    }

    /** As in {@link Class}: the JDK's name. */
    public static String getName(Class<?> type) {
        return StandIns.original(type.getName());
    }

    /** As in {@link Class}: the JDK's name. */
    public static String getTypeName(Class<?> type) {
        return StandIns.original(type.getTypeName());
    }

    /** As in {@link Class}: the JDK's name. */
    public static String getSimpleName(Class<?> type) {
        String name = getName(type);
        boolean isOther = !name.equals(type.getName()) && type.getEnclosingClass() == null;
        return isOther ? name.substring(name.lastIndexOf('.') + 1) : type.getSimpleName();
    }

    /** As in {@link Class}: the JDK's loader. */
    public static ClassLoader getClassLoader(Class<?> type) {
        return original(type).getClassLoader();
    }

    /** As in {@link Class}: the JDK's package. */
    public static String getPackageName(Class<?> type) {
        return original(type).getPackageName();
    }

    /** As in {@link Class}: what stands for the superclass that the JDK's class has. */
    public static Class<?> getSuperclass(Class<?> type) throws ClassNotFoundException {
        Class<?> original = original(type);
        Class<?> above = original.getSuperclass();
        return original == type || above == null
                ? type.getSuperclass()
                : Class.forName(StandIns.of(above.getName()), false, type.getClassLoader());
    }

    /** The class of the JDK that another one stands for, or that class itself. */
    private static Class<?> original(Class<?> type) {
        String name = StandIns.original(type.getName());
        if (name.equals(type.getName())) {
            return type;
        }
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            return type;
        }
    }

    /** As in {@link Class}: with the JDK's name. */
    public static String toString(Class<?> type) {
        return type.toString().replace(type.getName(), getName(type));
    }

    /** As in {@link Class}: without what weaving has added. */
    public static Method[] getDeclaredMethods(Class<?> type) {
        return withoutWoven(type.getDeclaredMethods());
    }

    /** As in {@link Class}: without what weaving has added. */
    public static Method[] getMethods(Class<?> type) {
        return withoutWoven(type.getMethods());
    }

    private static Method[] withoutWoven(Method[] methods) {
        return Arrays.stream(methods)
                .filter(
                        method ->
                                !method.isSynthetic()
                                        || !WeavingClassLoader.isAdded(method.getName()))
                .toArray(Method[]::new);
    }

    /** As in {@link Field}: what the source calls final is final. */
    public static int getModifiers(Field field) {
        boolean wasFinal =
                !Modifier.isFinal(field.getModifiers()) && WeavingClassLoader.isFinal(field);
        return wasFinal
                ? field.getModifiers() & ~Modifier.TRANSIENT | Modifier.FINAL
                : field.getModifiers();
    }
}
