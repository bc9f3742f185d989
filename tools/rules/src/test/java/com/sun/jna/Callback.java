package com.sun.jna;

/** Stands for JNA's marker of what C may call. */
public interface Callback {}
