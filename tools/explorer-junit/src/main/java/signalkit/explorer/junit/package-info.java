/**
 * Tests of JUnit 5 that hold for all schedules of their threads.
 *
 * <p>A test with {@link signalkit.explorer.junit.ExploreTest} is an ordinary test method that
 * starts threads. JUnit calls it once; the extension of this package explores it in its place:
 *
 * <pre>
 *   JUnit ──► ExploreExtension ──► TestProgram ──► the explorer ──► passes, or fails with a schedule
 *             skips what it would  one run: a new object of the test class,
 *             call itself          then @BeforeAll, @BeforeEach, the test, @AfterEach, @AfterAll
 * </pre>
 *
 * <p>Tests may run in parallel: nothing here is shared between them, and each search has workers of
 * its own.
 */
package signalkit.explorer.junit;
