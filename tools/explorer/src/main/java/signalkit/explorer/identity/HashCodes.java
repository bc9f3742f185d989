package signalkit.explorer.identity;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import signalkit.weaver.JdkClasses;
import signalkit.weaver.Site;

/** Tells objects whose hash codes, and the texts that show them, differ from JVM to JVM. */
public final class HashCodes {
    /** Whether objects of a class have hash codes that the JVM gives them. */
    private static final ClassValue<Boolean> BY_IDENTITY =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    Method method = method(type, "hashCode");
                    Class<?> owner = method.getDeclaringClass();
                    // The weaver has added the synthetic ones.
                    return owner == Object.class || owner == Enum.class || method.isSynthetic();
                }
            };

    private static final ClassValue<Boolean> IN_TEXT =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    boolean isShown = method(type, "toString").getDeclaringClass() == Object.class;
                    return isShown && !type.isArray() && BY_IDENTITY.get(type);
                }
            };

    private static final Set<String> STABLE =
            Set.of("java.util.BitSet", "java.util.Date", "java.util.UUID");

    /** How far to look into an object. */
    private static final int DEPTH = 4;

    private HashCodes() {}

    /** Whether the hash code of an object is a number that the JVM gives it. */
    public static boolean isByIdentity(Object object) {
        return BY_IDENTITY.get(object.getClass());
    }

    /** Whether the text of an object is the JDK's, which shows such a number. */
    public static boolean isInText(Object object) {
        return IN_TEXT.get(object.getClass());
    }

    /** What a method of Arrays or Objects hashes that is given an object: elements of an array. */
    public static List<?> parts(Site site, Object object) {
        boolean isWhole =
                site.owner().equals("java.util.Objects") && site.member().equals("hashCode");
        if (!isWhole && object instanceof Object[] array) {
            return Arrays.asList(array);
        }
        return !isWhole && object.getClass().isArray() ? List.of() : List.of(object);
    }

    /** Whether a hash code is the same in each JVM, as far as can be told. */
    public static boolean isStable(Object key) {
        return isStable(key, 0);
    }

    private static boolean isStable(Object key, int depth) {
        if (key == null || key instanceof String || key instanceof Number) {
            return true;
        }
        Class<?> type = key.getClass();
        if (BY_IDENTITY.get(type) || depth > DEPTH) {
            return false;
        }
        if (key instanceof Collection<?> elements) {
            return elements.stream().allMatch(each -> isStable(each, depth + 1));
        }
        if (key instanceof Optional<?> optional) {
            return isStable(optional.orElse(null), depth + 1);
        }
        if (key instanceof Map<?, ?> map) {
            return isStable(map.keySet(), depth + 1) && isStable(map.values(), depth + 1);
        }
        if (JdkClasses.has(type.getName())) {
            return type.getName().startsWith("java.lang.")
                    || type.getName().startsWith("java.time.")
                    || STABLE.contains(type.getName());
        }
        try {
            for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    boolean isPart =
                            !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
                    if (isPart && !field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        if (!isStable(field.get(key), depth + 1)) {
                            return false;
                        }
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
        return true;
    }

    private static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no " + name, e);
        }
    }
}
