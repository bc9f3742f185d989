/**
 * What a jcstress run needs, in JVMs of its own: the tests around the learner's classes, which
 * stand first on the class path of that run.
 */
package signalkit.lessons.memory;
