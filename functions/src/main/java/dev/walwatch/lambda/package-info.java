/** The entry points: wire, read, call, answer. */
@NullMarked
package dev.walwatch.lambda;

import org.jspecify.annotations.NullMarked;
