package signalkit.explorer.model;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import signalkit.weaver.Site;

/** Finds the declarations of what the sites of one loader name. */
final class Declarations {
    private final ClassLoader loader;

    Declarations(ClassLoader loader) {
        this.loader = loader;
    }

    /** The field that a site reads or writes. */
    Field field(Site site) {
        try {
            Class<?> type = Class.forName(site.owner(), false, loader);
            Field field = find(type, site.member());
            if (field != null) {
                return field;
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a woven class is gone: " + site.owner(), e);
        }
        throw new IllegalStateException("a woven field is gone: " + site);
    }

    private static Field find(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
            for (Class<?> face : each.getInterfaces()) {
                Field field = find(face, name);
                if (field != null) {
                    return field;
                }
            }
        }
        return null;
    }

    /**
     * The library class whose method a site calls, also through a woven class that inherits it;
     * null when the method is woven, which says itself what it touches.
     */
    String declarer(Site site) {
        if (site.owner().startsWith("[")) {
            return null;
        }
        try {
            Class<?> type = Class.forName(site.owner(), false, loader);
            return declarer(type, site);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class that woven code calls is gone: " + site, e);
        }
    }

    private String declarer(Class<?> type, Site site) {
        if (type.getClassLoader() != loader) {
            return type.getName();
        }
        if (site.member().equals("<init>") || declares(type, site)) {
            return null;
        }
        Class<?> parent = type.getSuperclass();
        String found = parent == null ? null : declarer(parent, site);
        // Object, where every search ends, has the method only when no interface has a default.
        if (parent != null && (found == null || parent != Object.class)) {
            return found;
        }
        for (Class<?> face : type.getInterfaces()) {
            String inFace = declarer(face, site);
            if (inFace != null && (face.getClassLoader() == loader || declares(face, site))) {
                return inFace;
            }
        }
        return found;
    }

    private static boolean declares(Class<?> type, Site site) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(
                        each ->
                                each.getName().equals(site.member())
                                        && descriptor(each).equals(site.memberDescriptor()));
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }
}
