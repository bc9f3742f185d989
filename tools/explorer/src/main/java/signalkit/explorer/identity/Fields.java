package signalkit.explorer.identity;

import java.lang.reflect.Field;

/** Looks into objects of copied classes. */
final class Fields {
    private Fields() {}

    /** What a field of a name holds; null also when no class of the object has one. */
    static Object get(Object object, String name) {
        for (Class<?> each = object.getClass(); each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return get(object, field);
                }
            }
        }
        return null;
    }

    private static Object get(Object object, Field field) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot look into " + object.getClass(), e);
        }
    }
}
