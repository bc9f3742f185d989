/**
 * Many runs of a scenario: every schedule within bounds, the shortest schedule that fails, and
 * replay. Internal.
 */
package signalkit.explorer.search;
