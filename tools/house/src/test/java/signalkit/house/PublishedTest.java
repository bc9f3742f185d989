package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What Maven Central asks of an artifact: the poms of all that are published, with their parents.
 */
class PublishedTest {
    /** What each artifact says of itself. */
    private static final List<String> OWN = List.of("name", "description");

    /** What an artifact may have from its parents. */
    private static final List<String> INHERITED =
            List.of(
                    "url",
                    "licenses/license/name",
                    "licenses/license/url",
                    "developers/developer/name",
                    "scm/connection",
                    "scm/developerConnection",
                    "scm/url");

    private static final List<String> NOT_EXPORTED = List.of("test", "provided");

    /** A pom, and the one above it, if it has one. */
    private record Pom(Element project, Pom parent) {
        static Pom read(Path file) throws Exception {
            Element project =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement();
            if (child(project, "parent") == null) {
                return new Pom(project, null);
            }
            String above = text(project, "parent/relativePath");
            return new Pom(
                    project, read(file.resolveSibling(above == null ? "../pom.xml" : above)));
        }

        String artifact() {
            return text(project, "artifactId");
        }

        boolean isPublished() {
            return "false".equals(text(project, "properties/signalkit.internal"));
        }

        private boolean says(String path) {
            return text(project, path) != null || parent != null && parent.says(path);
        }

        List<String> missing() {
            List<String> missing = new ArrayList<>();
            for (String path : OWN) {
                if (text(project, path) == null) {
                    missing.add(artifact() + " has no " + path);
                }
            }
            for (String path : INHERITED) {
                if (!says(path)) {
                    missing.add(artifact() + " has no " + path);
                }
            }
            return missing;
        }

        /** Artifacts of the kit that whoever uses this one needs. */
        List<String> needed() {
            Element dependencies = child(project, "dependencies");
            return dependencies == null
                    ? List.of()
                    : children(dependencies).stream()
                            .filter(each -> "signalkit".equals(text(each, "groupId")))
                            .filter(each -> !NOT_EXPORTED.contains("" + text(each, "scope")))
                            .map(each -> text(each, "artifactId"))
                            .toList();
        }
    }

    private static List<Element> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .toList();
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(each -> each.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The text at a path of tags; null when there is none. */
    private static String text(Element from, String path) {
        Element at = from;
        for (String tag : path.split("/")) {
            at = at == null ? null : child(at, tag);
        }
        return at == null || at.getTextContent().isBlank() ? null : at.getTextContent().strip();
    }

    /** What is wrong with the published poms of a kit. */
    private static List<String> faults(Kit kit) throws Exception {
        Map<String, Pom> published = new HashMap<>();
        for (Path file : kit.files("pom.xml")) {
            Pom pom = Kit.isTest(file) ? null : Pom.read(file);
            if (pom != null && pom.isPublished()) {
                for (Pom each = pom; each != null; each = each.parent()) {
                    published.put(each.artifact(), each); // nobody can read it without its parents
                }
            }
        }
        List<String> faults = new ArrayList<>();
        for (String artifact : new TreeSet<>(published.keySet())) {
            Pom pom = published.get(artifact);
            faults.addAll(pom.missing());
            pom.needed().stream()
                    .filter(needed -> !published.containsKey(needed))
                    .forEach(needed -> faults.add(artifact + " needs " + needed + ", unpublished"));
        }
        return published.isEmpty() ? List.of("nothing is published") : faults;
    }

    @Test
    void what_is_published_says_what_maven_central_asks_for() throws Exception {
        assertEquals(List.of(), faults(Kit.ours()));
    }

    @Test
    void what_is_missing_is_found(@TempDir Path folder) throws Exception {
        assertEquals(List.of("nothing is published"), faults(new Kit(folder)));
        write(
                folder.resolve("pom.xml"),
                "<artifactId>kit</artifactId><url>u</url><scm><url>u</url></scm>");
        write(
                folder.resolve("a/pom.xml"),
                "<parent><relativePath>../pom.xml</relativePath></parent>"
                        + "<artifactId>a</artifactId><name>a</name>"
                        + "<properties><signalkit.internal>false</signalkit.internal></properties>"
                        + "<dependencies><dependency><groupId>signalkit</groupId>"
                        + "<artifactId>b</artifactId></dependency></dependencies>");

        assertEquals(
                List.of(
                        "a has no description",
                        "a has no licenses/license/name",
                        "a has no licenses/license/url",
                        "a has no developers/developer/name",
                        "a has no scm/connection",
                        "a has no scm/developerConnection",
                        "a needs b, unpublished",
                        "kit has no name",
                        "kit has no description",
                        "kit has no licenses/license/name",
                        "kit has no licenses/license/url",
                        "kit has no developers/developer/name",
                        "kit has no scm/connection",
                        "kit has no scm/developerConnection"),
                faults(new Kit(folder)));
    }

    private static void write(Path pom, String body) throws IOException {
        Files.createDirectories(pom.getParent());
        Files.writeString(pom, "<project>" + body + "</project>");
    }
}
