package signalkit.explorer.library;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import signalkit.weaver.Site;

/** Calls of {@code java.lang.reflect} that reach memory of the program, or the JDK. */
public final class Reflection {
    private Reflection() {}

    /**
     * Whether a call reads or writes one field, or one element of an array, and does nothing else.
     */
    public static boolean isAccess(Site site, Object target) {
        boolean isGetOrSet = site.member().startsWith("get") || isWrite(site);
        return isGetOrSet
                && (isFieldAccess(site, target) || site.owner().equals(Array.class.getName()))
                && !site.member().equals("getLength");
    }

    /** Whether a call reads or writes the field that it is a method of. */
    public static boolean isFieldAccess(Site site, Object target) {
        // get(Object), getInt(Object), set(Object, Object); getName() and its kin have no argument.
        return target instanceof Field
                && site.memberDescriptor().startsWith("(Ljava/lang/Object;")
                && (site.member().startsWith("get") || isWrite(site));
    }

    /** Whether such a call writes. */
    public static boolean isWrite(Site site) {
        return site.member().startsWith("set");
    }

    /**
     * What a call does that is not explored; null when all of it is.
     *
     * @param isProgram whether a class is explored
     */
    public static String missed(
            Site site, Object target, Object[] arguments, Predicate<Class<?>> isProgram) {
        if (target instanceof Field field && isFieldAccess(site, target)) {
            return missed(field, isWrite(site), isProgram);
        }
        if (target instanceof Method method && site.member().equals("invoke")) {
            return runs(method, arguments[0], isProgram)
                    ? null
                    : "what " + method.getName() + " does by reflection";
        }
        Class<?> made = null;
        if (site.member().equals("newInstance") && target instanceof Constructor<?> constructor) {
            made = constructor.getDeclaringClass();
        } else if (site.member().equals("newInstance") && target instanceof Class<?> type) {
            made = type;
        }
        return made == null || isProgram.test(made) || isHarmless(made)
                ? null
                : "what new " + made.getSimpleName() + " does by reflection";
    }

    private static String missed(Field field, boolean isWrite, Predicate<Class<?>> isProgram) {
        if (!isProgram.test(field.getDeclaringClass())) {
            return "the field " + field.getName() + " of the JDK, by reflection";
        }
        boolean isFinal = Modifier.isFinal(field.getModifiers());
        return isWrite && isFinal
                ? "what a new value of the final field " + field.getName() + " leads to"
                : null;
    }

    /** Whether the code that a method stands for is explored. */
    private static boolean runs(Method method, Object object, Predicate<Class<?>> isProgram) {
        if (isProgram.test(method.getDeclaringClass())) {
            return true;
        }
        if (object == null || !isProgram.test(object.getClass())) {
            return false;
        }
        try {
            return isProgram.test(
                    object.getClass()
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Whose constructors reach nothing but what they are given. */
    private static boolean isHarmless(Class<?> type) {
        return Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || Throwable.class.isAssignableFrom(type)
                || type.getPackageName().equals("java.lang");
    }
}
