package signalkit.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Which room may use which: what the table of ARCHITECTURE.md says, and nothing else.
 *
 * <p>A room is a module, not a package: the races and scenarios of a server live in its package and
 * in another room.
 */
class ArrowsTest {
    private static final Map<String, Set<String>> ARROWS =
            arrows(Kit.text(Kit.ours().root().resolve("ARCHITECTURE.md")));

    private static final JavaClasses CLASSES = imported(Kit.ours());
    private static final Map<String, String> ROOMS = rooms(CLASSES);

    /** Reads the table {@code | Room | What it does | Uses |}; behind a semicolon stand words. */
    private static Map<String, Set<String>> arrows(String page) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        Pattern row = Pattern.compile("(?m)^\\| (`.*?`) \\|[^|]*\\| ([^|;]*)(;[^|]*)? \\|$");
        Matcher rows = row.matcher(page);
        while (rows.find()) {
            Set<String> uses = new TreeSet<>();
            if (!rows.group(2).equals("nothing but the JDK")) {
                for (String room : rows.group(2).split(", ")) {
                    uses.add(
                            Files.isDirectory(Kit.ours().root().resolve(room))
                                    ? room
                                    : "tools/" + room);
                }
            }
            for (String room : rows.group(1).replace("`", "").split(", ")) {
                arrows.put(room, uses);
            }
        }
        return arrows;
    }

    private static JavaClasses imported(Kit kit) {
        List<Path> folders = new ArrayList<>();
        for (String room : ARROWS.keySet()) {
            Path folder = kit.root().resolve(room).resolve("target/classes");
            assertTrue(Files.isDirectory(folder), folder + " is missing; build the kit first");
            folders.add(folder);
        }
        return new ClassFileImporter().importPaths(folders);
    }

    private static Map<String, String> rooms(JavaClasses classes) {
        Map<String, String> rooms = new HashMap<>();
        for (JavaClass type : classes) {
            String place = type.getSource().orElseThrow().getUri().getPath();
            String room = Kit.ours().root().relativize(Path.of(place)).toString();
            rooms.put(type.getName(), room.substring(0, room.indexOf("/target/")));
        }
        return rooms;
    }

    @Test
    void every_room_uses_only_the_rooms_that_its_arrows_name() {
        only_along(ARROWS).check(CLASSES);
    }

    @Test
    void every_arrow_is_used() {
        Map<String, Set<String>> used = new TreeMap<>();
        ARROWS.keySet().forEach(room -> used.put(room, new TreeSet<>()));
        for (JavaClass type : CLASSES) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                String from = room(type);
                String to = room(use.getTargetClass());
                if (to != null && !to.equals(from)) {
                    used.get(from).add(to);
                }
            }
        }
        assertEquals(ARROWS, used);
    }

    @Test
    void every_room_has_its_arrows() {
        Set<String> modules = new TreeSet<>();
        for (Path source : Kit.ours().mainSources()) {
            String name = Kit.ours().name(source);
            int end = name.indexOf("/src/main/");
            if (end > 0) {
                modules.add(name.substring(0, end));
            }
        }
        modules.add("lessons");
        assertEquals(ARROWS.keySet(), modules);
    }

    @Test
    void an_arrow_that_is_not_there_is_seen() {
        Map<String, Set<String>> without = new TreeMap<>(ARROWS);
        without.put("tools/event", Set.of());
        EvaluationResult result = only_along(without).evaluate(CLASSES);
        assertTrue(result.hasViolation());
        result.getFailureReport()
                .getDetails()
                .forEach(line -> assertTrue(line.startsWith("tools/event → tools/posix: "), line));
    }

    private static String room(JavaClass type) {
        return ROOMS.get(type.getBaseComponentType().getName());
    }

    private static ArchRule only_along(Map<String, Set<String>> arrows) {
        return classes()
                .should(useOnlyRoomsOf(arrows))
                .because("the rooms build on each other in one direction (ARCHITECTURE.md)");
    }

    private static ArchCondition<JavaClass> useOnlyRoomsOf(Map<String, Set<String>> arrows) {
        return new ArchCondition<>("use only the rooms that their arrows name") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = room(type);
                for (Dependency use : type.getDirectDependenciesFromSelf()) {
                    String to = room(use.getTargetClass());
                    if (to != null && !to.equals(from) && !arrows.get(from).contains(to)) {
                        String line = from + " → " + to + ": " + use.getDescription();
                        events.add(SimpleConditionEvent.violated(type, line));
                    }
                }
            }
        };
    }
}
