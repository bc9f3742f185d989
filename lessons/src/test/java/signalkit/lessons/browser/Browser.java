package signalkit.lessons.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A browser without a window that opens the pages as files.
 *
 * <p>It is the Chromium of this machine, driven by the driver that came with it; nothing is
 * fetched. Where there is none, the tests say that they did not run, unless {@code
 * -Dsignalkit.browser=required} says that they must.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final List<String> FLAGS =
            List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--force-prefers-reduced-motion",
                    // A mouse, which a headless browser lacks, so that pages look as on a desk.
                    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,"
                            + "primaryPointerType=4,availablePointerTypes=4");

    private final ChromeDriver driver;
    private final Path site;
    private int presses;

    private Browser(ChromeDriver driver, Path site) {
        this.driver = driver;
        this.site = site;
    }

    /** Starts it; skips the test where there is no Chromium. */
    static Browser open(Path site) {
        Optional<Path> chromium = program("chromium").or(() -> program("chromium-browser"));
        Optional<Path> chromedriver = program("chromedriver");
        boolean isThere = chromium.isPresent() && chromedriver.isPresent();
        String wanted = System.getProperty("signalkit.browser", "");
        if (wanted.equals("required")) {
            assertTrue(isThere, "there is no chromium with its chromedriver on the path");
        }
        boolean isTried = isThere && !wanted.equals("none");
        if (!isTried) {
            // A skipped class leaves no line in the report of Maven.
            System.err.println("tests of the pages did not run: no chromium with chromedriver");
        }
        assumeTrue(isTried, "there is no chromium with its chromedriver on the path");
        Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions().addArguments(FLAGS);
        options.setBinary(chromium.get().toFile());
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.get().toFile())
                        .usingAnyFreePort()
                        .build();
        return new Browser(new ChromeDriver(service, options), site);
    }

    private static Optional<Path> program(String name) {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.of(folders)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page as a file, with what comes after its name, such as {@code #06w1-v}. */
    void go(String page) {
        String[] parts = page.split("#", 2);
        String address = site.resolve(parts[0]).toUri().toString();
        visit(parts.length > 1 ? address + "#" + parts[1] : address);
    }

    /** Opens what is at an address. */
    void visit(String address) {
        presses = 0;
        driver.get("about:blank");
        driver.get(address);
    }

    /**
     * Opens what is at an address, and tells how long the page's thread computed for that: in
     * milliseconds of processor time, which other work on the machine does not lengthen.
     */
    long visitTimed(String address) {
        driver.get("about:blank");
        driver.executeCdpCommand("Performance.disable", Map.of());
        driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        driver.get(address);
        long millis = Math.round(1000 * taskSeconds());
        assertTrue(millis > 0, "nothing was measured of " + address);
        return millis;
    }

    @SuppressWarnings("unchecked")
    private double taskSeconds() {
        var metrics =
                (List<Map<String, Object>>)
                        driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
        return metrics.stream()
                .filter(metric -> metric.get("name").equals("TaskDuration"))
                .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
                .sum();
    }

    /** The size of the window's inside, in CSS pixels, and the colour scheme. */
    void show(int width, int height, String scheme) {
        show(width, height, scheme, false);
    }

    /** The same on a telephone, which has fingers and no mouse. */
    void touch(int width, int height, String scheme) {
        show(width, height, scheme, true);
    }

    /** For who has not asked for less motion, until the size is set again. */
    void welcomeMotion() {
        media("light", "no-preference");
    }

    private void show(int width, int height, String scheme, boolean isPhone) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        isPhone));
        driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", isPhone));
        media(scheme, "reduce");
    }

    private void media(String scheme, String motion) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", motion))));
    }

    /** The result of a script. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** All elements that match, in the order of the page. */
    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The first element that matches. */
    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Clicks on an element, which has to be where a finger reaches it. */
    void click(WebElement element) {
        run("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    /** Taps on an element with a finger, in its middle, where nothing else may be. */
    void tap(WebElement element) {
        @SuppressWarnings("unchecked")
        List<Number> middle =
                (List<Number>)
                        run(
                                "const target = arguments[0];"
                                        + "target.scrollIntoView({block: 'center'});"
                                        + "const box = target.getBoundingClientRect();"
                                        + "const x = Math.min(box.left + box.width / 2, innerWidth"
                                        + " - 20);"
                                        + "const y = box.top + box.height / 2;"
                                        + "return target.contains(document.elementFromPoint(x, y))"
                                        + " ? [x, y] : []",
                                element);
        assertEquals(2, middle.size(), "something covers " + element);
        presses++;
        List<Map<String, Number>> finger = List.of(Map.of("x", middle.get(0), "y", middle.get(1)));
        driver.executeCdpCommand(
                "Input.dispatchTouchEvent", Map.of("type", "touchStart", "touchPoints", finger));
        driver.executeCdpCommand(
                "Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
    }

    /** Presses keys, one after the other, wherever the focus is. */
    void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            presses++;
            new Actions(driver).sendKeys(key).perform();
        }
    }

    /** How many keys were pressed, or fingers, since the page was opened. */
    int presses() {
        return presses;
    }

    /** Presses the tab key until an element that matches has the focus. */
    void tabTo(String selector) {
        for (int i = 0; i < 300; i++) {
            if ((boolean) run("return document.activeElement.matches(arguments[0])", selector)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("the tab key does not reach " + selector);
    }

    /** Waits until a script returns true. */
    void await(String condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(run("return " + condition))) {
            assertTrue(System.nanoTime() < end, "not in time: " + condition);
        }
    }

    /** What axe finds wrong with the page as it is, one line each. */
    List<String> violations() throws IOException {
        return violations("['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']");
    }

    /** What of that depends on colours. */
    List<String> violationsByColour() throws IOException {
        return violations("['color-contrast', 'link-in-text-block']");
    }

    @SuppressWarnings("unchecked")
    private List<String> violations(String tagsOrRules) throws IOException {
        if (!(boolean) run("return typeof axe === 'object'")) {
            run(axe());
        }
        // Without preload: it would fetch the style sheets, which the pages' policy forbids.
        return (List<String>)
                driver.executeAsyncScript(
                        "const done = arguments[0];"
                                + "axe.run(document, {preload: false,"
                                + " resultTypes: ['violations'], runOnly: "
                                + tagsOrRules
                                + "}).then(found => done("
                                + "found.violations.flatMap(v => v.nodes.map(n => v.id + ': '"
                                + " + n.html.slice(0, 140) + ' | ' + n.failureSummary"
                                + ".replace(/\\s+/g, ' ').slice(0, 220)))))");
    }

    private static String axe() throws IOException {
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Fails when a page has complained since the last call. */
    void assertNoComplaint(String where) {
        List<String> complaints =
                driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(LogEntry::getMessage)
                        .toList();
        assertEquals(List.of(), complaints, where);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
