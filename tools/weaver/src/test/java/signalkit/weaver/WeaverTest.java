package signalkit.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import signalkit.woven.Specimen;

/** Woven code computes what it computed, bears the same lines, and what cannot be is refused. */
class WeaverTest {
    private static final String SPECIMEN = Specimen.class.getName();

    @ParameterizedTest
    @EnumSource(names = {"LEAN", "FULL"})
    void woven_code_computes_what_plain_code_computes(Weaver.Mode mode) throws Exception {
        Class<?> woven = load(SPECIMEN, mode);
        assertNotSame(Specimen.class, woven);
        assertEquals(Specimen.run(), woven.getMethod("run").invoke(null));
    }

    @ParameterizedTest
    @EnumSource(names = {"LEAN", "FULL"})
    void lines_and_file_are_those_of_the_source(Weaver.Mode mode) throws Exception {
        byte[] plain = ClassFiles.read(SPECIMEN);
        byte[] woven = weaver(mode).weave(plain);
        assertEquals(Code.of(plain).lines(), Code.of(woven).lines());
        assertTrue(Code.of(woven).lines().size() > 50, "or nothing was compared");
    }

    @ParameterizedTest
    @EnumSource
    void stack_trace_names_the_same_lines(Weaver.Mode mode) throws Exception {
        Class<?> woven = load(SPECIMEN, mode);
        assertEquals(traceOfFail(Specimen.class), traceOfFail(woven));
    }

    @ParameterizedTest
    @EnumSource
    void synchronized_method_frees_its_monitor_when_it_throws(Weaver.Mode mode) throws Exception {
        Class<?> woven = load(SPECIMEN, mode);
        traceOfFail(woven);
        assertFalse(Thread.holdsLock(woven));
    }

    @Test
    void there_is_one_point_before_each_step() throws Exception {
        byte[] plain = ClassFiles.read(SPECIMEN);
        Code before = Code.of(plain);
        Code after = Code.of(weaver(Weaver.Mode.LEAN).weave(plain));
        assertTrue(before.steps() > 150, () -> "the specimen has only " + before.steps());
        assertEquals(List.of(), after.stepsWithoutPoint());
        assertEquals(0, after.pointsWithoutStep());
    }

    @Test
    void constructor_has_no_point_before_it_has_called_another() throws Exception {
        Code code = Code.of(weaver(Weaver.Mode.LEAN).weave(ClassFiles.read(SPECIMEN + "$Derived")));
        assertEquals(0, code.pointsBeforeSuper());
        assertTrue(code.steps() > 0);
    }

    @Test
    void loader_leaves_what_is_not_selected_to_its_parent() throws Exception {
        ClassLoader loader = loader(Weaver.Mode.LEAN);
        assertSame(WeaverTest.class, loader.loadClass(WeaverTest.class.getName()));
        assertSame(loader, loader.loadClass(SPECIMEN).getClassLoader());
        assertSame(loader, loader.loadClass(SPECIMEN + "$Pair").getClassLoader());
    }

    @Test
    void loader_takes_class_files_from_memory() throws Exception {
        assertEquals("made.up.Long", loadMadeUp(MadeUp.longMethod(1), Weaver.Mode.LEAN).getName());
    }

    @ParameterizedTest
    @EnumSource
    void method_that_would_be_too_long_is_refused_by_name_with_the_remedy(Weaver.Mode mode) {
        byte[] plain = MadeUp.longMethod(8_000);
        WeaveException e = assertThrows(WeaveException.class, () -> weaver(mode).weave(plain));
        assertTrue(
                e.getMessage().startsWith("cannot weave made.up.Long: its method m()V"),
                e::getMessage);
        assertTrue(e.getMessage().contains("bytes of code, and a JVM takes 65535"), e::getMessage);
        assertTrue(e.getMessage().endsWith("!made.up.Long"), e::getMessage);
        assertFalse(e.getMessage().contains("\n"));
    }

    @ParameterizedTest
    @EnumSource
    void class_of_the_oldest_compilers_works_as_before(Weaver.Mode mode) throws Exception {
        Weaver weaver = new Weaver(Selection.parse("made.up."), mode);
        ClassLoader parent = WeaverTest.class.getClassLoader();
        Class<?> type =
                new WeavingClassLoader(
                                parent, weaver, Map.of("made.up.Old", MadeUp.oldSynchronized()))
                        .loadClass("made.up.Old");
        Object old = type.getConstructor().newInstance();
        type.getMethod("m").invoke(old);
        assertEquals(1, type.getField("sum").get(old));
    }

    @ParameterizedTest
    @EnumSource
    void long_jump_that_weaving_makes_too_far_still_reaches(Weaver.Mode mode) throws Exception {
        byte[] plain = MadeUp.longMethod(3_000);
        assertTrue(weaver(mode).weave(plain).length > Short.MAX_VALUE, "or no jump is far");
        Class<?> type = loadMadeUp(plain, mode);
        type.getMethod("m").invoke(null);
        assertEquals(2 * 3_000, type.getField("sum").getInt(null));
    }

    @Test
    void what_is_no_class_file_is_refused() {
        assertThrows(WeaveException.class, () -> weaver(Weaver.Mode.LEAN).weave(new byte[] {1, 2}));
    }

    // ---- helpers

    private static Weaver weaver(Weaver.Mode mode) {
        return new Weaver(Selection.parse(SPECIMEN), mode);
    }

    private static Class<?> load(String name, Weaver.Mode mode) throws Exception {
        return loader(mode).loadClass(name);
    }

    private static ClassLoader loader(Weaver.Mode mode) {
        return new WeavingClassLoader(WeaverTest.class.getClassLoader(), weaver(mode));
    }

    private static Class<?> loadMadeUp(byte[] classFile, Weaver.Mode mode) throws Exception {
        Weaver weaver = new Weaver(Selection.parse("made.up."), mode);
        ClassLoader parent = WeaverTest.class.getClassLoader();
        return new WeavingClassLoader(parent, weaver, Map.of("made.up.Long", classFile))
                .loadClass("made.up.Long");
    }

    private static String traceOfFail(Class<?> type) throws Exception {
        InvocationTargetException e =
                assertThrows(
                        InvocationTargetException.class, () -> type.getMethod("fail").invoke(null));
        return e.getCause().getStackTrace()[0].toString().replaceFirst("^.*/", "");
    }
}
