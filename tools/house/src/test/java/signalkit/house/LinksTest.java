package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link from a page of the kit to another, or to a heading, leads somewhere. */
class LinksTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

    @Test
    void every_link_within_the_kit_leads_somewhere() {
        assertEquals(List.of(), broken(Kit.ours()));
    }

    @Test
    void a_link_to_nothing_is_found(@TempDir Path root) throws IOException {
        Files.writeString(
                root.resolve("README.md"),
                """
                # One `page`, two words

                [right](B.md#a-heading) [right](#one-page-two-words) [web](https://example.org)
                [right](B.md#d1) [wrong](B.md#d2)
                [wrong](C.md) [wrong](B.md#no-heading) ![wrong](a.svg)
                """);
        Files.writeString(
                root.resolve("B.md"), "## A heading\n\n| Id |\n|---|\n| <a id=\"d1\"></a>D1 |\n");
        assertEquals(
                List.of(
                        "README.md: B.md#d2",
                        "README.md: C.md",
                        "README.md: B.md#no-heading",
                        "README.md: a.svg"),
                broken(new Kit(root)));
    }

    private static List<String> broken(Kit kit) {
        List<String> found = new ArrayList<>();
        for (Path page : kit.pages()) {
            for (String link : links(page)) {
                if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                    found.add(kit.name(page) + ": " + link);
                }
            }
        }
        return found;
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        boolean isPage = target.toString().endsWith(".md");
        return parts.length == 1 || !isPage || anchors(target).contains(parts[1]);
    }

    private static List<String> links(Path page) {
        List<String> links = new ArrayList<>();
        PARSER.parse(Kit.text(page))
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(Link link) {
                                links.add(link.getDestination());
                                visitChildren(link);
                            }

                            @Override
                            public void visit(Image image) {
                                links.add(image.getDestination());
                            }
                        });
        return links;
    }

    /** Made of headings as GitHub makes them, and written by hand. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        PARSER.parse(Kit.text(page))
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(Heading heading) {
                                String anchor =
                                        words(heading)
                                                .toLowerCase(Locale.ROOT)
                                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                                .replace(' ', '-');
                                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                                anchors.add(before == 0 ? anchor : anchor + "-" + before);
                            }

                            @Override
                            public void visit(HtmlInline html) {
                                Matcher anchor = ANCHOR.matcher(html.getLiteral());
                                if (anchor.matches()) {
                                    anchors.add(anchor.group(1));
                                }
                            }
                        });
        return anchors;
    }

    private static String words(Node heading) {
        StringBuilder words = new StringBuilder();
        heading.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        words.append(text.getLiteral());
                    }

                    @Override
                    public void visit(Code code) {
                        words.append(code.getLiteral());
                    }
                });
        return words.toString();
    }
}
