/**
 * What an instructor needs beside the checks: the files that students get, slides, and a report on
 * submissions that are alike.
 */
package signalkit.course.teach;
