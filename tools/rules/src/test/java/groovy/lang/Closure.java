package groovy.lang;

/** Stands for Groovy's class: what its compiler makes of a closure extends it. */
public abstract class Closure {}
